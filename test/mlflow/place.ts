// A real MLflow and a real server of ours that records in it, with two workflows: the seed's, and one that is judged by gates and by a person.
import assert from 'node:assert/strict';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { realMlflow } from '../../packages/plugins/mlflow/test/support/real-mlflow.ts';
import type { RealMlflow } from '../../packages/plugins/mlflow/test/support/real-mlflow.ts';
import { ROOT } from '../support/markdown.ts';
import { startServer } from '../support/server.ts';
import type { ServerProcess } from '../support/server.ts';

export const SEED: string = join(ROOT, 'examples', 'webhook_integration', 'webhook_integration.yaml');
/** Names of the experiments. */
export const SEEDS = 'webhook_integration';
export const JUDGED = 'judged';

const WORKFLOW = `name: judged
execution:
  gates:
    - { name: short, metric: output_tokens, max: 100000 }
    - { name: thorough, metric: llm_calls, min: 2 }
    - { metric: cost_usd, max: 1 }
state:
  type: object
  properties:
    message: { type: string }
nodes:
  - name: greet
    llm: { provider: echo, model: echo }
    prompt: 'Hello, {message}'
  - name: ask
    uses: approval
    with:
      message: 'Send it to {message}?'
      form:
        type: object
        properties: { approved: { type: boolean }, note: { type: string } }
        required: [approved]
edges:
  - { from: greet, to: ask }
observability:
  mlflow: { experiment_name: ${JUDGED} }
`;

/** The same, failed by a gate that no run passes. */
const BROKEN = WORKFLOW.replace('name: judged', 'name: broken').replace('min: 2', 'min: 2, action: fail');

export type Tracker = { readonly name: string; readonly lag: number; readonly error: string | null };

export type Place = {
  readonly mlflow: RealMlflow;
  readonly post: (path: string, body: object) => Promise<{ readonly [field: string]: unknown }>;
  /** Starts a run by webhook and gives its id. */
  readonly deliver: (workflow: string, message: string) => Promise<string>;
  /** A run that asks, from its begin to its end with an answer. */
  readonly judge: (workflow: string, message: string) => Promise<string>;
  readonly tracker: () => Promise<Tracker>;
  readonly untilCaughtUp: () => Promise<void>;
  /** How a run ended, once it has. */
  readonly endOf: (id: string) => Promise<string>;
  /** Kills the server of ours, and starts another one on its store. */
  readonly killOurs: () => Promise<void>;
  readonly complaints: () => string;
  readonly close: () => Promise<void>;
};

export async function openPlace(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'configurable-agents-mlflow-'));
  const [dataDir, workflowsDir] = [join(folder, 'data'), join(folder, 'workflows')];
  await cp(SEED, join(workflowsDir, 'webhook_integration.yaml'));
  await writeFile(join(workflowsDir, 'judged.yaml'), WORKFLOW);
  await writeFile(join(workflowsDir, 'broken.yaml'), BROKEN);
  const mlflow = await realMlflow(process.env['MLFLOW_BIN'] ?? 'mlflow');
  const startOurs = (): Promise<ServerProcess> =>
    startServer({ dataDir, workflowsDir, env: { MLFLOW_TRACKING_URI: mlflow.url } });
  let [server] = await Promise.all([startOurs(), mlflow.start()]);

  async function get<T>(path: string): Promise<T> {
    return (await (await fetch(server.url + path)).json()) as T;
  }
  const place: Place = {
    mlflow,
    post: async (path, body) => {
      const headers = { 'Content-Type': 'application/json' };
      const response = await fetch(server.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
      assert.ok(response.ok, await response.clone().text());
      return (await response.json()) as { readonly [field: string]: unknown };
    },
    deliver: async (workflow, message) => {
      const inputs = { event_type: 'deployment', message, slack_channel: '#alerts' };
      const given = workflow === 'slack_notification' ? inputs : { message };
      const { run_id: id } = await place.post('/webhooks/generic', { workflow_name: workflow, inputs: given });
      return String(id);
    },
    judge: async (workflow, message) => {
      const id = await place.deliver(workflow, message);
      while ((await get<Run>(`/api/runs/${id}?payloads=false`)).status !== 'waiting') await pause(20);
      await place.post(`/api/runs/${id}/approvals/ask`, { answer: { approved: false, note: 'not now' }, by: 'ann' });
      return id;
    },
    tracker: async () => {
      const { trackers } = await get<{ readonly trackers: readonly Tracker[] }>('/healthz');
      const found = trackers.find(({ name }) => name === 'mlflow');
      assert.ok(found !== undefined);
      return found;
    },
    untilCaughtUp: async () => {
      while ((await place.tracker()).lag > 0) await pause(100);
    },
    endOf: async (id) => {
      for (;;) {
        const run = await get<Run>(`/api/runs/${id}?payloads=false`);
        if (run.finished_at !== null) return run.status;
        await pause(20);
      }
    },
    killOurs: async () => {
      await server.kill();
      server = await startOurs();
    },
    complaints: () => server.complaints(),
    close: async () => {
      await server.kill();
      await mlflow.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  await place.post('/api/workflows', { name: 'slack_notification', config_path: 'webhook_integration.yaml' });
  for (const name of ['judged', 'broken']) await place.post('/api/workflows', { name, config_path: `${name}.yaml` });
  return place;
}

type Run = { readonly status: string; readonly finished_at: string | null };
