// Starts runs at a steady rate, with or without tracker `mlflow`, and prints what they took as JSON. Arguments: runs a second, seconds, and the
// address of an MLflow server where runs are to be recorded.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createRuntime, expectShortLives } from '@configurable-agents/core';
import { manifestOf } from '@configurable-agents/plugin-sdk';
import { compile } from '@configurable-agents/compiler';
import { plugin as mlflow } from '@configurable-agents/plugin-mlflow';
import { median, timed } from './measure.ts';
import { peakMegabytes } from './peak.ts';
import type { Tracked } from './tracking.ts';
import { plugin } from './noop-plugin.ts';
import { EVENT, NOOP, WORKFLOW } from './runtime.ts';

const [rate = 1000, seconds = 1] = process.argv.slice(2, 4).map(Number);
const url = process.argv[4];
const TICK_MS = 10;
const CATCH_UP_MS = 5000;

const source = url === undefined ? WORKFLOW : `${WORKFLOW}observability: { mlflow: {} }\n`;
const { graph } = compile(source, { file: 'bench.yaml', plugins: [manifestOf(plugin), manifestOf(mlflow)] });
if (graph === undefined) throw new Error('the workflow of the benchmark does not compile');

expectShortLives();
const dataDir = mkdtempSync(join(tmpdir(), 'bench-'));
const plugins = [NOOP, import.meta.resolve('@configurable-agents/plugin-mlflow')];
const runtime = await createRuntime({
  dataDir,
  plugins: plugins.map((specifier) => ({ specifier, firstParty: true })),
  workers: 1,
  env: { ...process.env, MLFLOW_TRACKING_URI: url ?? '' },
});
const trigger = { name: 'manual', uses: 'manual' };
const latencies: number[] = [];

async function run(): Promise<void> {
  const ms = await timed(async () => {
    const { run_id: id } = await runtime.start({
      graph: graph as NonNullable<typeof graph>,
      workflowName: 'bench',
      revision: null,
      inputs: EVENT,
      trigger,
    });
    const { status } = await runtime.result(id);
    if (status !== 'succeeded') throw new Error(`a run ended ${status}`);
  });
  latencies.push(ms);
}

/** So many runs in all, as many as their time has come for. */
async function steadily(total: number): Promise<void> {
  const all: Promise<void>[] = [];
  const start = performance.now();
  while (all.length < total) {
    const due = Math.min(total, Math.ceil(((performance.now() - start) / 1000) * rate));
    while (all.length < due) all.push(run());
    await pause(TICK_MS);
  }
  await Promise.all(all);
}

await steadily(rate);
latencies.length = 0;
const total = rate * seconds;
// Of this thread alone, which is what the runs share.
const before = process.threadCpuUsage();
const ms = await timed(() => steadily(total));
const { user, system } = process.threadCpuUsage(before);
// What has not been taken is caught up with, which is to take no more memory either.
await pause(CATCH_UP_MS);
const said: Tracked = {
  perSecond: (total / ms) * 1000,
  medianMs: median(latencies),
  mainUs: (user + system) / total,
  peakMb: peakMegabytes(),
};
process.stdout.write(JSON.stringify(said));
await runtime.close({ timeoutMs: 0 });
rmSync(dataDir, { recursive: true, force: true });
