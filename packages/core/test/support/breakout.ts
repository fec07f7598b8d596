// The plugin that tries to break out, in each tier.
import type { PluginSource, RunOutcome, Runtime, RuntimeOptions } from '@configurable-agents/core';
import type { ActionNode, ExecutionGraph } from '@configurable-agents/core/graph';
import { graph } from './graph.ts';
import { open, runToEnd } from './runtime.ts';

export type Tier = 'worker' | 'process';

export const SECRETS = {
  BREAKOUT_TOKEN: 'the-token-itself',
  BREAKOUT_OTHER: 'the-other-one',
  NOT_FOR_IT: 'of-somebody-else',
};

/** In a hurry, but patient enough for a process that starts on a busy machine. */
export const TUNING = { graceMs: 300, beatMs: 50, blockedBeats: 400, idleMs: 500, memoryMb: 128 } as const;

export function breakout(isolation: Tier, more: Partial<PluginSource> = {}): PluginSource {
  const specifier = new URL('../fixtures/breakout/plugin.ts', import.meta.url).href;
  return { specifier, firstParty: false, isolation, ...more };
}

export async function openBreakout(source: PluginSource, options: Partial<RuntimeOptions> = {}): Promise<Runtime> {
  return await open({
    plugins: [source],
    env: { ...process.env, ...SECRETS },
    lanes: TUNING,
    cpuWorkers: 1,
    ...options,
  });
}

/** A graph of one node that goes a way. */
export function wayOut(
  way: string,
  input: { readonly [name: string]: string } = {},
  node: Partial<ActionNode> = {},
): ExecutionGraph {
  return graph('a', { a: { uses: 'breakout.try', with: { kind: 'literal', value: { way, ...input } }, ...node } });
}

/** How far a way led: what the plugin got, or the code and the message of the failure. */
export async function goes(
  runtime: Runtime,
  way: string,
  input: { readonly [name: string]: string } = {},
): Promise<RunOutcome> {
  return await runToEnd(runtime, wayOut(way, input, { timeout_ms: 20_000 }));
}
