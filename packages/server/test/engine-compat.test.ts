// Workflows whose outcome was computed by an independent interpreter, through the compiler and the runtime. COMPAT_DIR is a folder
// with engine.jsonl; by default the one beside the checkout.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from '@configurable-agents/compiler';
import { createRuntime } from '@configurable-agents/core';
import type { Runtime } from '@configurable-agents/core';
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';

type Case = {
  readonly id: string;
  readonly files: { readonly [name: string]: string };
  readonly inputs: JsonObject;
  readonly expect: {
    readonly status: string;
    readonly state: JsonObject;
    readonly result: Json;
    readonly nodes: { readonly [key: string]: string };
    readonly error_node?: string;
    readonly error_code?: string;
    readonly attempts?: { readonly [key: string]: number };
    readonly never_started?: readonly string[];
  };
  readonly note: string;
};

const DIR = process.env['COMPAT_DIR'] ?? fileURLToPath(new URL('../../../../shared/compat', import.meta.url));
const CASES = `${DIR}/engine.jsonl`;

describe('workflows of the compatibility file', function () {
  this.timeout(30_000);
  if (!existsSync(CASES)) {
    it('need COMPAT_DIR, a folder with engine.jsonl', function () {
      this.skip();
    });
    return;
  }
  const cases = readFileSync(CASES, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Case);
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

  for (const { id, files, inputs, expect, note } of cases) {
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
      const outcome = await runtime.result(run_id);
      const { nodes = [] } = runtime.reader.detail(run_id) ?? {};
      const ran = nodes.filter(({ attempt, status }) => attempt > 0 || status === 'skipped' || status === 'failed');
      assert.equal(outcome.status, expect.status, outcome.error?.message);
      assert.deepEqual(withoutNull(outcome.state), withoutNull(expect.state));
      assert.deepEqual(outcome.result, expect.result);
      assert.deepEqual(sorted(ran.map(({ key, status }) => [key, status])), sorted(Object.entries(expect.nodes)));
      const attempts = ran.filter(({ attempt }) => attempt > 1).map(({ key, attempt }) => [key, attempt] as const);
      assert.deepEqual(sorted(attempts), sorted(Object.entries(expect.attempts ?? {})));
      if (expect.error_node !== undefined) assert.equal(outcome.error?.node, expect.error_node);
      if (expect.error_code === 'RUN_LOOP_LIMIT' || expect.error_code === 'RUN_MAP_LIMIT') {
        assert.equal(outcome.error?.code, expect.error_code);
      }
    });
  }
});

/** A field without a value is not there for the interpreter, and null for us. */
function withoutNull(state: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(state).filter(([, value]) => value !== null));
}

function sorted<T>(entries: readonly (readonly [string, T])[]): { readonly [key: string]: T } {
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
