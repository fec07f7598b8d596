import assert from 'node:assert/strict';
import type { JsonObject, TrackedFact, TrackedRun } from '@configurable-agents/plugin-sdk';
import { openFakeMlflow } from '../support/fake-mlflow.ts';
import type { FakeMlflow } from '../support/fake-mlflow.ts';
import type { FakeTrace } from '../support/fake-store.ts';
import { openHost } from '../support/host.ts';
import type { Host } from '../support/host.ts';
import { factsOf, runningRun, trackedRun } from '../support/run.ts';

const T0 = Date.UTC(2026, 0, 1);
const TRACE = 'tr-01900000000070008000000000000001';
const used = { provider: 'google', model: 'gemini-2.5-flash', input_tokens: 11, output_tokens: 5, cost_usd: 0.25 };
const usage = { input_tokens: 11, output_tokens: 5, cost_usd: 0.25 };

/** Facts of run 1, a millisecond apart. */
function facts(...given: readonly (JsonObject & { readonly kind: string })[]): readonly TrackedFact[] {
  return given.map((fact, index) => ({
    pos: index + 1,
    runId: trackedRun().run_id,
    workflowName: 'hello',
    fact: { sequence: index + 1, time: new Date(T0 + 1000 + index).toISOString(), ...fact },
  }));
}

const SCHEDULED = { kind: 'node.scheduled', key: 'greet', node: 'greet', attempt: 1 };
const COMPLETED = {
  kind: 'node.completed',
  key: 'greet',
  node: 'greet',
  attempt: 1,
  duration_ms: 500,
  input: { prompt: 'Ada' },
  output: 'Hello',
  models: [used],
};
const WHOLE = facts({ kind: 'run.accepted' }, { kind: 'run.started' }, SCHEDULED, COMPLETED, { kind: 'run.finished' });

