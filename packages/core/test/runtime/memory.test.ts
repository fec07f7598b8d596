// A runtime that keeps nothing.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRuntime } from '@configurable-agents/core';
import type { Runtime } from '@configurable-agents/core';
import { graph } from '../support/graph.ts';
import { runToEnd, startRequest, TEST_PLUGIN } from '../support/runtime.ts';

const TRACKER = new URL('../fixtures/tracker-plugin.ts', import.meta.url).href;

describe('a runtime in memory', function () {
  this.timeout(20_000);
  const opened: Runtime[] = [];
  const openInMemory = async (write: (line: string) => void = () => {}): Promise<Runtime> => {
    const plugins = [TEST_PLUGIN, TRACKER].map((specifier) => ({ specifier, firstParty: false }));
    const runtime = await createRuntime({ memory: true, plugins, workers: 1, write });
    opened.push(runtime);
    return runtime;
  };
  afterEach(async () => await Promise.all(opened.splice(0).map((runtime) => runtime.close())));

  it('does all that one on disk does, and leaves no file', async () => {
    const before = process.cwd();
    const folder = mkdtempSync(join(tmpdir(), 'configurable-agents-memory-'));
    process.chdir(folder);
    try {
      const runtime = await openInMemory();
      const outcome = await runToEnd(runtime, graph('a -> b, a -> c, b -> d, c -> d'));
      assert.equal(outcome.status, 'succeeded');
      const detail = runtime.reader.detail(outcome.run_id);
      assert.equal(detail?.nodes.length, 4);
      assert.equal(runtime.reader.journal(outcome.run_id).at(-1)?.fact.kind, 'run.finished');
      assert.deepEqual(readdirSync(folder), []);
    } finally {
      process.chdir(before);
      rmSync(folder, { recursive: true });
    }
  });

  it('is apart from every other one, and gone when it is closed', async () => {
    const [one, other] = [await openInMemory(), await openInMemory()];
    const { run_id: id } = await runToEnd(one, graph('a'));
    assert.equal(other.reader.run(id), undefined);
    await one.close();
    const next = await openInMemory();
    assert.deepEqual(next.reader.runs().items, []);
  });

  it('runs many at once, while trackers and readers look on', async () => {
    const runtime = await openInMemory();
    const all = await Promise.all(
      Array.from({ length: 200 }, async () => (await runtime.start(startRequest(graph('a -> b')))).run_id),
    );
    for (const id of all) assert.ok(runtime.reader.run(id) !== undefined);
    const outcomes = await Promise.all(all.map(async (id) => await runtime.result(id)));
    assert.ok(outcomes.every(({ status }) => status === 'succeeded'));
    assert.equal(runtime.reader.runs({ limit: 1000 }).items.length, 200);
    while (runtime.health().trackers.some(({ lag }) => lag > 0))
      await new Promise((resolve) => setTimeout(resolve, 10));
    assert.ok(runtime.health().trackers.length > 0);
  });

  it('asks for a place when it is given none', async () => {
    await assert.rejects(createRuntime({ plugins: [] }), /give `dataDir`, or `memory: true`/);
  });
});
