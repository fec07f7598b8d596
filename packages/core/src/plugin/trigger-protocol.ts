// What crosses between the host and a thread of triggers.
import type { PluginManifest, TriggerRequest } from '@configurable-agents/plugin-sdk';
import type { VerifyOptions } from './host-trigger.ts';

export type TriggerSetup = {
  readonly specifier: string;
  /** What was told of the module before its code was loaded. */
  readonly told: PluginManifest | undefined;
};

/** What is asked of a trigger. */
export type TriggerCall = { readonly trigger: string; readonly request: TriggerRequest } & (
  { readonly kind: 'verify'; readonly options: VerifyOptions } | { readonly kind: 'normalise' }
);

/** One call at a time. */
export type ToTriggers = { readonly id: number; readonly call: TriggerCall };

/** The answer is text: what crosses is data, whatever the plugin made. */
export type FromTriggers =
  | { readonly kind: 'ready' }
  /** The module cannot be loaded. */
  | { readonly kind: 'broken'; readonly reason: string }
  | { readonly kind: 'answer'; readonly id: number; readonly json: string }
  /** The function threw. */
  | { readonly kind: 'failed'; readonly id: number; readonly reason: string };