describe('the trace of a run', () => {
  let fake: FakeMlflow;
  let host: Host;
  beforeEach(async () => {
    fake = await openFakeMlflow();
    host = openHost({ url: fake.url });
  });
  afterEach(() => fake.stop());

  const trace = (): FakeTrace => {
    assert.deepEqual([...fake.store.traces.keys()], [TRACE]);
    return fake.store.traces.get(TRACE) as FakeTrace;
  };
  const names = (): readonly string[] => [...trace().spans.values()].map(({ name }) => name);
  const hand = async (batch: readonly TrackedFact[], run: TrackedRun): Promise<void> => {
    host.runs.set(run.run_id, run);
    await host.hand(batch);
  };
  const posts = (): number => fake.seen.filter(({ path }) => path === '/v1/traces').length;

  it('has the spans of what has ended while the run goes on, and the whole when it is over', async () => {
    await hand(WHOLE.slice(0, 3), runningRun());
    assert.equal(fake.store.traces.size, 0);
    await hand(WHOLE.slice(3, 4), runningRun());
    assert.deepEqual(names(), ['node greet', 'chat gemini-2.5-flash']);
    assert.equal(trace().info, undefined);
    await hand(WHOLE.slice(4), trackedRun({ usage }));
    assert.deepEqual(names(), ['node greet', 'chat gemini-2.5-flash', 'invoke_workflow hello']);
    const root = [...trace().spans.values()].find(({ parentId }) => parentId === undefined);
    assert.equal(root?.name, 'invoke_workflow hello');
    assert.equal(root.attributes['mlflow.spanType'], 'WORKFLOW');
    assert.deepEqual(root.attributes['mlflow.spanInputs'], trackedRun().inputs);
    const [run] = fake.store.runs;
    assert.equal(run?.tags.get('trace_id'), TRACE);
    assert.deepEqual(trace().info, {
      trace_id: TRACE,
      client_request_id: 'delivery-1',
      trace_location: { type: 'MLFLOW_EXPERIMENT', mlflow_experiment: { experiment_id: run?.experimentId } },
      request_time: '2026-01-01T00:00:00.100Z',
      execution_duration: '2.000s',
      state: 'OK',
      request_preview: '{"name":"Ada","times":2,"loud":true,"list":[1,2]}',
      response_preview: 'Hello, Ada',
      trace_metadata: {
        'mlflow.trace_schema.version': '3',
        'mlflow.sourceRun': run?.id,
        'mlflow.trace.tokenUsage': '{"input_tokens":11,"output_tokens":5,"total_tokens":16}',
        'mlflow.trace.cost': '{"total_cost":0.25}',
      },
      tags: { 'mlflow.traceName': 'hello', 'configurable_agents.run_id': trackedRun().run_id },
    });
    assert.deepEqual(host.lines, []);
  });

  it('takes one request for spans and one for the rest where a run came and went in one batch', async () => {
    await hand(WHOLE, trackedRun());
    assert.equal(posts(), 1);
    assert.equal(fake.seen.filter(({ path }) => path === '/api/3.0/mlflow/traces').length, 1);
    assert.equal(names().length, 3);
  });

  it('has all spans of a run that is over before its facts have come', async () => {
    await hand(WHOLE.slice(0, 2), trackedRun());
    assert.equal(fake.store.runs[0]?.status, 'RUNNING');
    await host.hand(WHOLE.slice(2, 4));
    await host.hand(WHOLE.slice(4));
    assert.equal(names().length, 3);
    assert.equal(fake.store.runs[0]?.status, 'FINISHED');
  });

  it('tells the server which experiment and which run it is of', async () => {
    await hand(WHOLE, trackedRun());
    const headers = fake.seen.find(({ path }) => path === '/v1/traces')?.headers;
    const [run] = fake.store.runs;
    assert.equal(headers?.['x-mlflow-experiment-id'], run?.experimentId);
    assert.equal(headers?.['x-mlflow-run-id'], run?.id);
  });

  it('is the same when all of it comes again, from this process or another one', async () => {
    await hand(WHOLE, trackedRun());
    const before = structuredClone([...trace().spans]);
    await host.hand(WHOLE);
    assert.equal(posts(), 1, 'what is known to be there is not sent again');
    host.restart();
    await host.hand(WHOLE);
    assert.deepEqual([...trace().spans], before);
    assert.equal(fake.store.runs.length, 1);
  });

  it('is whole when the process ends between any two requests', async () => {
    for (let last = 0; last < 12; last += 1) {
      const other = await openFakeMlflow();
      const at = openHost({ url: other.url });
      at.runs.set(trackedRun().run_id, trackedRun());
      other.intercept = () => (other.seen.length > last ? { status: 503 } : undefined);
      await at.hand(WHOLE).catch(() => {});
      at.restart();
      other.intercept = () => undefined;
      await at.hand(WHOLE);
      assert.equal(other.store.runs.length, 1);
      assert.equal(other.store.traces.get(TRACE)?.spans.size, 3, `after ${last} requests`);
      assert.equal(other.store.traces.get(TRACE)?.info?.state, 'OK');
      await other.stop();
    }
  });

  it('goes on at what was not sent when the server comes back', async () => {
    await hand(WHOLE.slice(0, 2), runningRun());
    fake.intercept = ({ path }) => (path === '/v1/traces' ? { status: 503 } : undefined);
    await assert.rejects(hand(WHOLE.slice(2, 4), runningRun()), { retryable: true });
    fake.intercept = () => undefined;
    await host.hand(WHOLE.slice(2, 4));
    assert.deepEqual(names(), ['node greet', 'chat gemini-2.5-flash']);
  });

  it('says how the run failed', async () => {
    const error = { code: 'HTTP_503', message: 'the shop said no to Ada', node: 'greet' };
    await hand(WHOLE, trackedRun({ status: 'failed', result: null, error }));
    const root = [...trace().spans.values()].find(({ parentId }) => parentId === undefined);
    assert.deepEqual(root?.status, { code: 2, message: error.message });
    assert.deepEqual(root.events, [
      { name: 'exception', attributes: { 'exception.type': 'HTTP_503', 'exception.message': error.message } },
    ]);
    assert.equal(trace().info?.state, 'ERROR');
  });

  it('has no content with `capture: metadata`', async () => {
    const error = { code: 'HTTP_503', message: 'the shop said no to Ada', node: 'greet' };
    const settings = { capture: 'metadata' };
    await hand(WHOLE, trackedRun({ status: 'failed', result: 'Hello, Ada', error, settings }));
    const sent = JSON.stringify([[...trace().spans], trace().info], (_, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    );
    assert.ok(!/Ada|Hello/.test(sent), sent);
    assert.equal(trace().spans.size, 3);
  });

  it('is of the session and the user that tags of the workflow name', async () => {
    const tags = { 'mlflow.trace.session': 'thread-7', 'mlflow.trace.user': 'ada', team: 'blue' };
    await hand(WHOLE, trackedRun({ settings: { tags } }));
    const { trace_metadata: metadata, tags: given } = trace().info ?? {};
    assert.deepEqual([metadata?.['mlflow.trace.session'], metadata?.['mlflow.trace.user']], ['thread-7', 'ada']);
    assert.equal(given?.['team'], 'blue');
    assert.ok(!('mlflow.trace.user' in (given ?? {})));
    const root = [...trace().spans.values()].find(({ parentId }) => parentId === undefined);
    assert.deepEqual([root?.attributes['session.id'], root?.attributes['user.id']], ['thread-7', 'ada']);
  });

  it('has no spans on a server that takes none, which is said once', async () => {
    fake.store.takesSpans = false;
    await hand(WHOLE, trackedRun());
    host.runs.set('b', trackedRun({ run_id: 'b' }));
    await host.hand(factsOf(trackedRun({ run_id: 'b' })));
    assert.equal(posts(), 1);
    assert.equal(fake.store.traces.size, 2);
    for (const { spans, info } of fake.store.traces.values()) assert.deepEqual([spans.size, info?.state], [0, 'OK']);
    assert.equal(fake.store.runs[0]?.status, 'FINISHED');
    assert.equal(host.lines.length, 1);
    assert.match(host.lines[0] ?? '', /^mlflow: the server takes no spans .*MLflow 3\.6 or newer with a database/);
  });

  it('is none on a server without traces, and the run is recorded all the same', async () => {
    fake.store.takesSpans = false;
    fake.store.takesTraces = false;
    await hand(WHOLE, trackedRun());
    assert.equal(fake.store.traces.size, 0);
    const [run] = fake.store.runs;
    assert.equal(run?.status, 'FINISHED');
    assert.equal(run.tags.has('trace_id'), false);
    assert.match(host.lines[1] ?? '', /no traces of MLflow 3/);
  });

  it('is looked for again after an outage, when a newer server may have come', async () => {
    fake.store.takesSpans = false;
    await hand(WHOLE, trackedRun());
    fake.intercept = () => ({ status: 503 });
    const second = trackedRun({ run_id: '01900000-0000-7000-8000-000000000002' });
    host.runs.set(second.run_id, second);
    await assert.rejects(host.hand(factsOf(second)), { retryable: true });
    fake.intercept = () => undefined;
    fake.store.takesSpans = true;
    await host.hand(factsOf(second));
    assert.equal(fake.store.traces.get('tr-01900000000070008000000000000002')?.spans.size, 1);
  });

  it('waits where spans could not be stored, and does without them after five times', async () => {
    fake.intercept = ({ path }) =>
      path === '/v1/traces'
        ? { status: 422, body: '{"detail":"Failed to log OpenTelemetry spans: locked"}' }
        : undefined;
    host.runs.set(trackedRun().run_id, trackedRun());
    for (let time = 1; time <= 4; time += 1) await assert.rejects(host.hand(WHOLE), { code: 'MLFLOW_SPANS_FAILED' });
    await host.hand(WHOLE);
    assert.equal(fake.store.runs[0]?.status, 'FINISHED');
    assert.match(
      host.lines.find((line) => line.includes('not recorded in full')) ?? '',
      /could not store spans \(422\)/,
    );
  });

  it('and its run are those of the second end where a person had a failed run go on', async () => {
    const error = { code: 'HTTP_503', message: 'no', node: 'greet' };
    await hand(WHOLE, trackedRun({ status: 'failed', result: null, error }));
    assert.equal(fake.store.runs[0]?.tags.get('error.type'), 'HTTP_503');
    const again = facts(...WHOLE.map(({ fact }) => fact), { kind: 'run.retried' }, SCHEDULED, COMPLETED).slice(5);
    const last = facts(...WHOLE.map(({ fact }) => fact), { kind: 'run.finished' }).slice(5);
    await hand(again, runningRun());
    assert.equal(fake.store.runs[0]?.status, 'RUNNING');
    host.restart();
    await hand(last, trackedRun({ finished_at: '2026-01-01T00:00:09.100Z' }));
    const [run] = fake.store.runs;
    assert.deepEqual([run?.status, run?.end_time], ['FINISHED', Date.parse('2026-01-01T00:00:09.100Z')]);
    assert.equal(run?.tags.has('error.type'), false);
    assert.deepEqual([trace().info?.state, trace().info?.execution_duration], ['OK', '9.000s']);
    assert.equal(fake.store.runs.length, 1);
    assert.deepEqual(host.lines, []);
  });
});
