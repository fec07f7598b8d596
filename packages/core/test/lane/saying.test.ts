import assert from 'node:assert/strict';
import { openContext } from '../../src/lane/context.ts';
import type { LaneText } from '../../src/lane/protocol.ts';
import { openSaying } from '../../src/lane/saying.ts';

const SECRET = 'abc-abd';

/** What is said of pieces by a model that knows the secret, or does not. */
function said(pieces: readonly string[], { knows = true }: { readonly knows?: boolean } = {}): readonly LaneText[] {
  const heard: LaneText[] = [];
  const plugin = { name: 'p', version: '1.0.0', sdk: '^1', secrets: { key: { env: 'SAYING_KEY' } } } as const;
  process.env['SAYING_KEY'] = SECRET;
  const contexts = openContext({
    // A context asks its job for names only.
    job: { id: 1, runId: 'r', workflowName: 'w', node: 'n', key: 'n', attempt: 1, hops: 0 } as never,
    plugins: {
      configOf: () => ({}),
      grantOf: () => ({ net: [], secrets: ['SAYING_KEY'] }),
      fetchFor: () => fetch,
    } as never,
    signal: new AbortController().signal,
    log: () => {},
  });
  if (knows) contexts.contextFor(plugin).secret('key');
  const saying = openSaying({ id: 1, say: (piece) => heard.push(piece), contexts });
  saying.begin();
  for (const piece of pieces) saying.add(piece);
  saying.end();
  delete process.env['SAYING_KEY'];
  return heard;
}

const texts = (pieces: readonly LaneText[]): readonly string[] => pieces.map(({ text }) => text);

describe('what a model says, piece by piece', () => {
  it('comes as it is, the first piece marked', () => {
    assert.deepEqual(said(['one ', 'two']), [
      { id: 1, text: 'one ', begins: true },
      { id: 1, text: 'two' },
    ]);
  });

  it('has no secret, however it is cut', () => {
    for (let at = 1; at < SECRET.length; at += 1) {
      const pieces = said(['the key ', SECRET.slice(0, at), SECRET.slice(at), ' is out']);
      assert.equal(texts(pieces).join(''), 'the key *** is out', `cut at ${at}`);
    }
    assert.equal(texts(said(`x${SECRET}${SECRET}y`.split(''))).join(''), 'x******y');
  });

  it('holds back what may be the beginning of one until it is not, or the answer is over', () => {
    assert.deepEqual(texts(said(['say abc-', 'abc again'])), ['say ', 'abc-abc again']);
    assert.deepEqual(texts(said(['ends with abc-'])), ['ends with ', 'abc-']);
  });

  it('is held back by no secret that was not read', () => {
    assert.deepEqual(texts(said(['ends with abc-'], { knows: false })), ['ends with abc-']);
  });
});
