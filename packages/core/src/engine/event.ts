import type { Json } from '@configurable-agents/plugin-sdk';
import type { Failure, Usage } from './fact.ts';

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
      readonly durationMs: number;
    }
  | {
      readonly kind: 'attempt.failed';
      readonly key: string;
      readonly attempt: number;
      readonly error: Failure;
      readonly retryable: boolean;
      readonly retryAfterMs?: number;
      readonly input?: Json;
      readonly durationMs: number;
      /** In [0, 1): what jitter is drawn from. */
      readonly random: number;
    }
  | {
      readonly kind: 'attempt.lost';
      readonly key: string;
      readonly attempt: number;
      /** Nothing else ran in what died, so nothing else can be to blame. */
      readonly alone: boolean;
    }
  | { readonly kind: 'retry.due'; readonly key: string }
  | { readonly kind: 'cancel'; readonly reason: string }
);

/** What the engine wants done. */
export type Command =
  | {
      readonly kind: 'execute';
      readonly key: string;
      readonly node: string;
      readonly attempt: number;
      readonly alone: boolean;
    }
  /** Start a run of another workflow; its id is the node's output. */
  | {
      readonly kind: 'spawn';
      readonly key: string;
      readonly node: string;
      readonly attempt: number;
      readonly workflow: string;
      readonly inputs: Json;
    }
  | { readonly kind: 'wake'; readonly key: string; readonly at: number }
  | { readonly kind: 'abort'; readonly key: string; readonly attempt: number }
  | { readonly kind: 'finish' };
