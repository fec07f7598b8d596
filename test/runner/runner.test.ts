import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

type Ran = { readonly status: number | null; readonly out: string; readonly err: string };

async function run(...args: readonly string[]): Promise<Ran> {
  const options = ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'main.ts'), ...args];
  const child = spawn(process.execPath, options, { stdio: ['ignore', 'pipe', 'pipe'] });
  const closed = once(child, 'close') as Promise<[number | null]>;
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { status: (await closed)[0], out, err };
}

const fixture = (name: string): string => join(import.meta.dirname, 'fixtures', `${name}.ts`);
const lastLine = ({ out }: Ran): string | undefined => out.trimEnd().split('\n').at(-1);

describe('the runner of tests', function () {
  this.timeout(60_000);

  it('ends well when all tests pass, each process with a compile cache', async () => {
    const ran = await run(fixture('passes'));
    assert.deepEqual([ran.status, lastLine(ran)], [0, '1 passed, 0 failed, 0 skipped'], ran.out);
    assert.match(ran.out, /^ ok test\/runner\/fixtures\/passes\.ts: 1 passed in [\d.]+ s, CPU [\d.]+ s$/m);
  });

  it('adds up what its processes found, and names every failure at the end', async () => {
    const ran = await run('--jobs', '4', ...['passes', 'fails', 'exits', 'only', 'leaves'].map(fixture));
    assert.equal(ran.status, 1);
    const failed = [...ran.out.matchAll(/^failed: test\/runner\/fixtures\/(.*)$/gm)].map(([, what]) => what);
    assert.deepEqual(
      failed.map(String).toSorted((a, b) => (a < b ? -1 : 1)),
      [
        'exits.ts: its process ended with 7 in: exits in the middle',
        'fails.ts: fails compares',
        'fails.ts: fails loses a promise',
        'fails.ts: fails takes too long',
        'leaves.ts: its tests left something open: the process that ran it last ended with 1',
        `only.ts: ${fixture('only')} could not be loaded`,
      ],
    );
    assert.equal(lastLine(ran), '3 passed, 6 failed, 1 skipped');
    // As mocha shows it.
    assert.match(ran.out, /fails\n\s+compares:\n[^]*\+ {3}found: 1\n- {3}found: 2/);
    assert.match(ran.out, /Uncaught Error: nobody waits for it/);
    assert.match(ran.out, /Timeout of 50ms exceeded/);
    assert.match(ran.err, /a test left something open: .*TCPServerWrap/);
  });

  it('runs the tests that a pattern names; none at all is a failure', async () => {
    const some = await run('--grep', 'a compile cache', fixture('passes'), fixture('fails'));
    assert.deepEqual([some.status, lastLine(some)], [0, '1 passed, 0 failed, 0 skipped']);
    assert.doesNotMatch(some.out, /fails\.ts/);
    const none = await run('--grep', 'no such test', fixture('passes'));
    assert.deepEqual([none.status, lastLine(none)], [1, '0 passed, 1 failed, 0 skipped']);
    assert.match(none.out, /^failed: no test was run$/m);
  });
});
