// This engine against the executable specification, on random graphs. AGREE_COUNT sets how many graphs of each kind; AGREE_SEED
// where they begin.
import assert from 'node:assert/strict';
import type { Json } from '@configurable-agents/plugin-sdk';
import { replay } from '@configurable-agents/core/testing';
import { asReference, graphOf, loadReference, runEngine, runReference } from '../support/reference.ts';
import type { Pick, Ran, Reference, RefGraph, RefOutcome } from '../support/reference.ts';

const reference = await loadReference();
const COUNT = Number(process.env['AGREE_COUNT'] ?? 400);
/** Graphs of each kind for the laws that run a graph several times. */
const CRASHED = Math.ceil(COUNT / 10);
const SEED = Number(process.env['AGREE_SEED'] ?? 1);

function picker({ random }: Reference, seed: number): Pick {
  const draw = random(seed);
  return (keys) => keys[draw.int(keys.length)] as string;
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

function statusesOf({ state }: Ran): object {
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

describe('agreement with the executable specification', function () {
  this.timeout(300_000);
  if (reference === undefined) {
    it('needs REFERENCE_DIR, a folder with semantics.mjs and properties.mjs', function () {
      this.skip();
    });
    return;
  }
  for (const [name, profile] of Object.entries(reference.PROFILES)) {
    it(`${COUNT} random graphs of the kind ${name} mean the same`, () => {
      let others = 0;
      for (let i = 0; i < COUNT; i += 1) {
        const seed = SEED * 1e6 + i * 7919 + name.length;
        const ref: RefGraph = reference.generate(reference.random(seed), profile);
        const graph = graphOf(reference, ref);
        const pick = (): Pick => picker(reference, seed + 1);
        try {
          const wanted = runReference(reference, ref, pick());
          const ran = runEngine(reference, { ref, graph, pick: pick() });
          if (compareRuns(ref, ran, wanted) === 'another winner') others += 1;
        } catch (error) {
          throw new Error(`graph ${i} (seed ${seed}) of the kind ${name}:\n   ${reference.describe(ref)}`, {
            cause: error,
          });
        }
      }
      // Where several edges of a join are taken in one step the reference takes the first that it comes to.
      assert.ok(others <= COUNT / 10, `${others} of ${COUNT} graphs had another winner`);
    });
  }

  it('a crash at every append gives what the run gives without', () => {
    for (const [name, profile] of Object.entries(reference.PROFILES)) {
      for (let i = 0; i < CRASHED; i += 1) {
        const seed = SEED * 1e6 + i * 104_729 + name.length;
        const ref = reference.generate(reference.random(seed), profile);
        const graph = graphOf(reference, ref);
        const whole = runEngine(reference, { ref, graph, pick: picker(reference, seed) });
        const crashed = runEngine(reference, { ref, graph, pick: picker(reference, seed), crash: true });
        const shown = `graph ${i} (seed ${seed}) of the kind ${name}`;
        assert.equal(crashed.state.status, whole.state.status, shown);
        assert.deepEqual(crashed.state.result, whole.state.result, shown);
        assert.deepEqual(crashed.seen, whole.seen, shown);
        assert.deepEqual(statusesOf(crashed), statusesOf(whole), shown);
      }
    }
  });

  it('replay gives the live state, a finished run asks for nothing, and attempts keep to the policy', () => {
    for (const [name, profile] of Object.entries(reference.PROFILES)) {
      for (let i = 0; i < CRASHED; i += 1) {
        const seed = SEED * 1e6 + i * 1299 + name.length;
        const ref = reference.generate(reference.random(seed), profile);
        const graph = graphOf(reference, ref);
        const { state, facts, commandsAfterEnd } = runEngine(reference, { ref, graph, pick: picker(reference, seed) });
        assert.equal(commandsAfterEnd, 0);
        assert.deepEqual(replay('run-1', facts), state);
        for (const execution of state.executions.values()) {
          const { retry } = ref.nodes.find(({ id }) => id === execution.node) ?? {};
          assert.ok(execution.attempt <= (retry?.max_attempts ?? 1), execution.key);
        }
        const begun = facts.flatMap((fact) =>
          fact.kind === 'node.completed' || fact.kind === 'node.skipped' ? [fact.key] : [],
        );
        assert.equal(new Set(begun).size, begun.length, 'no execution ends twice');
      }
    }
  });
});
