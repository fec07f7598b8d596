// The seed's workflow, started by webhook on a real server, in a real MLflow server; also while that is down.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readBack } from '../../packages/plugins/mlflow/test/support/read-back.ts';
import type { ReadBack } from '../../packages/plugins/mlflow/test/support/read-back.ts';
import { realMlflow } from '../../packages/plugins/mlflow/test/support/real-mlflow.ts';
import type { RealMlflow } from '../../packages/plugins/mlflow/test/support/real-mlflow.ts';
import { ROOT } from '../support/markdown.ts';
import { startServer } from '../support/server.ts';
import type { ServerProcess } from '../support/server.ts';

const FOLDER = join(ROOT, 'examples', 'webhook_integration');
const EXPERIMENT = 'webhook_integration';
const RUNS = 50;
/** How long MLflow is away in the middle of them. */
const AWAY_MS = 20_000;

type Health = {
  readonly trackers: readonly { readonly name: string; readonly lag: number; readonly error: string | null }[];
};

describe("the seed's runs in MLflow", () => {
  let mlflow: RealMlflow;
  let server: ServerProcess;
  let dataDir: string;

  before(async () => {
    mlflow = await realMlflow(process.env['MLFLOW_BIN'] ?? 'mlflow');
    dataDir = await mkdtemp(join(tmpdir(), 'configurable-agents-mlflow-'));
    const start = { dataDir, workflowsDir: FOLDER, env: { MLFLOW_TRACKING_URI: mlflow.url } };
    [server] = await Promise.all([startServer(start), mlflow.start()]);
    await post('/api/workflows', { name: 'slack_notification', config_path: 'webhook_integration.yaml' });
  });
  after(async () => {
    await server?.kill();
    await mlflow?.close();
    if (dataDir !== undefined) await rm(dataDir, { recursive: true, force: true });
  });

  async function post(path: string, body: object): Promise<{ readonly [field: string]: unknown }> {
    const headers = { 'Content-Type': 'application/json' };
    const response = await fetch(`${server.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    assert.ok(response.ok, await response.clone().text());
    return (await response.json()) as { readonly [field: string]: unknown };
  }

  async function deliver(message: string): Promise<string> {
    const inputs = { event_type: 'deployment', message, slack_channel: '#alerts' };
    const { run_id: id } = await post('/webhooks/generic', { workflow_name: 'slack_notification', inputs });
    return String(id);
  }

  async function tracker(): Promise<Health['trackers'][number]> {
    const health = (await (await fetch(`${server.url}/healthz`)).json()) as Health;
    const found = health.trackers.find(({ name }) => name === 'mlflow');
    assert.ok(found !== undefined);
    return found;
  }

  async function untilCaughtUp(): Promise<void> {
    while ((await tracker()).lag > 0) await pause(100);
  }

  const finished = (runs: readonly ReadBack[]): readonly ReadBack[] =>
    runs.filter(({ status, endTime }) => status === 'FINISHED' && endTime !== undefined);

  it('have parameters, metrics, tags and artifacts', async () => {
    const id = await deliver('New version deployed to production');
    await endOf(id);
    await untilCaughtUp();
    const [run, ...others] = finished(await readBack(mlflow.url, EXPERIMENT));
    assert.ok(run !== undefined);
    assert.equal(others.length, 0);
    assert.match(run.name, /^slack_notification-/);
    assert.deepEqual(
      [run.params['event_type'], run.params['message'], run.params['slack_channel']],
      ['deployment', 'New version deployed to production', '#alerts'],
    );
    assert.ok((run.metrics['duration_ms'] ?? -1) >= 0);
    assert.equal(run.metrics['nodes_total'], 2);
    assert.ok((run.metrics['total_tokens'] ?? 0) > 0);
    assert.equal(run.tags['configurable_agents.run_id'], id);
    assert.equal(run.files['workflow.yaml'], await readFile(join(FOLDER, 'webhook_integration.yaml'), 'utf8'));
    assert.equal((JSON.parse(run.files['inputs.json'] ?? '') as { message: string }).message, run.params['message']);
    assert.match(run.files['outputs.json'] ?? '', /\[echo\]/);
  });

  it(`are all there after ${RUNS} of them with MLflow away for ${AWAY_MS / 1000} s in the middle`, async () => {
    const before = finished(await readBack(mlflow.url, EXPERIMENT, { withFiles: false })).length;
    const ids: string[] = [];
    const send = async (count: number): Promise<void> => {
      for (let i = 0; i < count; i += 1) ids.push(await deliver(`run ${ids.length}`));
    };
    await send(RUNS / 2);
    await mlflow.stop();
    await send(RUNS / 2);
    // The runs themselves do not wait for it.
    for (const id of ids) assert.equal(await endOf(id), 'succeeded');
    while ((await tracker()).error === null) await pause(100);
    const { lag, error } = await tracker();
    assert.ok(lag > 0);
    assert.match(String(error), /MLflow/);
    await pause(AWAY_MS);
    assert.equal((await tracker()).lag, lag, 'nothing is lost while it is away');
    await mlflow.start();
    await untilCaughtUp();
    const runs = finished(await readBack(mlflow.url, EXPERIMENT));
    assert.equal(runs.length, before + RUNS);
    const recorded = new Set(runs.map(({ tags }) => tags['configurable_agents.run_id']));
    assert.deepEqual(
      ids.filter((id) => !recorded.has(id)),
      [],
    );
    for (const run of runs) assert.ok('outputs.json' in run.files && 'duration_ms' in run.metrics, run.name);
    const said = server
      .complaints()
      .split('\n')
      .filter((line) => line.includes('mlflow'));
    assert.ok(said.length <= 4, `it is said once that MLflow is away, and once that it is back:\n${said.join('\n')}`);
  });

  /** How a run ended, once it has. */
  async function endOf(id: string): Promise<string> {
    for (;;) {
      const run = (await (await fetch(`${server.url}/api/runs/${id}?payloads=false`)).json()) as {
        readonly status: string;
        readonly finished_at: string | null;
      };
      if (run.finished_at !== null) return run.status;
      await pause(20);
    }
  }
});
