import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { dirname, join } from 'node:path';
import type { PluginSource, Runtime, RuntimeOptions, TrackerStatus } from '@configurable-agents/core';
import { manifestOf } from '@configurable-agents/plugin-sdk';
import type { JsonObject } from '@configurable-agents/plugin-sdk';
import { plugin } from '../fixtures/tracker-plugin.ts';
import { graph } from '../support/graph.ts';
import { closeAll, newDataDir, open, runToEnd, TEST_PLUGIN } from '../support/runtime.ts';

const TRACKERS = new URL('../fixtures/tracker-plugin.ts', import.meta.url).href;
const TRACKED = graph('a', {}, { observability: { 'feed.lines': { color: 'red' } } });

type Line = { readonly tracker: string; readonly pos: number; readonly kind: string; readonly [key: string]: unknown };

type Tier = NonNullable<PluginSource['isolation']>;
type Config = { readonly [tracker: string]: JsonObject };
type Tracked = { readonly runtime: Runtime; readonly lines: readonly Line[]; readonly warnings: readonly string[] };

async function openTracked(tier: Tier, config: Config = {}, options: Partial<RuntimeOptions> = {}): Promise<Tracked> {
  const lines: Line[] = [];
  const warnings: string[] = [];
  const runtime = await open({
    plugins: [{ specifier: TEST_PLUGIN, firstParty: false }, trackersIn(tier, config)],
    write: (line) => lines.push(JSON.parse(line) as Line),
    log: (level, message) => level === 'warn' && warnings.push(message),
    config: {
      'feed.lines': { as: 'lines', ...config['feed.lines'] },
      'feed.other': { as: 'other', ...config['feed.other'] },
    },
    ...options,
  });
  return { runtime, lines, warnings };
}

/** In a process it may read the folder where what is wrong with it stands. */
function trackersIn(isolation: Tier, config: Config): PluginSource {
  const source = { specifier: TRACKERS, firstParty: false, isolation };
  if (isolation === 'worker') return source;
  const manifest = manifestOf(plugin);
  const read = Object.values(config).flatMap(({ down_file: file }) =>
    typeof file === 'string' ? [dirname(file)] : [],
  );
  return {
    ...source,
    folder: dirname(import.meta.dirname),
    manifest,
    granted: { ...manifest.capabilities, fs: { read } },
  };
}

/** Waits for what another thread does; the limit is the test's own timeout. */
async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 10));
}

const finished = ({ lines }: Tracked): number => lines.filter(({ kind }) => kind === 'run.finished').length;
const statusOf = ({ runtime }: Tracked, name = 'feed.lines'): TrackerStatus => {
  const status = runtime.health().trackers.find((tracker) => tracker.name === name);
  assert.ok(status !== undefined);
  return status;
};

const WHERE: { readonly [tier in Tier]: string } = { worker: 'a thread', process: 'a process' };

describe('the thread of a tracker', () => {
  afterEach(closeAll);

  const LEAST_PRIORITY = 19;
  /** The niceness of each thread of this process, as Linux tells it. */
  const niceness = (): readonly number[] =>
    readdirSync('/proc/self/task').flatMap((thread) => {
      try {
        const stat = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8');
        return [Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16])];
      } catch {
        // It has ended since it was listed.
        return [];
      }
    });

  it('runs behind all others, where the system knows of threads', async function () {
    // Of a process that gives way as a whole, all threads do.
    if (process.platform !== 'linux' || getPriority() === LEAST_PRIORITY) return this.skip();
    const before = niceness().filter((nice) => nice === LEAST_PRIORITY).length;
    const tracked = await openTracked('worker');
    await runToEnd(tracked.runtime, TRACKED);
    await until(() => finished(tracked) === 1);
    assert.equal(niceness().filter((nice) => nice === LEAST_PRIORITY).length, before + 1);
  });
});

describe('what a tracker takes of the memory', function () {
  this.timeout(30_000);
  afterEach(closeAll);

  it('is bounded: its thread has a small heap, and is handed so many characters at once', async () => {
    const down = join(newDataDir(), 'down');
    writeFileSync(down, 'retry');
    const tracked = await openTracked('worker', { 'feed.lines': { down_file: down } });
    const large = 'x'.repeat(900_000);
    for (let run = 0; run < 12; run += 1) await runToEnd(tracked.runtime, TRACKED, { large });
    await until(() => statusOf(tracked).error !== null);
    rmSync(down);
    await until(() => finished(tracked) === 12);
    const { lines } = tracked;
    assert.deepEqual(
      lines.map(({ pos }) => pos),
      Array.from({ length: 60 }, (_, at) => at + 1),
    );
    const batches = new Set(lines.map(({ batch }) => Number(batch)));
    assert.ok(Math.max(...batches) < 60, [...batches].join());
    const limits = lines[0]?.['limits'] as { readonly [name: string]: number } | undefined;
    assert.equal(limits?.['maxYoungGenerationSizeMb'], 8);
    assert.ok((limits['maxOldGenerationSizeMb'] ?? Infinity) <= 1024);
  });
});

