import type { Normalised, Trigger, TriggerManifest, TriggerRequest, Verdict } from '@configurable-agents/plugin-sdk';

/** A trigger of a plugin that is at work. Both functions throw `TRIGGER_UNAVAILABLE` where the plugin's code gives no answer in time. */
export type HostTrigger = TriggerManifest & {
  readonly verify: (request: TriggerRequest, options: VerifyOptions) => Promise<Verdict>;
  readonly normalise: (request: TriggerRequest) => Promise<Normalised>;
};

export type VerifyOptions = Parameters<Trigger['verify']>[1];
