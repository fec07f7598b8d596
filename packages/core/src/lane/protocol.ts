// What crosses the port between the host and a lane. Plain data, in batches.
import type { Json, JsonObject, ManifestCapabilities, PluginManifest } from '@configurable-agents/plugin-sdk';
import type { Carrier } from '../carrier/carrier.ts';
import type { Limit } from '../engine/budget.ts';
import type { Failure, ModelUse, Step, Usage } from '../engine/fact.ts';
import type { ActionNode } from '../graph/graph.ts';
import type { Pricing } from '../price/table.ts';
import type { Traffic } from './traffic.ts';

/** How a lane is opened: which module offers which contribution. */
export type LaneInit = {
  /** Full name of an action, a provider or a tool to its plugin's module. */
  readonly actions: { readonly [name: string]: string };
  readonly providers: { readonly [name: string]: string };
  readonly tools?: { readonly [name: string]: string };
  /** By module: what was told of it before its code was loaded, where something was. */
  readonly manifests?: { readonly [specifier: string]: PluginManifest };
  /** With the defaults of the plugins. */
  readonly config: { readonly [plugin: string]: JsonObject };
  /** As the operator wrote it: who may be reached although it is private is the operator's choice, and no default's. */
  readonly given: { readonly [plugin: string]: JsonObject };
  /** What each plugin may do; one that is not there may do what it declares. */
  readonly granted: { readonly [plugin: string]: ManifestCapabilities };
  readonly allowPrivate: readonly string[];
  /** The operator's own prices. */
  readonly pricing?: Pricing;
  /** Traffic of providers is recorded, or replayed. */
  readonly traffic?: Traffic;
  /** The folder that files of images are read from. */
  readonly files?: string;
};

/** One attempt to run in a lane. */
export type Job = {
  readonly id: number;
  readonly runId: string;
  readonly workflowName: string;
  readonly key: string;
  readonly attempt: number;
  readonly graph: string;
  readonly node: string;
  readonly provider: string | null;
  readonly hops: number;
  /** What the attempt sends on of its place in a trace; absent where nothing is to be sent. */
  readonly traceparent?: string;
  readonly scope: JsonObject;
  /** Calls of a model that the attempt may make; absent: as many as its node asks for. */
  readonly calls?: number;
  /** No call is made once one of them is reached. */
  readonly limits?: readonly Limit[];
};

/** An answer of a model that may be given again, under the lane's name for what was asked. */
export type KeptAnswer = { readonly key: string; readonly answer: Json };

export type ToLane =
  | { readonly kind: 'jobs'; readonly jobs: readonly Job[] }
  | { readonly kind: 'graph'; readonly hash: string; readonly nodes: readonly ActionNode[] }
  | { readonly kind: 'forget'; readonly hash: string }
  | { readonly kind: 'abort'; readonly id: number }
  /** What was kept under a key, in answer to `recall`; absent where nothing was. */
  | { readonly kind: 'recalled'; readonly id: number; readonly key: string; readonly answer?: Json }
  /** Asks whether the lane's event loop is alive. */
  | { readonly kind: 'ping' }
  | { readonly kind: 'drain' };

export type JobResult = {
  readonly id: number;
  readonly durationMs: number;
  readonly input?: Json;
  /** Calls of a model, where there was not one. */
  readonly llmCalls?: number;
  /** What was used of each model that was called. */
  readonly models?: readonly ModelUse[];
  /** What it did, where it was more than one call of a model. */
  readonly steps?: readonly Step[];
} & (
  | {
      readonly ok: true;
      readonly output: Json;
      readonly text?: string;
      readonly usage: Usage;
      readonly costUsd: number | null;
      /** For the node's cache. */
      readonly kept?: readonly KeptAnswer[];
    }
  | {
      readonly ok: false;
      readonly error: Failure;
      readonly retryable: boolean;
      readonly retryAfterMs?: number;
    }
);

export type LaneLog = {
  readonly time: number;
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly runId: string;
  readonly workflowName: string;
  readonly node: string;
  readonly message: string;
  readonly fields?: JsonObject;
};

/** A piece of what a model says in an attempt, while it says it. */
export type LaneText = {
  readonly id: number;
  readonly text: string;
  /** An answer begins: the attempt's first, or one that takes the place of what came before. */
  readonly begins?: true;
};

export type FromLane =
  | { readonly kind: 'results'; readonly results: readonly JobResult[] }
  | { readonly kind: 'logs'; readonly logs: readonly LaneLog[] }
  | { readonly kind: 'texts'; readonly texts: readonly LaneText[] }
  /** An attempt asks for an answer of its node's cache. */
  | { readonly kind: 'recall'; readonly id: number; readonly key: string }
  /** The lane's event loop is alive: it has seen the abort. */
  | { readonly kind: 'aborted'; readonly id: number }
  /** The same for a ping; the first one says that the lane has started. */
  | { readonly kind: 'pong'; readonly heapBytes: number };

/** What carries lanes. */
export type LaneCarrier = Carrier<ToLane, FromLane>;
