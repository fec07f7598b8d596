import assert from 'node:assert/strict';
import type { Runtime } from '@configurable-agents/core';
import { graph } from '../support/graph.ts';
import { closeAll, open, runToEnd } from '../support/runtime.ts';

const PLAIN = graph('a');
/** Its value stands beside the fact, where it is large. */
const saying = (text: string): typeof PLAIN =>
  graph('a', { a: { with: { kind: 'literal', value: { value: text } } } }, { name: `saying ${text.length}` });

describe('facts of some runs', () => {
  let runtime: Runtime;
  let runs: readonly string[];
  before(async () => {
    runtime = await open();
    const ids: string[] = [];
    for (const shape of [PLAIN, PLAIN, saying('x'.repeat(2 ** 20)), PLAIN]) {
      ids.push((await runToEnd(runtime, shape)).run_id);
    }
    runs = ids;
  });
  after(closeAll);

  const read = (of: readonly string[], given: Partial<Parameters<Runtime['reader']['entriesOf']>[1]> = {}) => {
    const range = { after: 0, upTo: runtime.reader.lastPos(), mostCharacters: Infinity, ...given };
    return runtime.reader.entriesOf(new Set(of), range);
  };
  const all = () => runtime.reader.entriesAfter(0, 1000);

  it('are those of the runs, whole and in order', () => {
    const wanted = [runs[1], runs[2]].map(String);
    const { entries, last } = read(wanted);
    assert.deepEqual(
      entries,
      all().filter(({ run_id: id }) => wanted.includes(id)),
    );
    assert.equal(last, runtime.reader.lastPos());
  });

  it('are none where none is of the runs, up to the end of the range', () => {
    assert.deepEqual(read([]), { entries: [], last: runtime.reader.lastPos() });
    assert.deepEqual(read(runs, { after: 3, upTo: 3 }), { entries: [], last: 3 });
  });

  it('are those of the range', () => {
    const { entries, last } = read(runs, { after: 2, upTo: 7 });
    assert.deepEqual(
      entries.map(({ pos }) => pos),
      [3, 4, 5, 6, 7],
    );
    assert.equal(last, 7);
  });

  it('are cut where they are large, and go on from there', () => {
    const found: unknown[] = [];
    let reads = 0;
    for (let after = 0; after < runtime.reader.lastPos(); reads += 1) {
      const { entries, last } = read(runs, { after, mostCharacters: 500 });
      assert.ok(entries.length > 0 && last > after);
      // A value that is kept apart counts as well: nothing comes after it.
      assert.ok(JSON.stringify(entries.slice(0, -1)).length < 1500);
      found.push(...entries);
      after = last;
    }
    assert.deepEqual(found, all());
    assert.ok(reads > 4, String(reads));
  });
});
