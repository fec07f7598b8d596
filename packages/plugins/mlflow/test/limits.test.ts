import assert from 'node:assert/strict';
import fc from 'fast-check';
import { boundedJson, boundedText } from '../src/bounded.ts';
import { batchesOf, cut, keyOf, LIMITS, wellFormed, withKeys } from '../src/limits.ts';
import type { Batch } from '../src/limits.ts';

const VALID_KEY = /^[/\w.\- ]{1,250}$/;
const isTaken = (key: string): boolean => VALID_KEY.test(key) && !key.startsWith('.') && !key.includes('/');

describe('limits', () => {
  it('cut a long text with a marker that says how long it was', () => {
    assert.equal(cut('short', 6000), 'short');
    const long = cut('a'.repeat(7000), 6000);
    assert.equal(long.length, 6000);
    assert.match(long, /a… \[cut, 7000 characters\]$/);
  });

  it('cut no character in two, and send no half of one', () => {
    assert.equal(wellFormed('a\ud800b\0c'), 'a\ufffdb\ufffdc');
    for (let most = 30; most < 34; most += 1) assert.ok(cut('😀'.repeat(100), most).isWellFormed());
  });

  it('make every name one that MLflow takes', () => {
    assert.deepEqual(['model.draft', 'a b', 'n#1.2[3]', '', '.', '../x', 'ä/b'].map(keyOf), [
      'model.draft',
      'a b',
      'n_1.2_3_',
      '_',
      '_',
      '___x',
      '__b',
    ]);
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => isTaken(keyOf(name))));
  });

  it('keep names apart that become the same', () => {
    const keys = ['a#', 'a/', 'a_', 'x'.repeat(300), 'x'.repeat(301)].map((key) => ({ key }));
    const made = withKeys(keys).map(({ key }) => key);
    assert.deepEqual(made.slice(0, 3), ['a_', 'a__2', 'a__3']);
    assert.equal(new Set(made).size, 5);
    assert.ok(made.every(isTaken));
  });

  it('split a batch into bodies that each keep to them, losing nothing and keeping the order', () => {
    const entry = fc.record({
      key: fc.string({ maxLength: 20 }),
      value: fc.constantFrom('', 'v', '\u0001'.repeat(5000)),
    });
    const metric = fc.record({
      key: fc.string({ maxLength: 20 }),
      value: fc.integer(),
      timestamp: fc.constant(1),
      step: fc.constant(0),
    });
    const list = <T>(item: fc.Arbitrary<T>, maxLength: number): fc.Arbitrary<T[]> =>
      fc.array(item, { maxLength, size: 'max' });
    const content = fc.record({ params: list(entry, 250), tags: list(entry, 250), metrics: list(metric, 2500) });
    fc.assert(
      fc.property(content, ({ params, tags, metrics }) => {
        const batches = batchesOf({ run_id: 'r', params, tags, metrics });
        for (const batch of batches) keepsTo(batch);
        assert.deepEqual(
          batches.flatMap((batch) => batch.params),
          params,
        );
        assert.deepEqual(
          batches.flatMap((batch) => batch.tags),
          tags,
        );
        assert.deepEqual(
          batches.flatMap((batch) => batch.metrics),
          metrics,
        );
      }),
      { numRuns: 20 },
    );
  });

  it('make no batch of nothing, and one of a little', () => {
    assert.deepEqual(batchesOf({ run_id: 'r', params: [], tags: [], metrics: [] }), []);
    const entries = [{ key: 'a', value: '1' }];
    assert.equal(batchesOf({ run_id: 'r', params: entries, tags: entries, metrics: [] }).length, 1);
  });
});

function keepsTo(batch: Batch): void {
  const { params, tags, metrics } = batch;
  assert.ok(params.length <= 100 && tags.length <= 100 && metrics.length <= 1000);
  const total = params.length + tags.length + metrics.length;
  assert.ok(total > 0 && total <= 1000);
  assert.ok(Buffer.byteLength(JSON.stringify(batch)) <= LIMITS.bodyBytes);
}

describe('bounded files', () => {
  it('are whole, and easy to read, where they fit', () => {
    assert.equal(boundedJson({ a: [1] }), '{\n  "a": [\n    1\n  ]\n}');
    assert.equal(boundedText('name: a\n'), 'name: a\n');
  });

  it('leave large values out with a note, and keep small ones beside them', () => {
    const text = boundedJson(
      { small: { x: 1 }, rows: Array.from({ length: 5000 }, () => 'row'), deep: { a: 'b'.repeat(5000), c: 2 } },
      2000,
    );
    const { small, rows, deep } = JSON.parse(text) as { small: unknown; rows: unknown; deep: { a: string; c: number } };
    assert.deepEqual(small, { x: 1 });
    assert.equal(rows, '[left out, 30001 bytes]');
    assert.equal(deep.c, 2);
    assert.match(deep.a, /^b+… \[cut, 5000 characters\]$/);
  });

  it('are valid JSON within their bound, whatever they hold', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ stringUnit: 'binary' })),
        fc.integer({ min: 100, max: 2000 }),
        (value, most) => {
          // A value of fast-check's is JSON.
          const text = boundedJson(value as never, most);
          JSON.parse(text);
          assert.ok(Buffer.byteLength(text) <= most, `${Buffer.byteLength(text)} > ${most}`);
          assert.ok(text.isWellFormed());
        },
      ),
    );
  });

  it('of text end with a note where they are cut, without a broken character', () => {
    const text = boundedText('ä'.repeat(1000), 500);
    assert.ok(Buffer.byteLength(text) <= 500);
    assert.match(text, /^ä+\n# cut here: the whole file has 2000 bytes\n$/);
  });
});
