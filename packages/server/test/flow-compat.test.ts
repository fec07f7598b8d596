// Files of the flow dialect as they are found in the world: the verdict on each, and the runs of those that need no network.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile } from '@configurable-agents/compiler';
import type { CompileResult } from '@configurable-agents/compiler';
import { migrate } from '@configurable-agents/compiler/migrate';
import { createRuntime } from '@configurable-agents/core';
import type { Runtime } from '@configurable-agents/core';
import { flowCases, inputsFor } from './support/flow-cases.ts';

/** Its run has a millisecond, which is enough on a machine that is quick enough. */
const SHORT = 'c164';
/** Runs that end otherwise, and why: too little time is asked for; what would end the loop is an answer that the echo does not give. */
const OTHERWISE: { readonly [id: string]: string } = { c164: 'RUN_TIMEOUT', c101: 'RUN_LOOP_LIMIT' };
/** Files that are not migrated, and why: Python, and a prompt without a word. */
const NOT_MIGRATED: { readonly [id: string]: string } = {
  c010: 'MIGRATE_PYTHON',
  c190: 'MIGRATE_PYTHON',
  c243: 'MIGRATE_REFUSED',
};
/** Features that the engine refuses by name. */
const REFUSED = ['tools', 'python'];

describe('files of the flow dialect', function () {
  this.timeout(60_000);
  const cases = flowCases();
  if (cases === undefined) {
    it('need COMPAT_DIR, a folder with workflows.jsonl', function () {
      this.skip();
    });
    return;
  }
  let runtime: Runtime;
  const dataDir = mkdtempSync(join(tmpdir(), 'configurable-agents-'));

  before(async () => {
    const plugins = ['echo', 'http', 'code', 'google', 'mlflow', 'console'].map((name) => ({
      specifier: import.meta.resolve(`@configurable-agents/plugin-${name}`),
      firstParty: true,
    }));
    runtime = await createRuntime({ dataDir, plugins, workers: 1, provider: 'echo' });
  });
  after(async () => {
    await runtime.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const compiled = (text: string): CompileResult => compile(text, { file: 'w.yaml', plugins: runtime.manifests });

  for (const { id, want, note, text } of cases) {
    it(`${id} is ${want}ed${note === '' ? '' : `: ${note.slice(0, 100)}`}`, () => {
      const { ok, diagnostics } = compiled(text);
      const told = diagnostics.map(
        ({ line, column, code, severity, message }) => `${line}:${column} ${severity} ${code} ${message}`,
      );
      assert.equal(ok ? 'accept' : 'reject', want === 'warn' ? 'accept' : want, told.join('\n'));
      if (want === 'warn')
        assert.ok(
          diagnostics.some(({ severity }) => severity === 'warning'),
          told.join('\n'),
        );
    });
  }

  it('are migrated where they are accepted, to files whose graphs are the same', () => {
    let count = 0;
    for (const { id, want, text } of cases) {
      if (want === 'reject') continue;
      const migration = migrate(text, { file: 'w.yaml', plugins: runtime.manifests });
      const isNative = !text.includes('schema_version');
      const code = isNative ? 'MIGRATE_NOT_FLOW' : NOT_MIGRATED[id];
      if (code !== undefined) {
        assert.equal(migration.ok ? 'migrated' : migration.code, code, id);
        continue;
      }
      assert.ok(migration.ok, `${id}: ${migration.ok ? '' : `${migration.code} ${migration.message}`}`);
      const again = compile(migration.text, { file: 'w.yaml', plugins: runtime.manifests });
      assert.deepEqual(again.graph?.features, compiled(text).graph?.features, id);
      count += 1;
    }
    console.log(`      ${count} were migrated`);
    assert.ok(count >= 110, `${count} were migrated`);
  });

  it('run to their end where they use no tools and no Python, and are refused by name where they do', async () => {
    const counts = { ran: 0, refused: 0, otherwise: 0 };
    for (const { id, text } of cases) {
      const { graph } = compiled(text);
      if (graph === undefined) continue;
      const start = async (): Promise<string> => {
        const { run_id: run } = await runtime.start({
          graph,
          workflowName: 'w',
          revision: null,
          inputs: inputsFor(graph.inputs),
          trigger: { name: 'manual', uses: 'manual' },
        });
        await runtime.result(run);
        return run;
      };
      if (graph.features.some((feature) => REFUSED.includes(feature))) {
        await assert.rejects(start(), { code: 'GRAPH_UNSUPPORTED' }, id);
        counts.refused += 1;
        continue;
      }
      const detail = runtime.reader.detail(await start());
      const isInTime = id === SHORT && detail?.status === 'succeeded';
      const code = isInTime ? undefined : OTHERWISE[id];
      if (code === undefined) assert.equal(detail?.status, 'succeeded', `${id}: ${detail?.error?.message}`);
      else assert.equal(detail?.error?.code, code, id);
      counts[code === undefined ? 'ran' : 'otherwise'] += 1;
    }
    console.log(
      `      ${counts.ran} ran to their end, ${counts.refused} were refused by name, ${counts.otherwise} ended as they had to`,
    );
    assert.ok(counts.ran >= 100, `${counts.ran} ran`);
    assert.ok(counts.refused > 0, 'none was refused');
  });
});
