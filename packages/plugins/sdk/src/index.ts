// Table of contents: all that a plugin author imports.
export { Type } from 'typebox';
export type { Static, TSchema } from 'typebox';
export { mark } from './mark.ts';
export { definePlugin } from './define.ts';
export type { Plugin, Secret } from './plugin.ts';
export type { Capabilities, FileTarget, ManifestCapabilities, NetTarget } from './capabilities.ts';
export { manifestOf } from './manifest.ts';
export type {
  PluginManifest,
  ActionManifest,
  ToolManifest,
  ProviderManifest,
  TriggerManifest,
  TrackerManifest,
} from './manifest.ts';
export type { Action, Effects, OutputSchema } from './action.ts';
export type { Tool } from './tool.ts';
export type { Provider, GenerateRequest, Image, Message, ModelInfo, Part, ToolCall, ToolOffer } from './provider.ts';
export type { Trigger, TriggerRequest, TriggerEvent, Normalised, Verdict } from './trigger.ts';
export type {
  Tracker,
  TrackedAnswer,
  TrackedFact,
  TrackedGate,
  TrackedNode,
  TrackedRun,
  TrackerContext,
} from './tracker.ts';
export type { Context, Log, SecretReader } from './context.ts';
export { spanIdOf, traceIdOf, traceparentOf } from './trace.ts';
export type { RunTrace } from './trace.ts';
export { RetryableError, TerminalError, PluginError } from './errors.ts';
export type { ErrorClass } from './errors.ts';
export type { Json, JsonObject, JsonSchema } from './json.ts';