for (const tier of ['worker', 'process'] as const) {
  describe(`tracker feed in ${WHERE[tier]}`, function () {
    this.timeout(30_000);
    afterEach(closeAll);

    it('gives a tracker the facts of runs that ask for it, in order, with the run in full', async () => {
      const tracked = await openTracked(tier);
      await runToEnd(tracked.runtime, graph('a'));
      await runToEnd(tracked.runtime, graph('a', {}, { observability: { 'feed.lines': { enabled: false } } }));
      await runToEnd(tracked.runtime, TRACKED);
      await until(() => finished(tracked) === 1);
      const { lines } = tracked;
      assert.deepEqual(
        lines.map(({ kind }) => kind),
        ['run.accepted', 'run.started', 'node.scheduled', 'node.completed', 'run.finished'],
      );
      assert.deepEqual(
        lines.map(({ pos }) => pos),
        lines.map(({ pos }) => pos).toSorted((a, b) => a - b),
      );
      assert.equal(lines.at(-1)?.['status'], 'succeeded');
      assert.deepEqual(lines.at(-1)?.['settings'], { color: 'red' });
      await until(() => statusOf(tracked).lag === 0);
    });

    it('renders what a workflow says to a tracker over the inputs, and leaves out what cannot be', async () => {
      const tracked = await openTracked(tier);
      const colour = { kind: 'text', parts: ['for ', { kind: 'path', path: ['team'] }] } as const;
      const broken = { kind: 'name', name: 'nowhere', at: [0, 7] } as const;
      const state = { team: { schema: {} }, paid: { schema: {}, default: 'no' } };
      const labels = {
        kind: 'object',
        entries: [['paid', { kind: 'text', parts: [{ kind: 'path', path: ['state', 'paid'] }] }]],
      } as const;
      const rendered = { 'feed.lines': { color: colour, labels, bad: { kind: 'value', expression: broken } as const } };
      await runToEnd(tracked.runtime, { ...TRACKED, state, rendered, hash: 'rendered' }, { team: 'blue' });
      await until(() => finished(tracked) === 1);
      assert.deepEqual(tracked.lines.at(-1)?.['settings'], { color: 'for blue', labels: { paid: 'no' } });
    });

    it('gives a tracker every run where the operator says so', async () => {
      const tracked = await openTracked(tier, { 'feed.other': { all_runs: true } });
      await runToEnd(tracked.runtime, graph('a'));
      await until(() => finished(tracked) === 1);
      assert.deepEqual(new Set(tracked.lines.map(({ tracker }) => tracker)), new Set(['other']));
    });

    it('holds what a tracker cannot deliver now, shows the lag, and catches up', async () => {
      const down = join(newDataDir(), 'down');
      writeFileSync(down, 'retry');
      const env = { ...process.env, FEED_TOKEN: 'sesame-open', FEED_URL: 'http://127.0.0.1:1' };
      const tracked = await openTracked(tier, { 'feed.lines': { down_file: down } }, { env });
      const outcome = await runToEnd(tracked.runtime, TRACKED);
      assert.equal(outcome.status, 'succeeded');
      await until(() => statusOf(tracked).error !== null);
      const { last_error: last, ...status } = statusOf(tracked);
      const error = 'down, with *** at http://127.0.0.1:1';
      assert.deepEqual(status, { name: 'feed.lines', lag: 5, dropped: 0, error, replay: null });
      assert.equal(last?.message, error);
      rmSync(down);
      await until(() => finished(tracked) === 1);
      assert.equal(tracked.lines.length, 5);
      await until(() => statusOf(tracked).error === null && statusOf(tracked).lag === 0);
      assert.deepEqual(tracked.warnings, []);
      assert.equal(statusOf(tracked).last_error?.message, error);
    });

    it('goes on after a restart where it was, also where nothing ever got through', async () => {
      const dataDir = newDataDir();
      const down = join(newDataDir(), 'down');
      writeFileSync(down, 'retry');
      const config = { 'feed.lines': { down_file: down } };
      const before = await openTracked(tier, config, { dataDir });
      await runToEnd(before.runtime, TRACKED);
      await before.runtime.close();
      assert.deepEqual(before.lines, []);
      rmSync(down);
      const after = await openTracked(tier, config, { dataDir });
      await until(() => finished(after) === 1);
      assert.equal(after.lines.length, 5);
    });

    it('drops a batch that can never be delivered, counts it and says why', async () => {
      const down = join(newDataDir(), 'down');
      writeFileSync(down, 'broken');
      const tracked = await openTracked(tier, { 'feed.lines': { down_file: down } });
      await runToEnd(tracked.runtime, TRACKED);
      await until(() => statusOf(tracked).dropped === 5);
      assert.ok(
        tracked.warnings.every((warning) => /^tracker feed\.lines dropped \d facts: never again$/.test(warning)),
      );
      assert.equal(statusOf(tracked).error, null);
    });

    it('gives up the oldest facts beyond its bound', async () => {
      const down = join(newDataDir(), 'down');
      writeFileSync(down, 'retry');
      const tracked = await openTracked(tier, { 'feed.lines': { down_file: down, max_lag: 5 } });
      for (let run = 0; run < 3; run += 1) await runToEnd(tracked.runtime, TRACKED);
      await until(() => statusOf(tracked).dropped === 10);
      assert.match(tracked.warnings.join(), /more than 5 facts wait for it/);
      rmSync(down);
      await until(() => finished(tracked) === 1);
    });

    it('sends history again on request, told as such, whole runs and no others, and then goes on with what is new', async () => {
      const tracked = await openTracked(tier, { 'feed.other': { all_runs: true } });
      const { runtime, lines } = tracked;
      await runToEnd(runtime, graph('a'));
      const since = Date.now() + 1;
      await until(() => Date.now() > since);
      const wanted = await runToEnd(runtime, TRACKED);
      await until(() => finished(tracked) === 3);
      await until(() => runtime.health().trackers.every(({ lag }) => lag === 0));
      const before = lines.filter(({ tracker, runId }) => tracker === 'other' && runId === wanted.run_id);
      const count = lines.length;
      const status = await runtime.replayTracker('feed.other', since);
      assert.deepEqual(status.replay, { since: new Date(since).toISOString(), left: 5 });
      const next = await runToEnd(runtime, graph('a'));
      await until(() => statusOf(tracked, 'feed.other').lag === 0);
      const sent = lines.slice(count).filter(({ tracker }) => tracker === 'other');
      const told = sent.map(({ pos, isReplay }) => [pos, isReplay]);
      const last = before.at(-1)?.pos ?? 0;
      assert.deepEqual(told, [
        ...before.map(({ pos }) => [pos, true]),
        ...[1, 2, 3, 4, 5].map((step) => [last + step, false]),
      ]);
      assert.equal(sent.at(-1)?.['runId'], next.run_id);
      assert.equal(statusOf(tracked, 'feed.other').replay, null);
      // The tracker beside it, in the same thread or process, was sent nothing twice.
      assert.equal(lines.filter(({ tracker }) => tracker === 'lines').length, 5);
    });

    it('leaves out nothing that was still to come when history is asked for, over a restart too', async () => {
      const dataDir = newDataDir();
      const down = join(newDataDir(), 'down');
      const config = { 'feed.lines': { down_file: down } };
      const before = await openTracked(tier, config, { dataDir });
      await runToEnd(before.runtime, TRACKED);
      await until(() => statusOf(before).lag === 0);
      writeFileSync(down, 'retry');
      await runToEnd(before.runtime, TRACKED);
      await until(() => statusOf(before).error !== null);
      await before.runtime.replayTracker('feed.lines', 0);
      await before.runtime.close();
      assert.equal(before.lines.length, 5);
      rmSync(down);
      const after = await openTracked(tier, config, { dataDir });
      await until(() => statusOf(after).lag === 0);
      assert.deepEqual(
        after.lines.map(({ pos, isReplay }) => [pos, isReplay]),
        Array.from({ length: 10 }, (_, at) => [at + 1, at < 5]),
      );
    });

    it('refuses to send history to a tracker that is not there', async () => {
      const { runtime } = await openTracked(tier);
      await assert.rejects(runtime.replayTracker('feed.none', 0), { code: 'TRACKER_UNKNOWN', message: /feed\.lines/ });
    });

    it('lets a tracker that hangs slow neither a run, nor another tracker, nor the end', async () => {
      const down = join(newDataDir(), 'down');
      writeFileSync(down, 'hang');
      const tracked = await openTracked(tier, { 'feed.lines': { down_file: down }, 'feed.other': { all_runs: true } });
      const outcome = await runToEnd(tracked.runtime, TRACKED);
      assert.equal(outcome.status, 'succeeded');
      await until(() => finished(tracked) === 1);
      const began = performance.now();
      await tracked.runtime.close({ timeoutMs: 200 });
      assert.ok(performance.now() - began < 5000);
      assert.ok(existsSync(down));
    });
  });
}
