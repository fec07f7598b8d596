import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import type { Limit } from './budget.ts';
import type { CopiedExecution, Failure, ModelUse, RunEnd, RunError, Step, Usage } from './fact.ts';

/** What the engine hears from outside. Time and randomness arrive here and nowhere else. */
export type EngineEvent = { readonly time: number } & (
  | { readonly kind: 'start' }
  | {
      readonly kind: 'attempt.succeeded';
      readonly key: string;
      readonly attempt: number;
      readonly output: Json;
      readonly text?: string;
      readonly input?: Json;
      readonly usage: Usage;
      readonly costUsd: number | null;
      /** Calls of a model in the attempt, where there were more than one. */
      readonly llmCalls?: number;
      /** What was used of each model that was called; `usage` and `costUsd` are its sums. */
      readonly models?: readonly ModelUse[];
      readonly steps?: readonly Step[];
      readonly durationMs: number;
      /** What it ran in: `NAME@VERSION`. */
      readonly plugin?: string;
    }
  | {
      readonly kind: 'attempt.failed';
      readonly key: string;
      readonly attempt: number;
      readonly error: Failure;
      readonly retryable: boolean;
      readonly retryAfterMs?: number;
      readonly llmCalls?: number;
      readonly models?: readonly ModelUse[];
      readonly steps?: readonly Step[];
      readonly input?: Json;
      readonly durationMs: number;
      readonly plugin?: string;
      /** In [0, 1): what jitter is drawn from. */
      readonly random: number;
    }
  | {
      readonly kind: 'attempt.lost';
      readonly key: string;
      readonly attempt: number;
      /** Nothing else ran in what died, so nothing else can be to blame. */
      readonly alone: boolean;
      readonly plugin?: string;
    }
  /** An attempt is not sent: its plugin is not the one that the graph was compiled against. */
  | { readonly kind: 'hold'; readonly key: string; readonly attempt: number; readonly error: Failure }
  /** What was held back goes on: the plugin is as it was, or a person accepts it as it is. */
  | { readonly kind: 'resume'; readonly accepted: boolean }
  /** A run that a node awaits has been made; its end is heard later. */
  | {
      readonly kind: 'child.started';
      readonly key: string;
      readonly attempt: number;
      readonly runId: string;
      readonly input: Json;
    }
  | {
      readonly kind: 'child.ended';
      readonly key: string;
      readonly runId: string;
      readonly status: RunEnd;
      readonly result: Json;
      readonly error: RunError | null;
      readonly usage: Usage;
      readonly costUsd: number | null;
      readonly llmCalls?: number;
    }
  | { readonly kind: 'retry.due'; readonly key: string }
  /** The time of a waiting execution is up. */
  | { readonly kind: 'timer.due'; readonly key: string }
  /** The time of the run may be up. */
  | { readonly kind: 'run.due' }
  | { readonly kind: 'signal'; readonly name: string; readonly payload: Json }
  | { readonly kind: 'answer'; readonly key: string; readonly answer: JsonObject; readonly by: string | null }
  /** A run that failed or was cancelled goes on. */
  | { readonly kind: 'retry'; readonly happened?: CopiedExecution }
  | { readonly kind: 'cancel'; readonly reason: string }
  /** A newer run of the same burst takes the place of one that has not started. */
  | { readonly kind: 'supersede'; readonly by: string }
);

/** What the engine wants done. */
export type Command =
  | {
      readonly kind: 'execute';
      readonly key: string;
      readonly node: string;
      readonly attempt: number;
      readonly alone: boolean;
      /** Calls of a model that the budget allows; absent: as many as the node asks for. */
      readonly calls?: number;
      /** What stands between the calls of the attempt and a budget. */
      readonly limits?: readonly Limit[];
    }
  /** Start a run of another workflow: of one of the graph's subgraphs, or of the one that is registered under the name. */
  | {
      readonly kind: 'spawn';
      readonly key: string;
      readonly node: string;
      readonly attempt: number;
      readonly workflow: string;
      readonly graph?: string;
      readonly inputs: Json;
      /** Not awaited, its id is the node's output. */
      readonly isAwaited: boolean;
    }
  | { readonly kind: 'wake'; readonly for: Wake; readonly key: string; readonly at: number }
  | { readonly kind: 'abort'; readonly key: string; readonly attempt: number }
  /** Cancel a run that nobody awaits any more. */
  | { readonly kind: 'cancel_run'; readonly runId: string }
  | { readonly kind: 'finish' };

/** What a wake is about, as the event that it becomes: a retry, a wait, or the run itself (its key is empty). */
export type Wake = 'retry.due' | 'timer.due' | 'run.due';
