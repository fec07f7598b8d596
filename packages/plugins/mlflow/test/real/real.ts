// The tracker against a real MLflow server, read back by its REST API. The command that starts it is named by MLFLOW_BIN,
// such as /tmp/mlflow-venv/bin/mlflow; without it the tests are skipped.
import assert from 'node:assert/strict';
import { RetryableError } from '@configurable-agents/plugin-sdk';
import type { TrackedRun } from '@configurable-agents/plugin-sdk';
import { mlflowTraceId } from '../../src/trace/ids.ts';
import { itIsAnMlflow } from '../support/contract.ts';
import { openHost } from '../support/host.ts';
import type { Host } from '../support/host.ts';
import { readBack } from '../support/read-back.ts';
import type { ReadBack } from '../support/read-back.ts';
import { realMlflow } from '../support/real-mlflow.ts';
import type { RealMlflow } from '../support/real-mlflow.ts';
import { BEGIN, END, factsOf, runIdOf, trackedNode, trackedRun } from '../support/run.ts';

const usage = { input_tokens: 1000, output_tokens: 100, cost_usd: 0.000105 };
const run = (number: number, given: Partial<TrackedRun> = {}): TrackedRun =>
  trackedRun({ run_id: runIdOf(0x1000 + number), ...given });

describe('a real MLflow', function () {
  // Other tests run beside these, with servers of their own.
  this.timeout(300_000);
  let server: RealMlflow;
  let host: Host;
  before(async function () {
    const command = process.env['MLFLOW_BIN'];
    if (command === undefined) return this.skip();
    server = await realMlflow(command);
    await server.start();
  });
  beforeEach(() => {
    // A real server on a busy machine takes seconds for a request, which is not what is tested here.
    host = openHost({ url: server.url, timeoutMs: 60_000, budgetMs: 120_000 });
  });
  after(() => server?.close());

  const begin = async (run: TrackedRun): Promise<void> => {
    host.runs.set(run.run_id, { ...run, status: 'running', finished_at: null });
    await host.hand(factsOf(run, { kinds: BEGIN }));
  };
  const end = async (run: TrackedRun): Promise<void> => {
    host.runs.set(run.run_id, run);
    await host.hand(factsOf(run, { kinds: END }));
  };
  const read = (experiment = 'greetings'): Promise<readonly ReadBack[]> => readBack(server.url, experiment);
  const readRun = async ({ run_id }: TrackedRun, experiment?: string): Promise<ReadBack> => {
    const found = (await read(experiment)).filter(({ tags }) => tags['configurable_agents.run_id'] === run_id);
    assert.equal(found.length, 1, `${found.length} runs carry ${run_id}`);
    return found[0] as ReadBack;
  };

  // Both are groups, for they run in this order: the second one starts the server with other options.
  describe('keeps the contract of the fake', () => itIsAnMlflow(() => server));

  describe('and the tracker', () => {
    let allowedHosts = '';

    it('shows a run as running, then in full', async () => {
      const given = run(1, {
        usage,
        nodes: [trackedNode({ usage }), trackedNode({ key: 'n#1[2]', node: 'n', status: 'skipped', started_at: null })],
        models: { greet: 'google/gemini-2.5-flash' },
        inputs: { name: 'Ada \ud83d\ude00 \ud800 \0', empty: '', list: [1] },
        settings: { experiment_name: 'greetings', tags: { team: 'blue', 'a:b': 1 } },
      });
      await begin(given);
      const begun = await readRun(given);
      assert.deepEqual([begun.name, begun.status, begun.files], ['hello-00001001', 'RUNNING', {}]);
      assert.equal(begun.startTime, Date.parse(given.started_at ?? ''));

      await end(given);
      const { name, status, endTime, params, metrics, tags, files } = await readRun(given);
      assert.deepEqual([name, status, endTime], ['hello-00001001', 'FINISHED', Date.parse(given.finished_at ?? '')]);
      assert.deepEqual(params, {
        name: 'Ada \ud83d\ude00 \ufffd \ufffd',
        empty: '',
        'model.greet': 'google/gemini-2.5-flash',
      });
      assert.deepEqual(metrics, {
        duration_ms: 2000,
        nodes_total: 2,
        nodes_failed: 0,
        nodes_skipped: 1,
        input_tokens: 1000,
        output_tokens: 100,
        total_tokens: 1100,
        cost_usd: 0.000105,
        'node.greet.duration_ms': 1000,
      });
      assert.deepEqual(tags, {
        'configurable_agents.run_id': given.run_id,
        'mlflow.runName': 'hello-00001001',
        'mlflow.user': 'configurable-agents',
        'mlflow.source.name': 'hello',
        'mlflow.source.type': 'JOB',
        'workflow.name': 'hello',
        'workflow.version': '3',
        'workflow.config_hash': 'abc123',
        'trigger.name': 'hook',
        'trigger.kind': 'webhook',
        'trigger.event_type': 'push',
        'trigger.delivery_id': 'delivery-1',
        team: 'blue',
        a_b: '1',
        trace_id: mlflowTraceId(given.run_id),
      });
      assert.deepEqual(Object.keys(files).toSorted(), ['cost.json', 'inputs.json', 'outputs.json', 'workflow.yaml']);
      assert.equal(files['workflow.yaml'], given.source);
      assert.equal((JSON.parse(files['outputs.json'] ?? '') as { readonly result: unknown }).result, given.result);
      assert.deepEqual(host.lines, []);
    });

    it('shows a failed run with its error, and a cancelled one', async () => {
      const error = { code: 'NODE_FAILED', class: 'unavailable', message: 'the service answered 503' };
      const failed = run(2, {
        status: 'failed',
        error: { code: 'NODE_FAILED', message: 'the service answered 503', node: 'greet' },
        nodes: [trackedNode({ status: 'failed', error })],
      });
      await end(failed);
      const { status, tags, files } = await readRun(failed);
      assert.deepEqual([status, tags['error.type'], tags['error.node']], ['FAILED', 'NODE_FAILED', 'greet']);
      assert.match(files['error.json'] ?? '', /"message": "the service answered 503"/);
      const cancelled = run(3, { status: 'cancelled' });
      await end(cancelled);
      assert.equal((await readRun(cancelled)).status, 'KILLED');
    });

    it('takes what had to be split and cut', async () => {
      const many = Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`i${index}`, 'é'.repeat(7000)]));
      const nodes = Array.from({ length: 1200 }, (_, index) => trackedNode({ key: `n${index}`, node: `n${index}` }));
      const given = run(4, { inputs: many, nodes, state: { large: 'x'.repeat(3_000_000) } });
      await end(given);
      const { status, params, metrics, files } = await readRun(given);
      assert.equal(status, 'FINISHED');
      assert.deepEqual([Object.keys(params).length, Object.keys(metrics).length], [250, 1204]);
      assert.match(params['i0'] ?? '', /é… \[cut, 7000 characters\]$/);
      assert.ok((files['outputs.json'] ?? '').length <= 1_000_000);
      assert.deepEqual(host.lines, []);
    });

    it('keeps everything as it is when facts come again, in this process and in the next', async () => {
      const given = run(5, { usage });
      await begin(given);
      host.restart();
      await end(given);
      const before = await readRun(given);
      await host.hand(factsOf(given));
      host.restart();
      await host.hand(factsOf(given));
      assert.deepEqual(await readRun(given), before);
      assert.deepEqual(host.lines, []);
    });

    it('says that a deleted experiment is deleted', async () => {
      const given = run(6, { settings: { experiment_name: 'contract-deleted' } });
      await end(given);
      assert.match(host.lines.join('\n'), /the experiment "contract-deleted" \(id \d+\) is deleted in MLflow/);
    });

    it('is caught up with after it was away in the middle of a run, and in the middle of a batch', async () => {
      const [begun, ...others] = Array.from({ length: 30 }, (_, index) => run(100 + index));
      await begin(begun as TrackedRun);
      await server.stop();
      const all = [begun as TrackedRun, ...others];
      for (const each of all) host.runs.set(each.run_id, each);
      const facts = all.flatMap((each) => factsOf(each));
      await assert.rejects(host.hand(facts), RetryableError);
      await assert.rejects(host.hand(facts), RetryableError);
      assert.equal(host.lines.length, 1);
      assert.match(host.lines[0] ?? '', /no MLflow server answers at/);

      await server.start();
      const half = host.hand(facts).then(
        () => undefined,
        (error: unknown) => error,
      );
      // Away again as soon as some of the batch are through; where all are, the next delivery has nothing to do.
      const ended = async (): Promise<number> => {
        const runs = await readBack(server.url, 'greetings', { withFiles: false });
        return runs.filter(({ status }) => status === 'FINISHED').length;
      };
      const from = await ended();
      for (let polls = 0; polls < 100 && (await ended()) < from + 3; polls += 1);
      await server.stop();
      const failure = await half;
      assert.ok(failure === undefined || failure instanceof RetryableError, String(failure));
      await server.start();
      for (let deliveries = 0; deliveries < 10; deliveries += 1) {
        const next: unknown = await host.hand(facts).catch((error: unknown) => error);
        if (next === undefined) break;
        assert.ok(next instanceof RetryableError && next.code === 'MLFLOW_INTERRUPTED', String(next));
      }
      const found = await read();
      for (const { run_id } of all) {
        const [read, ...more] = found.filter(({ tags }) => tags['configurable_agents.run_id'] === run_id);
        assert.equal(more.length, 0);
        assert.deepEqual([read?.status, read?.params['name']], ['FINISHED', 'Ada']);
        assert.equal(Object.keys(read?.files ?? {}).length, 3);
      }
      assert.match(host.lines.at(-1) ?? '', /records runs again; \d+ runs caught up$/);
    });

    it('that refuses the host name is recognised', async () => {
      await server.stop();
      await server.start({ args: ['--allowed-hosts', 'mlflow.example'] });
      const given = run(200);
      host.runs.set(given.run_id, given);
      await assert.rejects(host.hand(factsOf(given)), { code: 'MLFLOW_HOST_CHECK' });
      [, allowedHosts = ''] = /--allowed-hosts "([^"]+)"/.exec(host.lines[0] ?? '') ?? [];
      assert.notEqual(allowedHosts, '');
    });

    it('that was started as the line says, and passes no files on any more, gets runs without files', async () => {
      const direct = ['--no-serve-artifacts', '--default-artifact-root', './direct'];
      await server.stop();
      await server.start({ args: ['--allowed-hosts', allowedHosts, ...direct] });
      for (const [number, experiment] of ['greetings', 'greetings-without-files'].entries()) {
        const given = run(300 + number, { settings: { experiment_name: experiment } });
        await end(given);
        const [found] = (await readBack(server.url, experiment, { withFiles: false })).filter(
          ({ tags }) => tags['configurable_agents.run_id'] === given.run_id,
        );
        assert.equal(found?.status, 'FINISHED');
      }
      assert.equal(host.lines.length, 2);
      assert.match(host.lines[0] ?? '', /it runs with --no-serve-artifacts; files of runs are left out$/);
      assert.match(
        host.lines[1] ?? '',
        /the experiment "greetings-without-files" keeps its artifacts at a path of its own/,
      );
    });
  });
});
