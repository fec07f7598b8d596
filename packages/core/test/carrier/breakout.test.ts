// Triggers and trackers in a process of their own that try to break out. What is refused to an action is refused to them.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { HostTrigger, PluginSource, Runtime, RuntimeOptions } from '@configurable-agents/core';
import { breakout, SECRETS, TUNING } from '../support/breakout.ts';
import { graph } from '../support/graph.ts';
import { closeAll, newDataDir, open, runToEnd, TEST_PLUGIN } from '../support/runtime.ts';

type Input = { readonly [name: string]: string };
/** What a way led to, or why it led nowhere. */
type Led = { readonly got?: unknown; readonly refused?: string };
type Go = (way: string, input?: Input, options?: Partial<RuntimeOptions>) => Promise<Led>;

/** What makes a message of 100 MB has room for it. */
const lanesFor = (way: string): NonNullable<RuntimeOptions['lanes']> => ({
  ...TUNING,
  memoryMb: way === 'large' ? 512 : TUNING.memoryMb,
});
const logged: string[] = [];

async function opened(options: Partial<RuntimeOptions> = {}, more: Partial<PluginSource> = {}): Promise<Runtime> {
  logged.length = 0;
  return await open({
    plugins: [{ specifier: TEST_PLUGIN, firstParty: false }, breakout('process', more)],
    env: { ...process.env, ...SECRETS },
    lanes: TUNING,
    triggerTimeoutMs: 5000,
    log: (level, message) => logged.push(`${level} ${message}`),
    ...options,
  });
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 5));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function hookOf(runtime: Runtime): HostTrigger {
  return runtime.triggers.get('breakout.hook') ?? assert.fail('there is no trigger');
}

/** By the trigger: what it gets is the reason of its verdict; what it throws is a warning. */
async function verdict(hook: HostTrigger, way: string, input: Input = {}): Promise<Led> {
  const rawBody = Buffer.from(JSON.stringify({ way, ...input }));
  try {
    const answer = await hook.verify({ headers: {}, rawBody }, { secrets: ['of-the-host'], nowMs: 1 });
    return { got: JSON.parse(answer.ok ? 'null' : answer.reason) as unknown };
  } catch (error) {
    assert.equal((error as { readonly code?: string }).code, 'TRIGGER_UNAVAILABLE');
    return { refused: logged.findLast((line) => line.includes('refused a delivery')) ?? '' };
  }
}

const byTrigger: Go = async (way, input = {}, options = {}) => await verdict(hookOf(await opened(options)), way, input);

const tracking = (way: string, input: Input = {}): NonNullable<RuntimeOptions['config']> => ({
  'breakout.log': { all_runs: true, way, ...input },
});

/** By the tracker: what it gets, or what was thrown, is the line that it writes. */
const byTracker: Go = async (way, input = {}, options = {}) => {
  const lines: string[] = [];
  const write = (line: string): unknown => lines.push(line);
  const runtime = await opened({ ...options, write, config: tracking(way, input) });
  await runToEnd(runtime, graph('a'));
  await until(() => lines.length > 0);
  return JSON.parse(lines[0] ?? '') as Led;
};

for (const [kind, goes] of [
  ['trigger', byTrigger],
  ['tracker', byTracker],
] as const) {
  describe(`a ${kind} in a process of its own`, function () {
    this.timeout(60_000);
    afterEach(closeAll);

    it('runs beside us', async () => {
      const { got } = await goes('hello');
      const { pid, parent } = got as { readonly pid: number; readonly parent: number };
      assert.notEqual(pid, process.pid);
      assert.equal(parent, process.pid);
    });

    it('reads no file outside, and opens no store', async () => {
      const dataDir = newDataDir();
      const path = join(dataDir, 'store.db');
      for (const each of ['/etc/passwd', path])
        assert.match((await goes('read', { path: each }, { dataDir: newDataDir() })).refused ?? '', /restricted/);
      assert.match((await goes('read', { path }, { dataDir })).refused ?? '', /restricted/);
      await closeAll();
      assert.match((await goes('database', { path })).refused ?? '', /node:sqlite/);
    });

    it('writes no file, starts no program, and has no signal for us', async () => {
      assert.match((await goes('write', { path: join(newDataDir(), 'x') })).refused ?? '', /restricted/);
      assert.match((await goes('program')).refused ?? '', /--allow-child-process/);
      assert.match((await goes('signal')).refused ?? '', /process\.kill is not there/);
    });

    it('sees of the environment its secrets and what Node reads, and nothing else', async () => {
      const { got } = await goes('environment');
      const names = Object.keys(got as object).filter((name) => !/^(TZ|SSL_|NODE_EXTRA)/.test(name));
      assert.deepEqual(names.toSorted(), ['BREAKOUT_OTHER', 'BREAKOUT_TOKEN']);
    });
  });
}

