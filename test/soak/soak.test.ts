// A few seconds of it, on a healthy server and on broken ones.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { CONDITIONS } from '../support/server.ts';
import { trendOf } from './memory.ts';

type Ended = { readonly status: number | null; readonly out: string };

async function soak(...args: readonly string[]): Promise<Ended> {
  const script = join(import.meta.dirname, 'main.ts');
  const child = spawn(process.execPath, [...CONDITIONS, script, '--minutes', '0.02', '--seed', '1', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { status: (await exited)[0], out: `${out}${err}` };
}

describe('a soak', function () {
  this.timeout(120_000);

  it('of a healthy server ends with 0 and shows how it was', async () => {
    const { status, out } = await soak();
    assert.equal(status, 0, out);
    assert.match(out, /^ok: no undeclared error$/m);
    assert.match(out, /RSS MB .*\n +\d+ s +\d+/);
  });

  for (const [fault, said] of [
    ['stderr', /the server said: TypeError: nobody declared this/],
    ['5xx', /requests were answered 500/],
    ['runs', /it ended .*LOAD_BROKEN/],
  ] as const) {
    it(`finds a server with the fault ${fault} out and ends with 1`, async () => {
      const { status, out } = await soak('--fault', fault);
      assert.equal(status, 1, out);
      assert.match(out, said);
    });
  }
});

describe('the trend of memory', () => {
  const over = (mb: (at: number) => number): ReturnType<typeof trendOf> =>
    trendOf(Array.from({ length: 200 }, (_, i) => ({ at: i * 3, mb: mb(i * 3) })));

  it('is flat for a saw, for noise, and for growth during the warm-up alone', () => {
    assert.equal(over((at) => 100 + (at % 47))?.isFlat, true);
    assert.equal(over((at) => 100 + 5 * Math.sin(at * 7.3))?.isFlat, true);
    assert.equal(over((at) => 100 + Math.min(at, 140) / 2)?.isFlat, true);
  });

  it('is not flat for a leak under the saw, however few samples stand out', () => {
    const trend = over((at) => 100 + (at % 47) + at / 20 + (at === 300 ? 200 : 0));
    assert.equal(trend?.isFlat, false);
    assert.ok(Math.abs((trend?.growthMb ?? 0) - 22) < 4, JSON.stringify(trend));
  });

  it('is not judged of a short time', () => {
    assert.equal(trendOf([1, 2, 3].map((at) => ({ at, mb: 100 }))), undefined);
  });
});
