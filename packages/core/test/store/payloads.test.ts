import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DatabaseSync } from 'node:sqlite';
import { splitBody, wholeBody } from '../../src/store/payloads.ts';
import { storePath } from '../../src/store/connect.ts';
import { graph } from '../support/graph.ts';
import { closeAll, newDataDir, open, runToEnd } from '../support/runtime.ts';

const BIG = 'x'.repeat(2 ** 20);

describe('large values', function () {
  this.timeout(20_000);
  afterEach(closeAll);

  it('come back as they were, whatever they hold and wherever they stand', () => {
    const bodies = fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 6 });
    fc.assert(
      fc.property(bodies, fc.nat(40), (body, most) => {
        const stored = splitBody(body, most);
        const whole = wholeBody(stored.body, stored.references, (hash) => stored.payloads.get(hash) ?? '');
        assert.equal(JSON.stringify(whole), JSON.stringify(body));
      }),
      { numRuns: 500 },
    );
  });

  it('stay in their fact up to a mebibyte', () => {
    assert.equal(splitBody({ output: 'x' }).references, null);
    assert.equal(splitBody({ output: { text: BIG }, writes: { text: BIG } }).payloads.size, 1);
  });

  it('stand once in the store, and are read and replayed whole', async () => {
    const dataDir = newDataDir();
    const runtime = await open({ dataDir });
    const writes = [{ field: 'text', path: ['value'] }];
    const shape = graph(
      'a -> b',
      { a: { with: { kind: 'literal', value: { value: BIG } }, writes } },
      { state: { text: { schema: true } }, final: { text: ['a'] } },
    );
    const { run_id } = await runToEnd(runtime, shape);
    await runtime.close();
    const db = new DatabaseSync(storePath(dataDir));
    const sizes = db.prepare('SELECT max(length(body)) AS longest FROM journal').get();
    const kept = db.prepare('SELECT count(*) AS count, sum(length(body)) AS size FROM payloads').get();
    // As if the process had died before the end: the run is replayed from the store.
    db.exec(`DELETE FROM journal WHERE kind = 'run.finished'; UPDATE runs SET finished = NULL, status = 'running'`);
    db.close();
    assert.ok(Number(sizes?.['longest']) < 1000, JSON.stringify(sizes));
    assert.deepEqual({ ...kept }, { count: 1, size: BIG.length + 2 });

    const again = await open({ dataDir });
    const detail = again.reader.detail(run_id);
    assert.deepEqual(detail?.nodes[0]?.output, { value: BIG });
    assert.deepEqual(detail?.state, { text: BIG });
    const completed = again.reader
      .journal(run_id)
      .find(({ fact }) => fact['key'] === 'a' && fact.kind === 'node.completed');
    assert.deepEqual(completed?.fact['writes'], { text: BIG });
    await again.cancel(run_id, 'asked');
    assert.deepEqual((await again.result(run_id)).state, { text: BIG });
  });
});
