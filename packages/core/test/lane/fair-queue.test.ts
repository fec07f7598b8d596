import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fairQueue } from '../../src/lane/fair-queue.ts';
import { openPluginGate } from '../../src/lane/plugin-limits.ts';

describe('the queue of a lane', () => {
  it('gives every run its turn', () => {
    const queue = fairQueue<string>();
    for (const item of ['a1', 'a2', 'a3', 'b1', 'c1', 'c2']) queue.push(item.slice(0, 1), item);
    const order = Array.from({ length: 7 }, () => queue.shift());
    assert.deepEqual(order, ['a1', 'b1', 'c1', 'a2', 'c2', 'a3', undefined]);
  });

  it('keeps its order within a run, loses and doubles nothing, and never serves a run twice while another waits', () => {
    const pushes = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.boolean()), { maxLength: 60 });
    fc.assert(
      fc.property(pushes, (steps) => {
        const queue = fairQueue<{ readonly run: string; readonly n: number }>();
        const waiting: { readonly run: string; readonly n: number }[] = [];
        let last: string | undefined;
        steps.forEach(([run, isTaken], n) => {
          const item = { run, n };
          queue.push(run, item);
          waiting.push(item);
          if (!isTaken) return;
          const peeked = queue.peek();
          const taken = queue.shift();
          assert.ok(taken !== undefined && taken === peeked);
          assert.equal(
            taken,
            waiting.find((each) => each.run === taken.run),
          );
          waiting.splice(waiting.indexOf(taken), 1);
          last = taken.run;
        });
        assert.equal(queue.size(), waiting.length);
        while (waiting.length > 0) {
          const taken = queue.shift();
          assert.ok(taken !== undefined);
          waiting.splice(waiting.indexOf(taken), 1);
          const others = new Set(waiting.map(({ run }) => run));
          others.delete(taken.run);
          if (last === taken.run) assert.ok(others.size === 0 || !others.has(taken.run));
          last = taken.run;
        }
      }),
    );
  });

  it('lets go of what is removed before its turn', () => {
    const queue = fairQueue<string>();
    queue.push('a', 'a1');
    queue.push('b', 'b1');
    assert.equal(queue.remove('a', 'a1'), true);
    assert.equal(queue.remove('a', 'a1'), false);
    assert.deepEqual([queue.shift(), queue.shift(), queue.size()], ['b1', undefined, 0]);
  });
});

describe('the gate of plugins', () => {
  it('lets one in for each that leaves, however often it says that it leaves', () => {
    const gate = openPluginGate({ acme: { concurrency: 1 } });
    const entered: string[] = [];
    const leave: { [name: string]: () => void } = {};
    const pass = (name: string, run: string): (() => void) =>
      gate.pass('acme', run, (out) => {
        entered.push(name);
        leave[name] = out;
      });
    pass('a1', 'a');
    pass('a2', 'a');
    pass('a3', 'a');
    const callOff = pass('b1', 'b');
    pass('c1', 'c');
    callOff();
    leave['a1']?.();
    leave['a1']?.();
    assert.deepEqual([entered, gate.waiting()], [['a1', 'a2'], 2]);
    leave['a2']?.();
    leave['c1']?.();
    assert.deepEqual([entered, gate.waiting()], [['a1', 'a2', 'c1', 'a3'], 0]);
  });

  it('knows no limit for others', () => {
    const gate = openPluginGate({ acme: { concurrency: 1 } });
    let entered = 0;
    for (let i = 0; i < 5; i += 1) gate.pass('other', 'a', () => (entered += 1));
    assert.equal(entered, 5);
  });
});
