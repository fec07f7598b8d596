import assert from 'node:assert/strict';
import type { TrackedRun } from '@configurable-agents/plugin-sdk';
import { openFakeMlflow } from './support/fake-mlflow.ts';
import type { FakeMlflow } from './support/fake-mlflow.ts';
import type { FakeRun } from './support/fake-store.ts';
import { openHost } from './support/host.ts';
import type { Host } from './support/host.ts';
import { BEGIN, END, factsOf, runIdOf, runningRun, trackedNode, trackedRun } from './support/run.ts';

describe('recording of runs', () => {
  let fake: FakeMlflow;
  let host: Host;
  beforeEach(async () => {
    fake = await openFakeMlflow();
    host = openHost({ url: fake.url });
  });
  afterEach(() => fake.stop());

  const begin = async (run: TrackedRun): Promise<void> => {
    host.runs.set(run.run_id, { ...run, status: 'running', finished_at: null });
    await host.hand(factsOf(run, { kinds: BEGIN }));
  };
  const end = async (run: TrackedRun): Promise<void> => {
    host.runs.set(run.run_id, run);
    await host.hand(factsOf(run, { pos: 10, kinds: END }));
  };
  const whole = async (run: TrackedRun): Promise<FakeRun> => {
    host.runs.set(run.run_id, run);
    await host.hand(factsOf(run));
    return onlyRun();
  };
  const onlyRun = (): FakeRun => {
    assert.equal(fake.store.runs.length, 1);
    return fake.store.runs[0] as FakeRun;
  };
  const fileNames = (): readonly string[] =>
    [...fake.store.artifacts.keys()].map((path) => path.split('/').at(-1) ?? '');
  const file = (name: string): unknown => {
    const { experimentId, id } = onlyRun();
    return JSON.parse(fake.store.artifacts.get(`${experimentId}/${id}/artifacts/${name}`) ?? 'null');
  };

  it('shows a run as running when it begins, and in full when it is over', async () => {
    const run = trackedRun();
    await begin(run);
    const { experimentId, name, status, start_time, tags, params, metrics } = onlyRun();
    assert.equal(fake.store.experiments.find(({ id }) => id === experimentId)?.name, 'greetings');
    assert.deepEqual([name, status, start_time], ['hello-00000001', 'RUNNING', Date.parse('2026-01-01T00:00:00.100Z')]);
    assert.equal(tags.get('configurable_agents.run_id'), run.run_id);
    assert.deepEqual([params.size, metrics.size, fake.store.artifacts.size], [0, 0, 0]);

    await end(run);
    const { status: ended, end_time } = onlyRun();
    assert.deepEqual([ended, end_time], ['FINISHED', Date.parse('2026-01-01T00:00:02.100Z')]);
    assert.deepEqual(
      [...params],
      [
        ['name', 'Ada'],
        ['times', '2'],
        ['loud', 'true'],
      ],
    );
    assert.equal(metrics.get('duration_ms')?.[0]?.value, 2000);
    assert.deepEqual(fileNames(), ['workflow.yaml', 'inputs.json', 'outputs.json']);
    assert.deepEqual(file('inputs.json'), run.inputs);
    assert.deepEqual(host.lines, []);
  });

  it('records a run whose facts come in one batch, and one whose begin was never seen', async () => {
    const run = await whole(trackedRun());
    assert.equal(run.status, 'FINISHED');
    const other = trackedRun({ run_id: runIdOf(2) });
    await end(other);
    assert.deepEqual(
      fake.store.runs.map(({ status }) => status),
      ['FINISHED', 'FINISHED'],
    );
  });

  it('ends a failed run as FAILED with its error, and a cancelled one as KILLED', async () => {
    const error = { code: 'NODE_FAILED', class: 'unavailable', message: 'the service answered 503' };
    const failed = await whole(
      trackedRun({
        status: 'failed',
        result: null,
        error: { code: 'NODE_FAILED', message: 'the service answered 503', node: 'greet' },
        nodes: [trackedNode({ status: 'failed', output: null, error })],
      }),
    );
    assert.equal(failed.status, 'FAILED');
    assert.deepEqual([failed.tags.get('error.type'), failed.tags.get('error.node')], ['NODE_FAILED', 'greet']);
    assert.deepEqual(file('error.json'), {
      code: 'NODE_FAILED',
      node: 'greet',
      message: 'the service answered 503',
      nodes: [{ key: 'greet', attempt: 1, ...error }],
    });
    await end(trackedRun({ run_id: runIdOf(2), status: 'cancelled' }));
    assert.equal(fake.store.runs[1]?.status, 'KILLED');
  });

  it('sends costs only where they are known', async () => {
    const usage = { input_tokens: 11, output_tokens: 5, cost_usd: 0.25 };
    const known = await whole(
      trackedRun({ usage, nodes: [trackedNode({ usage })], models: { greet: 'google/gemini-2.5-flash' } }),
    );
    assert.equal(known.metrics.get('cost_usd')?.[0]?.value, 0.25);
    assert.equal(known.metrics.get('total_tokens')?.[0]?.value, 16);
    assert.equal(known.params.get('model.greet'), 'google/gemini-2.5-flash');
    assert.deepEqual(file('cost.json'), {
      ...usage,
      nodes: [{ key: 'greet', model: 'google/gemini-2.5-flash', ...usage }],
    });
  });

  it('sends no value of an input or an output with `capture: metadata`', async () => {
    const secret = 'confidential';
    const run = await whole(
      trackedRun({
        status: 'failed',
        source: `inputs: [{ name: q, default: ${secret} }]`,
        inputs: { q: secret },
        state: { q: secret },
        result: secret,
        error: { code: 'NODE_FAILED', message: `no ${secret}`, node: 'greet' },
        nodes: [
          trackedNode({
            input: secret,
            output: secret,
            error: { code: 'NODE_FAILED', class: 'error', message: `no ${secret}` },
          }),
        ],
        models: { greet: 'echo/echo' },
        settings: { capture: 'metadata' },
      }),
    );
    const sent = JSON.stringify([...run.params, ...run.tags, ...run.metrics, ...fake.store.artifacts]);
    assert.ok(!sent.includes(secret), sent);
    assert.deepEqual([...run.params.keys()], ['model.greet']);
    assert.deepEqual(fileNames(), ['error.json']);
    assert.equal(run.status, 'FAILED');
  });

  it('asks for nothing for an empty batch, nor for attempts of a run that the journal has no longer', async () => {
    await host.hand([]);
    await host.hand(factsOf(trackedRun(), { kinds: ['node.scheduled', 'node.completed'] }));
    assert.equal(fake.seen.length, 0);
  });

  describe('that come again', () => {
    it('costs no request in the same process', async () => {
      const run = trackedRun();
      await begin(run);
      await end(run);
      const count = fake.seen.length;
      await host.hand(factsOf(run));
      assert.equal(fake.seen.length, count);
    });

    it('changes nothing after a restart', async () => {
      const run = trackedRun();
      await whole(run);
      const before = structuredClone(onlyRun());
      const count = fake.writes().length;
      host.restart();
      await host.hand(factsOf(run));
      assert.deepEqual(onlyRun(), before);
      assert.equal(fake.writes().length, count);
    });

    it('ends after a restart the run that was begun before it', async () => {
      const run = trackedRun();
      await begin(run);
      host.restart();
      await end(run);
      assert.equal(onlyRun().status, 'FINISHED');
    });

    it('finds a run whose creation was answered too late', async () => {
      const impatient = openHost({ url: fake.url, timeoutMs: 50 });
      const run = runningRun();
      impatient.runs.set(run.run_id, run);
      let isLost = true;
      fake.intercept = ({ path }) => {
        if (!isLost || !path.endsWith('runs/create')) return undefined;
        isLost = false;
        const tags = [{ key: 'configurable_agents.run_id', value: run.run_id }];
        fake.store.createRun({ experiment_id: '1', run_name: 'r', tags });
        return null;
      };
      await assert.rejects(impatient.hand(factsOf(run, { kinds: BEGIN })), { code: 'MLFLOW_TIMEOUT' });
      await begin(run);
      assert.equal(fake.store.runs.length, 1);
    });

    it('never gives a parameter another value', async () => {
      const run = trackedRun();
      await begin(run);
      onlyRun().params.set('name', 'Grace');
      host.restart();
      await end(run);
      assert.deepEqual(
        [...onlyRun().params],
        [
          ['name', 'Grace'],
          ['times', '2'],
          ['loud', 'true'],
        ],
      );
      assert.equal(onlyRun().status, 'FINISHED');
      assert.deepEqual(host.lines, []);
    });

    it('goes on where a failure stopped it', async () => {
      const run = trackedRun();
      fake.intercept = ({ path }) => (path.endsWith('outputs.json') ? { status: 503 } : undefined);
      host.runs.set(run.run_id, run);
      await assert.rejects(host.hand(factsOf(run)), { code: 'MLFLOW_UNAVAILABLE' });
      assert.equal(onlyRun().status, 'RUNNING');
      const count = fake.seen.length;
      fake.intercept = () => undefined;
      await host.hand(factsOf(run));
      assert.deepEqual(
        fake.seen.slice(count).map(({ path }) => path.split('/').at(-1)),
        ['outputs.json', 'update'],
      );
      assert.equal(onlyRun().status, 'FINISHED');
    });

    it('leaves a run alone that a person deleted', async () => {
      const run = trackedRun();
      await begin(run);
      onlyRun().isDeleted = true;
      host.restart();
      await end(run);
      assert.equal(onlyRun().status, 'RUNNING');
      assert.deepEqual(host.lines, []);
    });
  });

  describe('of an experiment', () => {
    it('creates it once for all runs of a batch', async () => {
      const runs = Array.from({ length: 20 }, (_, index) => trackedRun({ run_id: runIdOf(index) }));
      for (const run of runs) host.runs.set(run.run_id, run);
      await host.hand(runs.flatMap((run) => factsOf(run)));
      assert.equal(fake.store.runs.length, 20);
      assert.equal(fake.seen.filter(({ path }) => path.includes('/experiments/')).length, 2);
    });

    it('takes the one that another process creates at the same time', async () => {
      fake.intercept = ({ path }) => {
        if (path.endsWith('experiments/create')) fake.store.createExperiment({ name: 'greetings' });
        return undefined;
      };
      await whole(trackedRun());
      assert.equal(onlyRun().experimentId, '1');
    });

    it('is named by the workflow where nothing else is said, after the prefix of the configuration', async () => {
      host = openHost({ url: fake.url, config: { experiment_prefix: 'staging/' } });
      await whole(trackedRun({ settings: {} }));
      assert.equal(fake.store.experiments[1]?.name, 'staging/hello');
    });

    it('that is deleted says so once for each run, names it, and lets the other runs of the batch through', async () => {
      fake.store.createExperiment({ name: 'greetings' }).isDeleted = true;
      const runs = [1, 2].map((number) => trackedRun({ run_id: runIdOf(number) }));
      const other = trackedRun({ run_id: runIdOf(3), settings: {} });
      for (const run of [...runs, other]) await begin(run).then(() => end(run));
      assert.equal(fake.store.runs.length, 1);
      assert.equal(host.lines.length, 2);
      const [first = ''] = host.lines;
      assert.match(
        first,
        /^mlflow: run 00000001 of hello is not recorded in full: the experiment "greetings" \(id 1\) is deleted/,
      );
      assert.match(first, /mlflow experiments restore --experiment-id 1/);
    });

    it('that is deleted while its id is remembered is looked up again', async () => {
      await begin(trackedRun());
      (fake.store.experiments[1] ?? assert.fail()).isDeleted = true;
      await begin(trackedRun({ run_id: runIdOf(2) }));
      assert.match(host.lines.join('\n'), /the experiment "greetings" \(id 1\) is deleted/);
    });

    it('that was removed for good while its id is remembered is created again', async () => {
      await begin(trackedRun());
      fake.store.experiments.splice(0, 2, { id: '7', name: 'Default', isDeleted: false });
      await end(trackedRun({ run_id: runIdOf(2) }));
      assert.equal(fake.store.runs[1]?.status, 'FINISHED');
      assert.deepEqual(host.lines, []);
    });
  });

  describe('what MLflow will never take', () => {
    it('is left out of that run with a line, while the rest of it and the other runs go on', async () => {
      const [bad, good] = [1, 2].map((number) => trackedRun({ run_id: runIdOf(number) }));
      fake.intercept = ({ path, body }) =>
        path.endsWith('log-batch') && body.includes('00000000001"')
          ? { status: 400, body: '{"error_code":"INVALID_PARAMETER_VALUE","message":"no\\u001b[2J\\nsecond line"}' }
          : undefined;
      for (const run of [bad, good]) host.runs.set(run?.run_id ?? '', run as TrackedRun);
      await host.hand([bad, good].flatMap((run) => factsOf(run as TrackedRun)));
      assert.deepEqual(
        fake.store.runs.map(({ status }) => status),
        ['FINISHED', 'FINISHED'],
      );
      assert.equal(fake.store.artifacts.size, 6);
      assert.equal(host.lines.length, 1);
      assert.match(
        host.lines[0] ?? '',
        /^mlflow: run 0000000[12] of hello is not recorded in full: MLflow answers 400 to POST runs\/log-batch: no \[2J$/,
      );
    });

    it('is one line for many runs', async () => {
      fake.intercept = ({ path }) => (path.endsWith('runs/create') ? { status: 400, body: '{}' } : undefined);
      const runs = [1, 2, 3].map((number) => trackedRun({ run_id: runIdOf(number) }));
      for (const run of runs) host.runs.set(run.run_id, run);
      await host.hand(runs.flatMap((run) => factsOf(run)));
      assert.equal(host.lines.length, 1);
      assert.match(
        host.lines[0] ?? '',
        /^mlflow: 3 runs, such as 00000001 of hello, are not recorded in full: MLflow answers 400/,
      );
    });

    it('is a run that was removed from MLflow while it ran', async () => {
      await begin(trackedRun());
      fake.store.runs.length = 0;
      await end(trackedRun());
      await host.hand(factsOf(trackedRun(), { kinds: END }));
      assert.equal(fake.store.artifacts.size, 0);
      assert.equal(host.lines.length, 1);
      assert.match(host.lines[0] ?? '', /answers 404 to POST runs\/log-batch: Run with id=\w+ not found$/);
    });

    it('is a run that the journal has no longer', async () => {
      await host.hand(factsOf(trackedRun()));
      assert.deepEqual(host.lines, [
        'mlflow: run 00000001 of a workflow is not recorded in full: the journal has it no longer',
      ]);
    });

    it('is a run that the tracker itself stumbles over, and none beside it', async () => {
      const strange = { ...trackedRun(), nodes: null } as unknown as TrackedRun;
      host.runs.set(strange.run_id, strange);
      const good = trackedRun({ run_id: runIdOf(2) });
      host.runs.set(good.run_id, good);
      await host.hand([strange, good].flatMap((run) => factsOf(run)));
      assert.equal(host.lines.length, 1);
      assert.ok(fake.store.runs.some(({ status }) => status === 'FINISHED'));
    });
  });

  describe('files', () => {
    for (const [what, root] of [
      ['in a store that only the server reaches', 's3://bucket/path'],
      ['on the disk of the server', '/var/mlruns'],
      ['behind another server', 'mlflow-artifacts://elsewhere:5000'],
    ] as const) {
      it(`kept ${what} are left out, which is said once`, async () => {
        fake.store.artifactRoot = root;
        await whole(trackedRun());
        await end(trackedRun({ run_id: runIdOf(2) }));
        assert.deepEqual(
          fake.store.runs.map(({ status }) => status),
          ['FINISHED', 'FINISHED'],
        );
        assert.equal(fake.store.artifacts.size, 0);
        assert.equal(host.lines.length, 1);
        assert.match(
          host.lines[0] ?? '',
          /^mlflow: the experiment "greetings" keeps its artifacts at .*--serve-artifacts/,
        );
      });
    }

    for (const [server, body] of [
      [
        'a current server',
        '{"detail":"Artifact serving is disabled. Run `mlflow server` with `--serve-artifacts` to enable."}',
      ],
      ['an older server', 'Endpoint: /api disabled due to the mlflow server running with `--no-serve-artifacts`.'],
    ] as const) {
      it(`are left out where ${server} does not pass them on any more, which is said once`, async () => {
        fake.intercept = ({ method }) => (method === 'PUT' ? { status: 503, body } : undefined);
        const run = await whole(trackedRun());
        assert.equal(run.status, 'FINISHED');
        assert.equal(host.lines.length, 1);
        assert.match(host.lines[0] ?? '', /--no-serve-artifacts; files of runs are left out$/);
      });
    }

    it('that are refused are left out, and the run ends', async () => {
      fake.intercept = ({ path }) => (path.endsWith('outputs.json') ? { status: 413, body: '<html>' } : undefined);
      const run = await whole(trackedRun());
      assert.equal(run.status, 'FINISHED');
      assert.deepEqual(fileNames(), ['workflow.yaml', 'inputs.json']);
      assert.match(host.lines[0] ?? '', /MLflow answers 413 to PUT artifacts$/);
    });

    it('are cut to what goes through', async () => {
      const run = await whole(trackedRun({ inputs: { text: '\u0001'.repeat(2_000_000), small: 'whole' } }));
      assert.equal(run.status, 'FINISHED');
      const inputs = file('inputs.json') as { readonly text: string; readonly small: string };
      assert.equal(inputs.small, 'whole');
      assert.match(inputs.text, /… \[cut, 2000000 characters\]$/);
      for (const content of fake.store.artifacts.values()) assert.ok(Buffer.byteLength(content) <= 1_000_000);
    });
  });

  it('splits what is too much for one request', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 350 }, (_, index) => [`input${index}`, '\u0002'.repeat(6000)]),
    );
    const nodes = Array.from({ length: 1500 }, (_, index) => trackedNode({ key: `n${index}`, node: `n${index}` }));
    const run = await whole(trackedRun({ inputs: many, nodes }));
    assert.deepEqual([run.params.size, run.status], [350, 'FINISHED']);
    assert.equal([...run.metrics.keys()].filter((key) => key.startsWith('node.')).length, 1500);
    assert.deepEqual(host.lines, []);
  });
});