describe('a process of triggers that does not play by the rules', function () {
  this.timeout(60_000);
  afterEach(closeAll);

  for (const [what, way, reason] of [
    ['exits', 'exit', /it ended by status 7/],
    ['aborts', 'abort', /it ended by SIGABRT/],
    ['closes its channel', 'close', /it ended by SIGKILL/],
    ['fills memory beside its heap', 'buffers', /it ran out of memory: it held \d+ MB/],
    ['computes for ever', 'loop', /it has not answered within 5000 ms/],
    ['sends a message of 100 MB', 'large', /a message of \d+ bytes, and \d+ is the most/],
    ['sends messages without end', 'flood', /it sent something that is no answer/],
    ['sends what is no JSON', 'garbage', /is no JSON/],
    ['answers for another call', 'for_others', /answered for a call that is not its own/],
    ['answers what is too large', 'large_output', /its answer is of \d+ bytes/],
  ] as const) {
    it(`and ${what} has let nothing in, and the next delivery is looked at`, async () => {
      const hook = hookOf(await opened({ lanes: lanesFor(way) }));
      assert.match((await verdict(hook, way)).refused ?? '', reason);
      assert.ok('got' in (await verdict(hook, 'hello')));
    });
  }

  it('prints into our log', async () => {
    const hook = hookOf(await opened());
    await verdict(hook, 'flood_prints');
    await until(() => logged.includes('info plugin breakout: line 0'));
    assert.ok(logged.length < 1000, String(logged.length));
  });

  it('ends with us', async () => {
    const runtime = await opened({ triggerTimeoutMs: 60_000 });
    const hook = hookOf(runtime);
    const { pid } = (await verdict(hook, 'hello')).got as { readonly pid: number };
    const lost = verdict(hook, 'deaf_loop');
    await runtime.close();
    assert.match((await lost).refused ?? '', /the engine is closing/);
    await until(() => !isAlive(pid));
  });

  it('belongs to the plugins it was started for: others get others', async () => {
    const runtime = await opened();
    const former = hookOf(runtime);
    const first = (await verdict(former, 'hello')).got as { readonly pid: number };
    await runtime.plugins.replace([breakout('process')]);
    const second = (await verdict(hookOf(runtime), 'hello')).got as { readonly pid: number };
    assert.notEqual(second.pid, first.pid);
    await until(() => !isAlive(first.pid));
    // Whoever still holds the former one gets an answer.
    assert.ok('got' in (await verdict(former, 'hello')));
  });
});

describe('a process of trackers that does not play by the rules', function () {
  this.timeout(60_000);
  afterEach(closeAll);

  async function tracked(way: string): Promise<{ lines: string[]; runtime: Runtime }> {
    const lines: string[] = [];
    const runtime = await opened({ write: (line) => lines.push(line), config: tracking(way), lanes: lanesFor(way) });
    await runToEnd(runtime, graph('a'));
    return { lines, runtime };
  }

  for (const [what, way, reason] of [
    ['exits', 'exit', /ended by status 7/],
    ['closes its channel', 'close', /ended by SIGKILL/],
    ['fills memory beside its heap', 'buffers', /ran out of memory/],
    ['sends a message of 100 MB', 'large', /a message of \d+ bytes/],
    ['sends what is no JSON', 'garbage', /is no JSON/],
    ['sends what no tracker sends', 'no_shape', /has not the shape of one/],
    ['answers for another batch', 'for_others', /has not the shape of one|answered for a batch that is not its own/],
  ] as const) {
    it(`and ${what} holds its own batches alone, and says why`, async () => {
      const { runtime } = await tracked(way);
      const status = (): { readonly lag: number; readonly error: string | null } | undefined =>
        runtime.health().trackers[0];
      await until(() => status()?.error !== null);
      assert.match(status()?.error ?? '', reason);
      assert.ok((status()?.lag ?? 0) > 0);
      assert.ok(
        logged.some(
          (line) => line.startsWith('warn the process of the trackers breakout.log ended: ') && reason.test(line),
        ),
        logged.join('\n'),
      );
      assert.equal((await runToEnd(runtime, graph('a'))).status, 'succeeded');
    });
  }

  it('writes no more lines than somebody can read, none of them long, and none with a secret', async () => {
    const many = await tracked('flood_lines');
    await until(() => many.lines.length >= 1000);
    await until(() => many.runtime.health().trackers[0]?.lag === 0);
    assert.ok(many.lines.length < 2500, String(many.lines.length));
    const long = await tracked('long_line');
    await until(() => long.lines.length > 0);
    assert.equal(long.lines[0]?.length, 10_000);
    const secret = await tracked('write_secret');
    await until(() => secret.lines.length > 0);
    assert.equal(secret.lines[0], 'the token is *** or ***');
  });

  it('that computes for ever holds neither a run nor the end, and ends with us', async () => {
    const { runtime } = await tracked('deaf_loop');
    const began = performance.now();
    await runtime.close({ timeoutMs: 300 });
    assert.ok(performance.now() - began < 5000);
  });
});
