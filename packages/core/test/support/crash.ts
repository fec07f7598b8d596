// A run in a process that dies at a chosen append. The journal is memory: what was appended before the death is all that the next
// process has, as text, and it goes on as the runtime does.
import assert from 'node:assert/strict';
import { advance, evolve, finalState, initialState, pendingWakes, replay } from '@configurable-agents/core/testing';
import type { Command, EngineEvent, RunState } from '@configurable-agents/core/testing';
import type { Fact } from '@configurable-agents/core';
import { completionOf, graphOf, knownOf } from './reference.ts';
import type { Reference, RefGraph } from './reference.ts';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import { statusesOf } from './agree.ts';

/** `torn`: the append did not become durable. `kept`: it did, and none of its commands was performed. */
type Death = { readonly append: number; readonly how: 'torn' | 'kept' };
type Run = { readonly ref: RefGraph; readonly graph: ExecutionGraph; readonly seed: number };
type Ended = { readonly state: RunState; readonly appends: number; readonly runs: number };

class Died extends Error {}

/** Runs the graph of a kind and a seed once without a death and once for each append and each way to die. Returns the deaths. */
export function crashEverywhere(
  reference: Reference,
  { name, seed }: { readonly name: string; readonly seed: number },
): number {
  const ref = reference.generate(reference.random(seed), reference.PROFILES[name] as object);
  const run = { ref, graph: graphOf(reference, ref), seed };
  const whole = runMortal(reference, run, undefined);
  let deaths = 0;
  for (let append = 1; append <= whole.appends; append += 1) {
    for (const how of ['torn', 'kept'] as const) {
      const shown = `${how} at append ${append} of ${whole.appends}, the graph of seed ${seed} of the kind ${name}`;
      const { state, runs } = runMortal(reference, run, { append, how });
      assert.equal(runs, 2, `nobody died: ${shown}`);
      assert.deepEqual(essence(run, state), essence(run, whole.state), shown);
      deaths += 1;
    }
  }
  return deaths;
}

function essence({ graph }: Run, state: RunState): object {
  const { status, result, error } = state;
  return { status, result, error, state: finalState(graph, state), nodes: statusesOf({ state }) };
}

/** Runs to the end, in a second process after the death. */
function runMortal(reference: Reference, run: Run, death: Death | undefined): Ended {
  const lines: string[] = [];
  let appends = 0;
  for (let runs = 1; ; runs += 1) {
    const append = (facts: readonly Fact[]): void => {
      appends += 1;
      const isLast = runs === 1 && appends === death?.append;
      if (isLast && death.how === 'torn') throw new Died();
      lines.push(...facts.map((fact) => JSON.stringify(fact)));
      if (isLast) throw new Died();
    };
    try {
      const state = live(reference, run, { lines, append });
      return { state, appends, runs };
    } catch (error) {
      if (!(error instanceof Died)) throw error;
    }
  }
}

type Journal = { readonly lines: readonly string[]; readonly append: (facts: readonly Fact[]) => void };

/** One process: replays what there is, goes on with it, and works until nothing is under way. */
function live(reference: Reference, { ref, graph, seed }: Run, { lines, append }: Journal): RunState {
  const known = knownOf(ref);
  let time = 1000;
  const facts = lines.map((line) => JSON.parse(line) as Fact);
  const isNew = facts.length === 0;
  const state = isNew ? initialState('run-1') : replay('run-1', facts);
  const hear = (event: EngineEvent): void => {
    const { facts: made, commands } = advance(graph, state, event);
    if (made.length > 0) append(made);
    for (const command of commands) perform(command);
  };
  const perform = (command: Command): void => {
    if (command.kind === 'wake') hear({ kind: command.for, time: (time += 1), key: command.key });
  };
  if (isNew) {
    const accepted = acceptedOf(graph);
    evolve(state, accepted);
    append([accepted]);
  }
  if (state.status === 'queued') hear({ kind: 'start', time: (time += 1) });
  else if (!isNew) resume(graph, state, { hear, perform, now: () => (time += 1) });
  for (;;) {
    const running = [...state.executions.values()].filter(
      ({ status, items }) => status === 'running' && items === null,
    );
    // What completes first depends on the keys alone, so that a death changes nothing about who is first.
    const key = running.toSorted((a, b) => rank(seed, a.key) - rank(seed, b.key))[0]?.key;
    if (key === undefined) return state;
    hear(completionOf(reference, { ref, graph, state, key, time: (time += 1), known }));
  }
}

/** As the runtime does after a restart: timers are armed again, and what was sent and never completed is lost. */
function resume(
  graph: ExecutionGraph,
  state: RunState,
  {
    hear,
    perform,
    now,
  }: {
    readonly hear: (event: EngineEvent) => void;
    readonly perform: (command: Command) => void;
    readonly now: () => number;
  },
): void {
  if (state.status !== 'running') return;
  for (const command of pendingWakes(graph, state, now())) perform(command);
  for (const { key, attempt, status, items } of Array.from(state.executions.values())) {
    if (status === 'running' && items === null) hear({ kind: 'attempt.lost', time: now(), key, attempt, alone: false });
  }
}

function acceptedOf({ hash }: ExecutionGraph): Fact {
  return {
    kind: 'run.accepted',
    time: 0,
    workflow_name: 'reference',
    revision: null,
    graph: hash,
    inputs: {},
    trigger: { name: 'manual', uses: 'manual' },
  };
}

/** A number for a key that looks random (FNV-1a). */
function rank(seed: number, key: string): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let i = 0; i < key.length; i += 1) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
