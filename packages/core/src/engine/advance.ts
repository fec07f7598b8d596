// The one function that the shell calls: event in, facts to append and commands to perform out.
import type { ExecutionGraph } from '../graph/graph.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import type { Command, EngineEvent } from './event.ts';
import type { Fact } from './fact.ts';
import { record } from './record.ts';
import { isFinished } from './state.ts';
import type { RunState } from './state.ts';

export type Step = { readonly facts: readonly Fact[]; readonly commands: readonly Command[] };

/**
 * Advances a run by one event. Owns and changes `state`. Deterministic and total: no clock, no randomness, no I/O.
 * Append the facts before anything that others can see follows from them; then perform the commands in order.
 */
export function advance(graph: ExecutionGraph, state: RunState, event: EngineEvent): Step {
  const first = record(graph, state, event);
  if (first === undefined) return { facts: [], commands: [] };
  const facts: Fact[] = [];
  const commands: Command[] = [];
  const pending: Fact[] = [first];
  // A decision is itself a fact that others follow from: a skipped node lets its successors begin.
  for (let fact = pending.shift(); fact !== undefined; fact = pending.shift()) {
    if (isFinished(state)) break;
    evolve(state, fact);
    facts.push(fact);
    // What this step had decided to begin is forgotten once the run is failing or cancelled: it was never recorded.
    if (fact.kind === 'node.failed' || fact.kind === 'run.cancel_requested') pending.length = 0;
    const decided = decide(graph, state, fact);
    pending.push(...decided.facts);
    commands.push(...decided.commands);
  }
  return {
    facts,
    commands: isFinished(state) ? commands.filter(({ kind }) => kind === 'abort' || kind === 'finish') : commands,
  };
}
