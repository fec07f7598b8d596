// Table of contents: all that a plugin author imports.
export { Type } from 'typebox';
export type { Static, TSchema } from 'typebox';
export { mark } from './mark.ts';
export { definePlugin } from './plugin.ts';
export type {
  Plugin,
  PluginManifest,
  ActionManifest,
  ProviderManifest,
  TriggerManifest,
  TrackerManifest,
  Secret,
  NetTarget,
} from './plugin.ts';
export { manifestOf } from './manifest.ts';
export type { Action, Effects, OutputSchema } from './action.ts';
export type { Provider, GenerateRequest, Message, ModelInfo, Part } from './provider.ts';
export type { Trigger, TriggerRequest, TriggerEvent, Normalised, Verdict } from './trigger.ts';
export type { Tracker, TrackedFact, TrackedNode, TrackedRun, TrackerContext } from './tracker.ts';
export type { Context, Log } from './context.ts';
export { RetryableError, TerminalError, PluginError } from './errors.ts';
export type { ErrorClass } from './errors.ts';
export type { Json, JsonObject, JsonSchema } from './json.ts';
