// The compatibility workflows by the command and through the server, each a process of its own: from source a part of them, all of
// them where the tests run on what was built.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createClient, dataOf } from '@configurable-agents/client';
import { openReader } from '@configurable-agents/core';
import { assertExpected, engineCases } from '../packages/server/test/support/engine-cases.ts';
import type { Ended, EngineCase } from '../packages/server/test/support/engine-cases.ts';
import { BIN, CONDITIONS, startServer } from './support/server.ts';
import type { ServerProcess } from './support/server.ts';

/** Processes at once. */
const LANES = 2;
/** A start from source takes three times as long, so only every so many cases are run by it. */
const EVERY = CONDITIONS.length === 0 ? 1 : 10;

describe('compatibility workflows', function () {
  // A minute on a machine with nothing else to do.
  this.timeout(600_000);
  const all = engineCases();
  if (all === undefined) {
    it('need COMPAT_DIR, a folder with engine.jsonl', function () {
      this.skip();
    });
    return;
  }
  const some = all.filter((_, i) => i % EVERY === 0);
  const root = mkdtempSync(join(tmpdir(), 'configurable-agents-compat-'));
  let server: ServerProcess | undefined;

  before(() => {
    for (const { id, files } of all) {
      for (const [name, text] of Object.entries(files)) {
        const path = join(root, 'workflows', id, name);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, text);
      }
    }
  });
  after(async () => {
    await server?.kill();
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  });

  it(`${some.length} of ${all.length} end as expected by \`run FILE --json\``, async () => {
    await inLanes(some, async (each, lane) => {
      const dataDir = join(root, `command-${lane}`);
      const printed = await command(each, { root, dataDir });
      const reader = openReader(dataDir);
      const detail = reader.detail(String(printed['run_id']));
      reader.close();
      assert.ok(detail);
      // What it prints counts; of the nodes it prints nothing.
      assertExpected(each, { ...detail, ...(printed as Omit<Ended, 'nodes'>) });
    });
  });

  it(`all ${all.length} end as expected by \`POST /api/runs?wait\``, async () => {
    server = await startServer({ dataDir: join(root, 'server'), workflowsDir: join(root, 'workflows') });
    const api = createClient(server);
    await inLanes(all, async (each) => {
      const { id, files, inputs } = each;
      const { run_id: run } = dataOf(
        await api.POST('/api/runs', {
          params: { query: { wait: '30s' } },
          body: { source: files['w.yaml'] ?? '', path: `${id}/w.yaml`, inputs },
        }),
      );
      assertExpected(each, dataOf(await api.GET('/api/runs/{id}', { params: { path: { id: run } } })));
    });
    assert.equal(await server.stop(), 0);
  });
});

/** Runs a task for each case, some at once. An error says which case it is about. */
async function inLanes(
  cases: readonly EngineCase[],
  task: (each: EngineCase, lane: number) => Promise<void>,
): Promise<void> {
  const left = [...cases];
  await Promise.all(
    Array.from({ length: LANES }, async (_, lane) => {
      for (let each = left.shift(); each !== undefined; each = left.shift()) {
        try {
          await task(each, lane);
        } catch (error) {
          left.length = 0;
          throw new Error(`${each.id} (${each.note}): ${error instanceof Error ? error.message : String(error)}`, {
            cause: error,
          });
        }
      }
    }),
  );
}

async function command(
  { id, inputs, expect }: EngineCase,
  { root, dataDir }: { readonly root: string; readonly dataDir: string },
): Promise<{ readonly [name: string]: unknown }> {
  const file = join(root, 'workflows', id, 'w.yaml');
  const inputsFile = join(root, 'workflows', id, 'inputs.json');
  writeFileSync(inputsFile, JSON.stringify(inputs));
  const args = [...CONDITIONS, BIN, 'run', file, '--json', '--inputs', inputsFile, '--data-dir', dataDir];
  const { promise, resolve } = Promise.withResolvers<{
    readonly code: unknown;
    readonly out: string;
    readonly err: string;
  }>();
  execFile(process.execPath, args, { cwd: root }, (error, out, err) => resolve({ code: error?.code ?? 0, out, err }));
  const { code, out, err } = await promise;
  assert.equal(code, expect.status === 'succeeded' ? 0 : 1, err);
  return JSON.parse(out) as { readonly [name: string]: unknown };
}
