import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';

/** Tokens of a node or a run; null where unknown. */
export type Usage = { readonly input_tokens: number | null; readonly output_tokens: number | null };

/** Why a node failed. `class` is what `retry_on` names. */
export type Failure = { readonly code: string; readonly class: string; readonly message: string };

/** Why a run failed. `node` is null when no node is to blame. */
export type RunError = { readonly code: string; readonly message: string; readonly node: string | null };

/** What started a run. */
export type TriggerInfo = {
  readonly name: string;
  readonly uses: string;
  readonly delivery_id?: string;
  readonly event_type?: string;
  /** The run whose node started this one, and how many such starts lie between it and an outside trigger. */
  readonly parent_run_id?: string;
  readonly hops?: number;
};

export type RunEnd = 'succeeded' | 'failed' | 'cancelled';

type Of<Kind extends string, Fields = unknown> = { readonly kind: Kind; readonly time: number } & Fields;
type Node = { readonly key: string; readonly node: string };
type Attempt = Node & { readonly attempt: number };
type Rendered = { readonly input?: Json; readonly duration_ms: number };

/** A fact of the journal. `docs/facts.md` is its reference; `sequence` is given by the append. */
export type Fact =
  | Of<
      'run.accepted',
      {
        readonly workflow_name: string;
        readonly revision: number | null;
        readonly graph: string;
        readonly inputs: JsonObject;
        readonly trigger: TriggerInfo;
        readonly provider?: string;
      }
    >
  | Of<'run.started'>
  | Of<'node.skipped', Node & { readonly reason: 'when' }>
  | Of<'node.scheduled', Attempt & { readonly alone: boolean }>
  | Of<
      'node.completed',
      Attempt &
        Rendered & {
          readonly output: Json;
          readonly text?: string;
          readonly writes: JsonObject;
          readonly usage: Usage;
          readonly cost_usd: number | null;
        }
    >
  | Of<'node.attempt_failed', Attempt & Rendered & { readonly error: Failure; readonly retry_at: number }>
  | Of<'node.retry_due', Node>
  | Of<'attempt.lost', Attempt & { readonly alone: boolean }>
  | Of<'node.failed', Attempt & Rendered & { readonly error: Failure }>
  | Of<'node.cancelled', Node>
  | Of<'run.cancel_requested', { readonly reason: string }>
  | Of<'run.finished', { readonly status: RunEnd; readonly result: Json; readonly error: RunError | null }>;

export type FactKind = Fact['kind'];
