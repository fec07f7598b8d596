// Workflows whose outcome was computed by an independent interpreter, through the compiler and the runtime.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile } from '@configurable-agents/compiler';
import { createRuntime } from '@configurable-agents/core';
import type { Runtime } from '@configurable-agents/core';
import { assertExpected, engineCases } from './support/engine-cases.ts';

describe('workflows of the compatibility file', function () {
  this.timeout(30_000);
  const cases = engineCases();
  if (cases === undefined) {
    it('need COMPAT_DIR, a folder with engine.jsonl', function () {
      this.skip();
    });
    return;
  }
  let runtime: Runtime;
  const dataDir = mkdtempSync(join(tmpdir(), 'configurable-agents-'));

  before(async () => {
    const plugins = ['code', 'http', 'echo'].map((name) => ({
      specifier: import.meta.resolve(`@configurable-agents/plugin-${name}`),
      firstParty: true,
    }));
    runtime = await createRuntime({ dataDir, plugins, workers: 1 });
  });
  after(async () => {
    await runtime.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  for (const each of cases) {
    const { id, files, inputs, note } = each;
    it(`${id}: ${note}`, async () => {
      const { graph, diagnostics } = compile(files['w.yaml'] ?? '', {
        file: 'w.yaml',
        plugins: runtime.manifests,
        workflow: (reference) => {
          const file = reference.replace('./', '');
          const source = files[file];
          return source === undefined ? undefined : { file, source };
        },
      });
      const errors = diagnostics.filter(({ severity }) => severity === 'error');
      assert.ok(
        graph,
        errors.map(({ line, column, code, message }) => `${line}:${column} ${code} ${message}`).join('\n'),
      );
      const { run_id } = await runtime.start({
        graph,
        workflowName: 'w',
        revision: null,
        inputs,
        trigger: { name: 'manual', uses: 'manual' },
      });
      await runtime.result(run_id);
      const detail = runtime.reader.detail(run_id);
      assert.ok(detail);
      assertExpected(each, detail);
    });
  }
});
