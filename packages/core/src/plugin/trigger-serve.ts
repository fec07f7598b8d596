// The triggers' own side, in a thread or in a process: holds one third-party plugin and calls the two functions of its triggers.
import type { Plugin } from '@configurable-agents/plugin-sdk';
import { triggerOf } from './code.ts';
import { reasonOf } from './failure.ts';
import { importPlugin } from './import.ts';
import type { FromTriggers, ToTriggers, TriggerSetup } from './trigger-protocol.ts';

/** What connects triggers with their host. */
export type TriggerPort = {
  readonly listen: (listener: (message: ToTriggers) => void) => void;
  readonly post: (message: FromTriggers) => void;
};

/** Loads the plugin and serves from then on. */
export async function serveTriggers({ listen, post }: TriggerPort, { specifier, told }: TriggerSetup): Promise<void> {
  async function answer(plugin: Plugin, { id, call }: ToTriggers): Promise<void> {
    try {
      const trigger = triggerOf(plugin, call.trigger);
      // A plugin may give a promise all the same.
      const answered: unknown =
        call.kind === 'verify' ? trigger.verify(call.request, call.options) : trigger.normalise(call.request);
      post({ kind: 'answer', id, json: JSON.stringify(await answered) ?? 'null' });
    } catch (error) {
      post({ kind: 'failed', id, reason: reasonOf(error) });
    }
  }

  try {
    const plugin = await importPlugin(specifier, told);
    listen((message) => void answer(plugin, message));
    post({ kind: 'ready' });
  } catch (error) {
    post({ kind: 'broken', reason: reasonOf(error) });
  }
}
