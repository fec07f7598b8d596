import assert from 'node:assert/strict';
import { exportRun, importRuns, openReader } from '@configurable-agents/core';
import type { RunExport } from '@configurable-agents/core';
import { closeAll, newDataDir, open, runToEnd, startRequest } from '../support/runtime.ts';
import { graph } from '../support/graph.ts';

const LARGE = 'x'.repeat(1_200_000);

async function recorded(): Promise<{ readonly dataDir: string; readonly runId: string; readonly file: RunExport }> {
  const dataDir = newDataDir();
  const runtime = await open({ dataDir });
  const work = graph('a -> b', { a: { with: { kind: 'literal', value: { value: LARGE } } } });
  const { run_id: runId } = await runToEnd(runtime, work);
  await runtime.close();
  return { dataDir, runId, file: exportRun(dataDir, runId) };
}

describe('an exported run', function () {
  this.timeout(20_000);
  afterEach(closeAll);

  it('is the same run in another store, with its large values once', async () => {
    const { dataDir, runId, file } = await recorded();
    assert.equal(Object.keys(file.payloads).length, 1);
    const target = newDataDir();
    const [imported] = await importRuns(target, JSON.stringify(file));
    assert.deepEqual(imported, { run_id: runId, status: 'succeeded', unchanged: false, open: false });
    const [here, there] = [openReader(dataDir), openReader(target)];
    assert.deepEqual(there.detail(runId), here.detail(runId));
    assert.deepEqual(there.journal(runId), here.journal(runId));
    here.close();
    there.close();
    assert.deepEqual(exportRun(target, runId), file);
  });

  it('changes nothing where it is there already, and is refused where its facts are others', async () => {
    const { dataDir, runId, file } = await recorded();
    assert.equal((await importRuns(dataDir, JSON.stringify(file)))[0]?.unchanged, true);
    const [run] = file.runs;
    assert.ok(run);
    const facts = run.facts.map((fact, i) => (i === 1 ? { ...fact, body: { ...fact.body, time: 1 } } : fact));
    const other = { ...file, runs: [{ ...run, facts }] };
    await assert.rejects(importRuns(dataDir, JSON.stringify(other)), { code: 'RUN_CONFLICT' });
    const reader = openReader(dataDir);
    assert.equal(reader.runs().items.length, 1);
    assert.equal(reader.journal(runId).length, run.facts.length);
    reader.close();
  });

  it('takes no part of a file that is wrong, and says what is', async () => {
    const { file } = await recorded();
    const [run] = file.runs;
    assert.ok(run);
    const [hash = ''] = Object.keys(file.payloads);
    const [graphHash = ''] = Object.keys(file.graphs);
    const wrong: readonly (readonly [text: string, message: RegExp])[] = [
      ['{', /the file is no exported run/],
      ['[]', /must be object/],
      [JSON.stringify({ ...file, format: 2 }), /format 2, this release reads up to 1; update/],
      [JSON.stringify({ ...file, runs: [{ ...run, facts: run.facts.slice(1) }] }), /has 2 in the place of 1/],
      [
        JSON.stringify({ ...file, runs: [{ ...run, facts: run.facts.slice(0, -1) }] }),
        /ends as running, the file says/,
      ],
      [JSON.stringify({ ...file, payloads: { ...file.payloads, [hash]: '"y"' } }), /was changed/],
      [JSON.stringify({ ...file, payloads: {} }), /does not hold the value/],
      [JSON.stringify({ ...file, graphs: {} }), /does not hold the graph/],
      [
        JSON.stringify({ ...file, graphs: { [graphHash]: { ...file.graphs[graphHash], name: 'other' } } }),
        /the graph [\w:-]+ was changed/,
      ],
      [
        JSON.stringify({
          ...file,
          runs: [{ ...run, facts: run.facts.map((fact, i) => (i === 1 ? { ...fact, kind: 'run.danced' } : fact)) }],
        }),
        /fact 2 .* of the kind run\.danced, which this release does not know/,
      ],
    ];
    const target = newDataDir();
    for (const [text, message] of wrong) {
      await assert.rejects(importRuns(target, text), { code: 'EXPORT_INVALID', message });
    }
    assert.throws(() => openReader(target), { code: 'STORE_MISSING' });
  });

  it('that is open stays as it is: nothing goes on until an engine resumes it', async () => {
    const source = newDataDir();
    const runtime = await open({ dataDir: source });
    const waiting = graph('nap', {
      nap: { kind: 'wait', wait: { for: 'signal', signal: 'go', schema: true } },
    });
    const { run_id: runId } = await runtime.start(startRequest(waiting));
    const until = Promise.withResolvers<void>();
    runtime.subscribe(() => until.resolve());
    if (runtime.reader.run(runId)?.status !== 'waiting') await until.promise;
    const text = JSON.stringify(exportRun(source, runId));
    const target = newDataDir();
    const [imported] = await importRuns(target, text);
    assert.equal(imported?.open, true);
    const left = await open({ dataDir: target, recover: false });
    assert.equal(left.reader.run(runId)?.status, imported.status);
    assert.equal(left.health().running, 0);
  });

  it('is not there', () => {
    assert.throws(() => exportRun(newDataDir(), 'x'), { code: 'STORE_MISSING' });
  });
});
