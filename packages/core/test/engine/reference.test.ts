// This engine against the executable specification, on random graphs. AGREE_COUNT sets how many graphs of each kind; AGREE_SEED
// where they begin.
import assert from 'node:assert/strict';
import { replay } from '@configurable-agents/core/testing';
import { agree, picker, seedOf, statusesOf } from '../support/agree.ts';
import { crashEverywhere } from '../support/crash.ts';
import { graphOf, loadReference, runEngine } from '../support/reference.ts';

const reference = await loadReference();
const COUNT = Number(process.env['AGREE_COUNT'] ?? 400);
/** Graphs of each kind for the laws that run a graph several times. */
const CRASHED = Math.ceil(COUNT / 10);
const SEED = Number(process.env['AGREE_SEED'] ?? 1);

describe('agreement with the executable specification', function () {
  this.timeout(300_000);
  if (reference === undefined) {
    it('needs REFERENCE_DIR, a folder with semantics.mjs and properties.mjs', function () {
      this.skip();
    });
    return;
  }
  for (const name of Object.keys(reference.PROFILES)) {
    it(`${COUNT} random graphs of the kind ${name} mean the same`, () => {
      let others = 0;
      for (let i = 0; i < COUNT; i += 1) {
        if (agree(reference, { name, seed: seedOf(SEED, name, i) }) === 'another winner') others += 1;
      }
      assert.ok(others <= COUNT / 10, `${others} of ${COUNT} graphs had another winner`);
    });
  }

  it('a process that dies at any append, before it is durable or after, gives what it gives alive', () => {
    let deaths = 0;
    for (const name of Object.keys(reference.PROFILES)) {
      for (let i = 0; i < CRASHED / 10; i += 1)
        deaths += crashEverywhere(reference, { name, seed: seedOf(SEED, name, i) });
    }
    assert.ok(deaths >= CRASHED, `only ${deaths} deaths`);
  });

  it('a process that dies after each of its appends, one after the other, gives what it gives alive', () => {
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
