// Runs that nodes start: made with the fact that says so, awaited, cancelled and opened again with their parents.
import { NO_ADMISSION } from '../admit/admission.ts';
import type { Admission } from '../admit/admission.ts';
import type { Judged } from '../admit/admit.ts';
import { isFinished } from '../engine/state.ts';
import type { EngineEvent } from '../engine/event.ts';
import type { Failure, Usage } from '../engine/fact.ts';
import { childOutcomeOf } from './outcome.ts';
import type { ChildOutcome } from './outcome.ts';
import type { Accepted, AcceptRequest } from './accepted.ts';
import type { OpenRun } from './open-run.ts';
import type { SpawnCommand } from './run-loop.ts';

/** What to make for a node that asks for a run, or why not. */
export type ChildOf = (parent: OpenRun, asked: SpawnCommand) => AcceptRequest | Failure;

/** A run that the store holds and that is not open here. `outcome` is null while it has not ended. */
export type StoredRun = { readonly outcome: ChildOutcome | null; readonly open: () => OpenRun };

type Host = {
  readonly find: (id: string) => OpenRun | undefined;
  readonly childOf: ChildOf;
  readonly stored: (id: string) => StoredRun | undefined;
  readonly judge: (asked: { readonly workflow: string; readonly admission: Admission }) => Judged;
  readonly accept: (request: AcceptRequest) => Accepted;
  readonly hear: (run: OpenRun, event: EngineEvent) => void;
  readonly reopen: (run: OpenRun) => void;
};

export type Children = {
  readonly spawn: (parent: OpenRun, command: SpawnCommand) => void;
  /** A run has ended: whoever awaits it hears of it. */
  readonly ended: (child: OpenRun) => void;
  readonly cancel: (runId: string) => void;
  /** After a restart: the run that an execution awaits may have ended meanwhile. */
  readonly resume: (parent: OpenRun, key: string, runId: string) => void;
};

const NO_USAGE: Usage = { input_tokens: null, output_tokens: null };

export function openChildren({ find, childOf, stored, judge, accept, hear, reopen }: Host): Children {
  /** The child and the fact of the node that asked for it are written together: neither is there without the other. */
  function spawn(parent: OpenRun, command: SpawnCommand): void {
    const { key, attempt, inputs: input } = command;
    const heard = { key, attempt, time: Date.now(), input };
    const refuse = (error: Failure): void =>
      hear(parent, { kind: 'attempt.failed', ...heard, durationMs: 0, error, retryable: false, random: 0 });
    const child = childOf(parent, command);
    if ('code' in child) {
      refuse(child);
      return;
    }
    // The id is made of the parent's and the key: a start that is asked for twice finds the run that is there.
    const before = find(child.id) === undefined ? stored(child.id) : undefined;
    const isNew = before === undefined && find(child.id) === undefined;
    const judged = isNew && !command.isAwaited ? judgedOf(child) : undefined;
    if (judged?.kind === 'skip') {
      refuse({ code: 'RUN_SKIPPED', class: 'error', message: `no run of ${child.workflowName}: ${judged.reason}` });
      return;
    }
    if (isNew) accept(judged === undefined ? child : { ...child, admission: judged.admission });
    if (!command.isAwaited) {
      const output = { run_id: child.id };
      hear(parent, { kind: 'attempt.succeeded', ...heard, durationMs: 0, output, usage: NO_USAGE, costUsd: null });
      return;
    }
    hear(parent, { kind: 'child.started', key, attempt, time: Date.now(), runId: child.id, input });
    if (before === undefined || before.outcome === null) return;
    if (before.outcome.status !== 'succeeded' && parent.state.retries > 0) reopen(before.open());
    else tell(parent, key, before.outcome);
  }

  function judgedOf({ workflowName: workflow, admission = NO_ADMISSION }: AcceptRequest): Judged {
    return judge({ workflow, admission });
  }

  function tell(parent: OpenRun, key: string, outcome: ChildOutcome): void {
    const { run_id: runId, status, result, error, usage, llm_calls: llmCalls } = outcome;
    const { input_tokens, output_tokens, cost_usd: costUsd } = usage;
    const counted = { usage: { input_tokens, output_tokens }, costUsd, llmCalls };
    hear(parent, { kind: 'child.ended', time: Date.now(), key, runId, status, result, error, ...counted });
  }

  return {
    spawn,
    ended: (child) => {
      const { parent_run_id: id = '', parent_key: key } = child.state.trigger;
      const parent = key === undefined ? undefined : find(id);
      if (parent !== undefined && key !== undefined) tell(parent, key, childOutcomeOf(child));
    },
    cancel: (runId) => {
      const child = find(runId);
      if (child === undefined || isFinished(child.state)) return;
      hear(child, { kind: 'cancel', time: Date.now(), reason: 'the run that awaited it has ended' });
    },
    resume: (parent, key, runId) => {
      const outcome = find(runId) === undefined ? stored(runId)?.outcome : null;
      if (outcome !== null && outcome !== undefined) tell(parent, key, outcome);
    },
  };
}
