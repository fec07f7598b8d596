// Trackers while plugins are replaced, and while their threads die: the cursor is kept, and no fact is lost or skipped.
import assert from 'node:assert/strict';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PluginSource, Runtime } from '@configurable-agents/core';
import { graph } from '../support/graph.ts';
import { closeAll, newDataDir, open, runToEnd, TEST_PLUGIN } from '../support/runtime.ts';
import { written } from '../support/written.ts';

const TEST: PluginSource = { specifier: TEST_PLUGIN, firstParty: false };

/** A plugin with one tracker that writes what it is given; while the file `down` is there its thread ends. */
function tracking(version: string, { name = 'log', down = '' } = {}): PluginSource {
  return written(`
import { existsSync } from 'node:fs';
export const plugin = {
  name: '${name}', version: '${version}', sdk: '^1',
  trackers: { lines: { record: async (batch, { write }) => {
    if (existsSync(${JSON.stringify(down)})) process.exit(4);
    for (const { pos, fact } of batch) write(JSON.stringify({ by: '${name}@${version}', pos, kind: fact.kind }));
    await new Promise((resolve) => setTimeout(resolve, 20));
  } } },
};`);
}

type Line = { readonly by: string; readonly pos: number; readonly kind: string };
type Opened = { readonly runtime: Runtime; readonly lines: readonly Line[]; readonly warnings: readonly string[] };

async function openTracked(plugins: readonly PluginSource[]): Promise<Opened> {
  const lines: Line[] = [];
  const warnings: string[] = [];
  const runtime = await open({
    plugins: [TEST, ...plugins],
    config: { 'log.lines': { all_runs: true }, 'other.lines': { all_runs: true } },
    write: (line) => lines.push(JSON.parse(line) as Line),
    log: (level, message) => level === 'warn' && warnings.push(message),
  });
  return { runtime, lines, warnings };
}

/** Waits for what another thread does; the limit is the test's own timeout. */
async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 10));
}

const caughtUp = ({ runtime }: Opened): boolean => runtime.health().trackers.every(({ lag }) => lag === 0);
/** Positions in the order in which they first came, of one plugin. */
const positions = ({ lines }: Opened, name = 'log'): readonly number[] => [
  ...new Set(lines.filter(({ by }) => by.startsWith(`${name}@`)).map(({ pos }) => pos)),
];
const upTo = (last: number): readonly number[] => Array.from({ length: last }, (_, index) => index + 1);

describe('trackers of plugins that are replaced', function () {
  this.timeout(30_000);
  afterEach(closeAll);

  it('go on at their cursor in the new version, with every fact in order', async () => {
    const tracked = await openTracked([tracking('1.0.0')]);
    const { runtime, lines } = tracked;
    const runs: Promise<unknown>[] = [];
    for (const version of ['1.1.0', '2.0.0', '2.1.0']) {
      for (let count = 0; count < 20; count += 1) runs.push(runToEnd(runtime, graph('a')));
      await until(() => lines.length > 0);
      await runtime.plugins.replace([TEST, tracking(version)]);
    }
    await Promise.all(runs);
    let count = runs.length;
    // The former one may still be given what is there at the moment.
    do {
      await runToEnd(runtime, graph('a'));
      count += 1;
      await until(() => caughtUp(tracked));
    } while (!lines.some(({ by }) => by === 'log@2.1.0'));
    assert.deepEqual(positions(tracked), upTo(count * 5));
    assert.deepEqual(runtime.health().trackers, [
      { name: 'log.lines', lag: 0, dropped: 0, error: null, last_error: null, replay: null },
    ]);
  });

  it('are there once they are added, and others are not disturbed', async () => {
    const tracked = await openTracked([tracking('1.0.0')]);
    const { runtime } = tracked;
    await runToEnd(runtime, graph('a'));
    await until(() => caughtUp(tracked));
    const [, log] = runtime.plugins.list();
    assert.ok(log !== undefined);
    const kept: PluginSource = { specifier: log.specifier, firstParty: false };
    await runtime.plugins.replace([TEST, kept, tracking('1.0.0', { name: 'other' })]);
    await until(() => runtime.health().trackers.length === 2);
    await runToEnd(runtime, graph('a'));
    await until(() => caughtUp(tracked) && positions(tracked, 'other').length > 0);
    assert.deepEqual(positions(tracked), upTo(10));
    // One that is new begins with the runs to come.
    assert.deepEqual(positions(tracked, 'other'), [6, 7, 8, 9, 10]);
    assert.deepEqual(new Set(tracked.lines.map(({ pos, by }) => `${by} ${pos}`)).size, tracked.lines.length);
  });

  it('that were removed and come back get what they missed', async () => {
    const tracked = await openTracked([tracking('1.0.0')]);
    const { runtime } = tracked;
    await runToEnd(runtime, graph('a'));
    await runtime.plugins.replace([TEST]);
    assert.deepEqual(runtime.health().trackers, []);
    await runToEnd(runtime, graph('a'));
    await runtime.plugins.replace([TEST, tracking('1.0.1')]);
    await until(() => positions(tracked).length === 10);
    assert.deepEqual(positions(tracked), upTo(10));
  });

  it('get another thread when theirs dies, and what is told meanwhile says why', async () => {
    const down = join(newDataDir(), 'down');
    writeFileSync(down, '');
    const tracked = await openTracked([tracking('1.0.0', { down })]);
    const { runtime, warnings } = tracked;
    await runToEnd(runtime, graph('a'));
    await until(() => runtime.health().trackers.some(({ error }) => error !== null));
    assert.match(runtime.health().trackers[0]?.error ?? '', /its thread ended: it ended with 4/);
    assert.match(warnings.join('\n'), /the thread of the trackers log\.lines ended/);
    rmSync(down);
    await until(() => caughtUp(tracked));
    assert.equal(existsSync(down), false);
    assert.deepEqual(positions(tracked), upTo(5));
  });

  it('that cannot be loaded say so, and the others of other plugins go on', async () => {
    const [manifest] = (await openTracked([tracking('1.0.0')])).runtime.manifests.slice(1);
    assert.ok(manifest !== undefined);
    const broken = { ...written('throw new Error("broken");'), manifest };
    const tracked = await openTracked([broken, tracking('1.0.0', { name: 'other' })]);
    await runToEnd(tracked.runtime, graph('a'));
    await until(() => positions(tracked, 'other').length === 5);
    await until(() => tracked.runtime.health().trackers[0]?.error !== null);
    assert.match(tracked.runtime.health().trackers[0]?.error ?? '', /cannot be loaded: broken/);
  });
});
