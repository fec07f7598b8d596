// The seed's workflow, started by webhook on a real server, in a real MLflow server; also many at once, and while MLflow is down and the server
// is killed. What is there is read by MLflow's own client.
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
import { readByClient } from './client.ts';
import type { Found, FoundSpan, FoundTrace } from './client.ts';

const FOLDER = join(ROOT, 'examples', 'webhook_integration');
const EXPERIMENT = 'webhook_integration';
const AT_ONCE = 200;
const RUNS = 50;
/** How long MLflow is away in the middle of them, in seconds. */
const AWAY_S = Number(process.env['MLFLOW_AWAY_S'] ?? 20);

type Health = {
  readonly trackers: readonly { readonly name: string; readonly lag: number; readonly error: string | null }[];
};

describe("the seed's runs in MLflow", function () {
  this.timeout(300_000 + AWAY_S * 1000);
  let mlflow: RealMlflow;
  let server: ServerProcess;
  let dataDir: string;

  before(async () => {
    mlflow = await realMlflow(process.env['MLFLOW_BIN'] ?? 'mlflow');
    dataDir = await mkdtemp(join(tmpdir(), 'configurable-agents-mlflow-'));
    [server] = await Promise.all([startOurs(), mlflow.start()]);
    await post('/api/workflows', { name: 'slack_notification', config_path: 'webhook_integration.yaml' });
  });
  after(async () => {
    await server?.kill();
    await mlflow?.close();
    if (dataDir !== undefined) await rm(dataDir, { recursive: true, force: true });
  });

  const startOurs = (): Promise<ServerProcess> =>
    startServer({ dataDir, workflowsDir: FOLDER, env: { MLFLOW_TRACKING_URI: mlflow.url } });

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

  it('have a trace with the calls of their models, by which the run is found and which the run names', async () => {
    const { runs, traces } = await readByClient(mlflow.url, EXPERIMENT);
    const [trace, ...others] = traces;
    assert.ok(trace !== undefined);
    assert.deepEqual([runs.length, others.length, trace.state], [1, 0, 'OK']);
    assert.equal(trace.tags['mlflow.traceName'], 'slack_notification');
    const of = (name: string): FoundSpan => {
      const [span, ...more] = trace.spans.filter((each) => each.name === name);
      assert.ok(span !== undefined && more.length === 0, name);
      return span;
    };
    const root = of('invoke_workflow slack_notification');
    const nodes = [of('node log_event'), of('node format_notification')];
    assert.deepEqual([root.type, root.parent, ...nodes.map(({ type }) => type)], ['WORKFLOW', null, 'TASK', 'TASK']);
    assert.ok(nodes.every(({ parent }) => parent === root.id));
    const calls = trace.spans.filter(({ type }) => type === 'CHAT_MODEL');
    assert.deepEqual(new Set(calls.map(({ parent }) => parent)), new Set(nodes.map(({ id }) => id)));
    assert.equal(trace.spans.length, 5);
    assert.ok(trace.spans.every(({ start, end, status }) => start <= end && status === 'OK'));
    assert.match(JSON.stringify(calls[0]?.inputs), /"role":"user","content":"[^"]*New version deployed to production/);
    assert.match(JSON.stringify(calls[0]?.outputs), /\[echo\]/);
    assertWhole({ runs, traces });
  });

  it(`are all there, each once, after ${AT_ONCE} of them at once`, async () => {
    const before = (await readByClient(mlflow.url, EXPERIMENT)).runs.length;
    const ids = await Promise.all(Array.from({ length: AT_ONCE }, (_, i) => deliver(`at once ${i}`)));
    for (const id of ids) assert.equal(await endOf(id), 'succeeded');
    await untilCaughtUp();
    const found = await readByClient(mlflow.url, EXPERIMENT);
    assert.equal(found.runs.length, before + AT_ONCE);
    assertThere(found, ids);
    assertWhole(found);
  });

  it(`are all there, each once, with MLflow away for ${AWAY_S} s in the middle, and the server killed meanwhile`, async () => {
    const before = (await readByClient(mlflow.url, EXPERIMENT)).runs.length;
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
    await pause((AWAY_S * 1000) / 2);
    assert.equal((await tracker()).lag, lag, 'nothing is lost while it is away');
    await server.kill();
    server = await startOurs();
    await pause((AWAY_S * 1000) / 2);
    assert.equal((await tracker()).lag, lag, 'nothing is lost by the restart');
    await mlflow.start();
    await untilCaughtUp();
    const found = await readByClient(mlflow.url, EXPERIMENT);
    assert.equal(found.runs.length, before + RUNS);
    assertThere(found, ids);
    assertWhole(found);
    for (const run of finished(await readBack(mlflow.url, EXPERIMENT))) {
      assert.ok('outputs.json' in run.files && 'duration_ms' in run.metrics, run.name);
    }
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

/** Each run and each trace is there once, they name each other, and the tokens of a run are those of its trace and of its calls of models. */
function assertWhole({ runs, traces }: Found): void {
  const byId = new Map<string, FoundTrace>(traces.map((trace) => [trace.id, trace]));
  assert.deepEqual([byId.size, traces.length], [runs.length, runs.length]);
  for (const { id, status, tags, metrics } of runs) {
    assert.equal(status, 'FINISHED');
    const trace = byId.get(tags['trace_id'] ?? '');
    assert.ok(trace !== undefined, `the run ${id} names no trace that is there`);
    assert.equal(trace.metadata['mlflow.sourceRun'], id);
    const { input_tokens, output_tokens, total_tokens } = metrics;
    assert.deepEqual(trace.usage, { input_tokens, output_tokens, total_tokens });
    const ofCalls = trace.spans.reduce((sum, { usage }) => sum + (usage?.total_tokens ?? 0), 0);
    assert.equal(ofCalls, total_tokens);
  }
}

function assertThere({ runs }: Found, ids: readonly string[]): void {
  const found = runs.map(({ tags }) => tags['configurable_agents.run_id'] ?? '');
  assert.equal(new Set(found).size, found.length);
  assert.deepEqual(
    ids.filter((id) => !found.includes(id)),
    [],
  );
}
