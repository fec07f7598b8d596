// Trackers in a process of their own, from the side of the thread that reads the store for them.
import assert from 'node:assert/strict';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PluginError } from '@configurable-agents/plugin-sdk';
import type { JsonObject, PluginManifest, TrackedFact, TrackedRun } from '@configurable-agents/plugin-sdk';
import type { PluginSource, Runtime } from '@configurable-agents/core';
import { confine } from '../../src/carrier/confine.ts';
import { openApart } from '../../src/tracker/apart.ts';
import type { Apart } from '../../src/tracker/apart.ts';
import { partsOf } from '../../src/tracker/parts.ts';
import { graph } from '../support/graph.ts';
import { closeAll, newDataDir, open, runToEnd, TEST_PLUGIN } from '../support/runtime.ts';
import { written } from '../support/written.ts';

const MANIFEST: PluginManifest = {
  name: 'log',
  version: '1.0.0',
  sdk: '^1',
  secrets: {},
  capabilities: { net: [] },
  actions: {},
  providers: {},
  triggers: {},
  trackers: { 'log.lines': {} },
};

/** A tracker whose body is given. */
function logging(record: string, version = '1.0.0'): PluginSource {
  const source = written(`
import { existsSync } from 'node:fs';
import { writeSync } from 'node:fs';
export const plugin = { name: 'log', version: '${version}', sdk: '^1', trackers: { lines: { record: async (batch, context) => {
  ${record}
} } } };`);
  return { ...source, isolation: 'process', manifest: { ...MANIFEST, version } };
}

const factOf = (pos: number, runId: string, more: JsonObject = {}): TrackedFact => ({
  pos,
  runId,
  workflowName: 'w',
  fact: { sequence: pos, time: '2026-01-01T00:00:00.000Z', kind: 'run.started', ...more },
});
const runOf = (runId: string): TrackedRun => ({ run_id: runId, status: 'running' }) as TrackedRun;
const never = new AbortController().signal;
const how = (signal: AbortSignal): { signal: AbortSignal; isReplay: boolean } => ({ signal, isReplay: false });

