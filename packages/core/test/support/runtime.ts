// Real runtimes on temporary data directories, closed and removed after each test.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRuntime } from '@configurable-agents/core';
import type { RunOutcome, Runtime, RuntimeOptions, StartRequest } from '@configurable-agents/core';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import type { JsonObject } from '@configurable-agents/plugin-sdk';

export const TEST_PLUGIN: string = new URL('../fixtures/test-plugin.ts', import.meta.url).href;

const opened: Runtime[] = [];
const directories: string[] = [];

export function newDataDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'configurable-agents-'));
  directories.push(dir);
  return dir;
}

export async function open(options: Partial<RuntimeOptions> = {}): Promise<Runtime> {
  const runtime = await createRuntime({
    dataDir: newDataDir(),
    plugins: [{ specifier: TEST_PLUGIN, firstParty: false }],
    workers: 1,
    ...options,
  });
  opened.push(runtime);
  return runtime;
}

/** Call it in `afterEach`. */
export async function closeAll(): Promise<void> {
  await Promise.all(opened.splice(0).map((runtime) => runtime.close()));
  for (const dir of directories.splice(0)) rmSync(dir, { recursive: true, force: true });
}

export function startRequest(graph: ExecutionGraph, inputs: JsonObject = {}): StartRequest {
  return { graph, workflowName: graph.name, revision: null, inputs, trigger: { name: 'manual', uses: 'manual' } };
}

export async function runToEnd(runtime: Runtime, graph: ExecutionGraph, inputs: JsonObject = {}): Promise<RunOutcome> {
  const { run_id } = await runtime.start(startRequest(graph, inputs));
  return await runtime.result(run_id);
}
