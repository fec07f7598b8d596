// One random graph by this engine and by the executable specification, in one interleaving: do they mean the same?
import assert from 'node:assert/strict';
import type { Json } from '@configurable-agents/plugin-sdk';
import { asReference, graphOf, runEngine, runReference } from './reference.ts';
import type { Pick, Ran, Reference, RefGraph, RefOutcome } from './reference.ts';

/** A schedule drawn from a seed. */
export function picker({ random }: Reference, seed: number): Pick {
  const draw = random(seed);
  return (keys) => keys[draw.int(keys.length)] as string;
}

/** The seed of the graph `i` of a kind. */
export function seedOf(seed: number, name: string, i: number): number {
  return seed * 1e6 + i * 7919 + name.length;
}

/**
 * Makes the graph of a kind and a seed and runs it by both. Throws an error that names the graph where they differ. Where several
 * edges of a join are taken in one step the reference takes the first that it comes to: such a run has another winner, and says nothing.
 */
export function agree(
  reference: Reference,
  { name, seed }: { readonly name: string; readonly seed: number },
): 'same' | 'another winner' {
  const ref: RefGraph = reference.generate(reference.random(seed), reference.PROFILES[name] as object);
  try {
    const wanted = runReference(reference, ref, picker(reference, seed + 1));
    const ran = runEngine(reference, { ref, graph: graphOf(reference, ref), pick: picker(reference, seed + 1) });
    return compareRuns(ref, ran, wanted);
  } catch (error) {
    throw new Error(`the graph of seed ${seed} of the kind ${name}:\n   ${reference.describe(ref)}`, { cause: error });
  }
}

const nodeOf = (key: string): string => key.replace(/[#[].*/, '');

/** What a run promises, without what lost against a join. */
function promised(
  statuses: { readonly [key: string]: string },
  isLeftOut: (key: string) => boolean,
): { readonly [key: string]: string } {
  return Object.fromEntries(
    Object.entries(statuses)
      .filter(([key]) => !isLeftOut(key))
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function compareRuns(ref: RefGraph, ran: Ran, wanted: RefOutcome): 'same' | 'another winner' {
  const { state, seen } = ran;
  const winners = Object.fromEntries([...state.fired].map(([key, { from }]) => [key, nodeOf(from)]));
  const lost = new Set([...wanted.execs.values()].filter(({ late, lost }) => late || lost).map(({ node }) => node.id));
  for (const { lost: names } of state.fired.values()) for (const name of names) lost.add(name);
  const counting = (each: { readonly [key: string]: string }): object =>
    promised(each, (key) => lost.has(nodeOf(key)) || wanted.execs.get(key)?.late === true);
  if (JSON.stringify(counting(winners)) !== JSON.stringify(counting(wanted.winners))) return 'another winner';
  assert.equal(state.status, wanted.status);
  if (wanted.status === 'failed') return 'same';
  assert.deepEqual(withoutNull(seen), withoutNull(wanted.state));
  assert.deepEqual(resultOf(ref, state), wanted.result);
  const statuses = Object.fromEntries([...state.executions].map(([key, { status }]) => [key, status]));
  const isBroken = (key: string): boolean =>
    key.endsWith(']') && wanted.execs.get(key.slice(0, key.lastIndexOf('[')))?.broken === true;
  const isLeftOut = (key: string): boolean => lost.has(nodeOf(key)) || isBroken(key);
  assert.deepEqual(promised(statuses, isLeftOut), promised(wanted.nodes, isLeftOut));
  return 'same';
}

function withoutNull(state: { readonly [name: string]: Json }): object {
  return Object.fromEntries(Object.entries(state).filter(([, value]) => value !== null));
}

export function statusesOf({ state }: { readonly state: Ran['state'] }): object {
  return promised(Object.fromEntries([...state.executions].map(([key, { status }]) => [key, status])), () => false);
}

/** The result as the reference has it. */
function resultOf({ nodes }: RefGraph, { result }: Ran['state']): Json {
  const collecting = new Set(nodes.filter((node) => node.for_each?.on_item_error === 'collect').map(({ id }) => id));
  if (Array.isArray(result))
    return collecting.size > 0 && result.every((each) => isCollected(each)) ? asReference(result) : result;
  if (result === null || typeof result !== 'object') return result;
  return Object.fromEntries(
    Object.entries(result).map(([name, output]) => [name, collecting.has(name) ? asReference(output) : output]),
  );
}

function isCollected(value: Json): boolean {
  return typeof value === 'object' && value !== null && 'ok' in value;
}
