// A thread that holds one third-party plugin and calls the two functions of its triggers.
import { parentPort, workerData } from 'node:worker_threads';
import type { Plugin } from '@configurable-agents/plugin-sdk';
import { triggerOf } from './code.ts';
import { reasonOf } from './failure.ts';
import { importPlugin } from './import.ts';
import type { FromTriggers, ToTriggers, TriggerSetup } from './trigger-protocol.ts';

const { specifier, told } = workerData as TriggerSetup;
const port = parentPort;
if (port === null) throw new Error('invariant: triggers run in a worker thread');
const post = (message: FromTriggers): void => port.postMessage(message);

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
  port.on('message', (message: ToTriggers) => void answer(plugin, message));
  post({ kind: 'ready' });
} catch (error) {
  post({ kind: 'broken', reason: reasonOf(error) });
}
