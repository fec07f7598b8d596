// A runtime with a workflow, on disk or in memory; most often one of three nodes that do nothing.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile } from '@configurable-agents/compiler';
import { createRuntime } from '@configurable-agents/core';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import { manifestOf } from '@configurable-agents/plugin-sdk';
import type { JsonObject } from '@configurable-agents/plugin-sdk';
import { plugin } from './noop-plugin.ts';

export const NOOP: string = new URL('noop-plugin.ts', import.meta.url).href;

/** Of three nodes that do nothing. */
export const WORKFLOW: string = `name: bench
state:
  type: object
  properties: { event_type: { type: string }, message: { type: string }, slack_channel: { type: string } }
nodes:
  - { name: log_event, uses: bench.noop, with: { message: "{message}" } }
  - { name: format_notification, uses: bench.noop, with: { message: "{log_event.output.text}" } }
  - { name: send, uses: bench.noop, with: { message: "{format_notification.output.text}" } }
`;

/** What a run of it begins with. */
export const EVENT = {
  event_type: 'deployment',
  message: 'New version deployed to production',
  slack_channel: '#alerts',
} as const;

export type OpenWorkflow = { readonly run: () => Promise<void>; readonly close: () => Promise<void> };
type Options = { readonly threads: number; readonly memory: boolean };

export function graphOf(source: string): ExecutionGraph {
  const { graph } = compile(source, { file: 'bench.yaml', plugins: [manifestOf(plugin)] });
  if (graph === undefined) throw new Error('the benchmark workflow does not compile');
  return graph;
}

export function threeNodes(): ExecutionGraph {
  return graphOf(WORKFLOW);
}

export async function openThreeNodes(options: Options): Promise<OpenWorkflow> {
  return await openWorkflow(threeNodes(), { ...options, inputs: EVENT });
}

/** `run` starts the workflow and resolves when it has succeeded. */
export async function openWorkflow(
  graph: ExecutionGraph,
  { threads: workers, memory, inputs = {} }: Options & { readonly inputs?: JsonObject },
): Promise<OpenWorkflow> {
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-'));
  const plugins = [{ specifier: NOOP, firstParty: true }];
  const runtime = await createRuntime({ dataDir, memory, plugins, workers });
  const trigger = { name: 'manual', uses: 'manual' };
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
