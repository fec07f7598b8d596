// A runtime with a workflow of three nodes that do nothing, on disk or in memory.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile } from '@configurable-agents/compiler';
import { createRuntime } from '@configurable-agents/core';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import { manifestOf } from '@configurable-agents/plugin-sdk';
import { plugin } from './noop-plugin.ts';

export const NOOP: string = new URL('noop-plugin.ts', import.meta.url).href;

const WORKFLOW = `name: bench
state: { type: object, properties: { message: { type: string } } }
nodes:
  - { name: log_event, uses: bench.noop, with: { message: "{message}" } }
  - { name: format_notification, uses: bench.noop, with: { message: "{log_event.text}" } }
  - { name: send, uses: bench.noop, with: { message: "{format_notification.text}" } }
`;

export type ThreeNodes = { readonly run: () => Promise<void>; readonly close: () => Promise<void> };

export function threeNodes(): ExecutionGraph {
  const { graph } = compile(WORKFLOW, { file: 'bench.yaml', plugins: [manifestOf(plugin)] });
  if (graph === undefined) throw new Error('the benchmark workflow does not compile');
  return graph;
}

export async function openThreeNodes(options: {
  readonly threads: number;
  readonly memory: boolean;
}): Promise<ThreeNodes> {
  const { threads: workers, memory } = options;
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-'));
  const plugins = [{ specifier: NOOP, firstParty: true }];
  const runtime = await createRuntime({ dataDir, memory, plugins, workers });
  const graph = threeNodes();
  const trigger = { name: 'manual', uses: 'manual' };
  const inputs = { message: 'hello' };
  return {
    run: async () => {
      const { run_id } = await runtime.start({ graph, workflowName: 'bench', revision: null, inputs, trigger });
      const outcome = await runtime.result(run_id);
      if (outcome.status !== 'succeeded') throw new Error(`a run ended ${outcome.status}`);
    },
    close: async () => {
      await runtime.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