describe('a process of trackers', function () {
  this.timeout(60_000);
  const opened: Apart[] = [];
  const lost: string[] = [];
  const lines: string[] = [];
  beforeEach(() => {
    lost.length = 0;
    lines.length = 0;
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((apart) => apart.close()));
    await closeAll();
  });

  function recorderIn({ specifier, manifest = MANIFEST }: PluginSource): ReturnType<Apart['recorderOf']> {
    const [granted, config] = [{ net: [] }, {}];
    const where = { folder: undefined, dataDir: undefined, memoryMb: 128, env: {} };
    const apart = openApart({
      confinement: confine({ manifest, specifier, granted, config, ...where }),
      entries: [{ name: 'log.lines', specifier, told: manifest, config, granted, pos: 0, replay: null }],
      hasColor: false,
      runOf,
      onLine: (line) => lines.push(line),
      onPrinted: () => {},
      onLost: (reason) => lost.push(reason),
    });
    opened.push(apart);
    return apart.recorderOf('log.lines');
  }

  it('has the runs of the batch, and no other one', async () => {
    const recorder = recorderIn(
      logging(`for (const { runId } of batch) context.write(runId + ' ' + context.run(runId)?.status);
  context.write(String(context.run('other')) + ' ' + String(context.run('__proto__')));`),
    );
    await recorder.record([factOf(1, 'a'), factOf(2, 'b')], how(never));
    assert.deepEqual(lines, ['a running', 'b running', 'undefined undefined']);
    assert.deepEqual(lost, []);
  });

  it('says by its failure whether and when a batch is to come again', async () => {
    const failing = (text: string): PluginSource =>
      logging(`const { RetryableError } = await import(${JSON.stringify(import.meta.resolve('@configurable-agents/plugin-sdk'))});
  throw ${text};`);
    const thrownBy = async (text: string): Promise<PluginError> => {
      try {
        await recorderIn(failing(text)).record([factOf(1, 'a')], how(never));
      } catch (error) {
        if (error instanceof PluginError) return error;
      }
      return assert.fail('it threw nothing that says it');
    };
    const full = await thrownBy(`new RetryableError('full', { retryAfterMs: 1234 })`);
    assert.deepEqual([full.message, full.retryable, full.retryAfterMs], ['full', true, 1234]);
    const down = await thrownBy(`new RetryableError('down')`);
    assert.deepEqual([down.retryable, down.retryAfterMs], [true, undefined]);
    const broken = await thrownBy(`new Error('never\\nagain')`);
    assert.deepEqual([broken.message, broken.retryable], ['never', false]);
    assert.deepEqual(lost, []);
  });

  it('is told when the time is over, and stays where it lets go', async () => {
    const recorder = recorderIn(
      logging(
        `await new Promise((resolve, reject) => context.signal.addEventListener('abort', () => reject(context.signal.reason)));`,
      ),
    );
    await assert.rejects(recorder.record([factOf(1, 'a')], how(AbortSignal.timeout(1500))), /it took too long/);
    assert.deepEqual(lost, []);
  });

  it('that does not let go is ended, and the next batch opens another one', async () => {
    const recorder = recorderIn(logging(`if (batch[0].pos === 1) for (;;); context.write('recorded');`));
    await assert.rejects(recorder.record([factOf(1, 'a')], how(AbortSignal.timeout(1500))), {
      retryable: true,
      message: 'its process ended: it has not let go within 500 ms',
    });
    assert.deepEqual(lost, ['it has not let go within 500 ms']);
    await recorder.record([factOf(2, 'a')], how(never));
    assert.deepEqual(lines, ['recorded']);
  });

  it('that answers twice is ended', async () => {
    const recorder = recorderIn(
      logging(`const body = Buffer.from(JSON.stringify({ kind: 'done', id: 1 }));
  const header = Buffer.alloc(4);
  header.writeUInt32BE(body.length);
  writeSync(3, Buffer.concat([header, body, header, body]));
  await new Promise(() => {});`),
    );
    await recorder.record([factOf(1, 'a')], how(never));
    while (lost.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    assert.match(lost[0] ?? '', /that it has answered for/);
  });

  it('whose module cannot be loaded holds the batch', async () => {
    const source = { ...written('throw new Error("broken");'), manifest: MANIFEST };
    await assert.rejects(recorderIn(source).record([factOf(1, 'a')], how(never)), {
      retryable: true,
      message: /its process ended: the plugin .* cannot be loaded: broken/,
    });
  });

  it('goes on at its cursor in another version, and after it died', async () => {
    const folder = newDataDir();
    const down = join(folder, 'down');
    const seen: { readonly by: string; readonly pos: number }[] = [];
    const body = (version: string): string =>
      `if (existsSync(${JSON.stringify(down)})) process.exit(4);
  for (const { pos } of batch) context.write(JSON.stringify({ by: '${version}', pos }));`;
    const plugins = (version: string): PluginSource[] => [
      { specifier: TEST_PLUGIN, firstParty: false },
      { ...logging(body(version), version), granted: { net: [], fs: { read: [folder] } } },
    ];
    const runtime = await open({
      plugins: plugins('1.0.0'),
      config: { 'log.lines': { all_runs: true } },
      write: (line) => seen.push(JSON.parse(line) as { readonly by: string; readonly pos: number }),
    });
    const status = (): ReturnType<Runtime['health']>['trackers'][number] | undefined => runtime.health().trackers[0];
    const until = async (isTrue: () => boolean): Promise<void> => {
      while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 10));
    };
    await runToEnd(runtime, graph('a'));
    await until(() => seen.length === 5);
    writeFileSync(down, '');
    await runToEnd(runtime, graph('a'));
    await until(() => status()?.error !== null);
    assert.match(status()?.error ?? '', /its process ended: it ended by status 4/);
    assert.equal(seen.length, 5);
    rmSync(down);
    await until(() => status()?.lag === 0);
    assert.equal(existsSync(down), false);
    await runtime.plugins.replace(plugins('2.0.0'));
    await runToEnd(runtime, graph('a'));
    await until(() => seen.length === 15);
    assert.deepEqual(
      seen.map(({ pos }) => pos),
      Array.from({ length: 15 }, (_, index) => index + 1),
    );
    assert.deepEqual([...new Set(seen.map(({ by }) => by))], ['1.0.0', '2.0.0']);
  });
});

describe('a batch in parts', () => {
  it('is one part where it is small, with each run once', () => {
    const batch = [factOf(1, 'a'), factOf(2, 'b'), factOf(3, 'a')];
    const runs = { a: JSON.stringify(runOf('a')), b: JSON.stringify(runOf('b')) };
    assert.deepEqual([...partsOf(batch, runOf)], [{ facts: batch, runs }]);
  });

  it('is cut where it is large, in order, and each part has the runs of its facts', () => {
    const batch = [1, 2, 3, 4, 5].map((pos) => factOf(pos, pos < 4 ? 'a' : 'b', { text: 'x'.repeat(500) }));
    const parts = [...partsOf(batch, runOf, 1400)];
    assert.deepEqual(
      parts.flatMap(({ facts }) => facts),
      batch,
    );
    assert.deepEqual(
      parts.map(({ facts, runs }) => [facts.map(({ pos }) => pos), Object.keys(runs)]),
      [
        [[1, 2], ['a']],
        [
          [3, 4],
          ['a', 'b'],
        ],
        [[5], ['b']],
      ],
    );
  });

  it('has a fact alone that is too large beside others, and none for a run that is gone', () => {
    const batch = [factOf(1, 'a'), factOf(2, 'b', { text: 'x'.repeat(5000) }), factOf(3, 'c')];
    const parts = [...partsOf(batch, (runId) => (runId === 'c' ? undefined : runOf(runId)), 1000)];
    assert.deepEqual(
      parts.map(({ facts, runs }) => [facts.map(({ pos }) => pos), Object.keys(runs)]),
      [
        [[1], ['a']],
        [[2], ['b']],
        [[3], []],
      ],
    );
  });
});
