import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { openStreams } from '../../src/http/streams.ts';
import type { OpenStream } from '../../src/http/streams.ts';

type Told = { pings: number; ends: number; cuts: number };

function stream(): Told & OpenStream {
  const told = {
    pings: 0,
    ends: 0,
    cuts: 0,
    ping: () => void (told.pings += 1),
    end: () => void (told.ends += 1),
    cut: () => void (told.cuts += 1),
  };
  return told;
}

describe('open streams', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setInterval'] }));
  afterEach(() => mock.timers.reset());

  it('are pinged each fifteen seconds, not all at once', () => {
    const streams = openStreams();
    const all = Array.from({ length: 600 }, stream);
    for (const each of all) streams.add(each, undefined);
    const pinged = (): number => all.filter(({ pings }) => pings > 0).length;
    mock.timers.tick(250);
    assert.equal(pinged(), 10);
    mock.timers.tick(14_750);
    assert.deepEqual(
      all.map(({ pings }) => pings),
      all.map(() => 1),
    );
    mock.timers.tick(15_000);
    assert.ok(all.every(({ pings }) => pings === 2));
  });

  it('are cut within two seconds once the right to them is gone, and no others', () => {
    const streams = openStreams();
    const lost = new Set<string>();
    const asked: string[] = [];
    const of = (key: string): { readonly key: string; readonly holds: () => boolean } => ({
      key,
      holds: () => {
        asked.push(key);
        return !lost.has(key);
      },
    });
    const [ann, annToo, bob, nobody] = [stream(), stream(), stream(), stream()];
    streams.add(ann, of('ann'));
    streams.add(annToo, of('ann'));
    streams.add(bob, of('bob'));
    streams.add(nobody, undefined);
    mock.timers.tick(2000);
    assert.deepEqual(asked, ['ann', 'bob'], 'each right is looked at once');
    lost.add('ann');
    mock.timers.tick(2000);
    assert.deepEqual([ann.cuts, annToo.cuts, bob.cuts, nobody.cuts], [1, 1, 0, 0]);
  });

  it('are forgotten when they are taken out, and cost nothing when the last has gone', () => {
    const streams = openStreams();
    const each = stream();
    let looks = 0;
    const remove = streams.add(each, { key: 'a', holds: () => (looks += 1) > 0 });
    remove();
    remove();
    mock.timers.tick(60_000);
    streams.end();
    assert.deepEqual([each.pings, each.ends, looks], [0, 0, 0]);
    streams.add(each, undefined);
    mock.timers.tick(15_000);
    streams.end();
    assert.deepEqual([each.pings, each.ends], [1, 1]);
  });
});
