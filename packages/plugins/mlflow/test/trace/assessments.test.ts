import assert from 'node:assert/strict';
import { spanIdOf } from '@configurable-agents/plugin-sdk';
import type { JsonObject, TrackedAnswer, TrackedGate, TrackedRun } from '@configurable-agents/plugin-sdk';
import { settingsOf } from '../../src/settings.ts';
import { assessmentsOf } from '../../src/trace/assessments.ts';
import type { Assessment } from '../../src/trace/assessments.ts';
import { mlflowTraceId } from '../../src/trace/ids.ts';
import { openFakeMlflow } from '../support/fake-mlflow.ts';
import type { FakeMlflow } from '../support/fake-mlflow.ts';
import type { FakeTrace } from '../support/fake-store.ts';
import { openHost } from '../support/host.ts';
import type { Host } from '../support/host.ts';
import { factsOf, runIdOf, runningRun, trackedNode, trackedRun } from '../support/run.ts';

const FINISHED = '2026-01-01T00:00:02.100Z';
const ANSWERED = '2026-01-01T00:00:01.000Z';
const MLFLOW_RUN = 'f'.repeat(32);

const gate = (given: Partial<TrackedGate> = {}): TrackedGate => ({
  name: 'cheap',
  metric: 'cost_usd',
  max: 0.05,
  action: 'warn',
  value: 0.02,
  passed: true,
  ...given,
});
const answer = (given: Partial<TrackedAnswer> = {}): TrackedAnswer => ({
  key: 'ask',
  node: 'ask',
  question: 'Send it?',
  answer: { approved: true },
  by: 'ann',
  answered_at: ANSWERED,
  ...given,
});
const assessments = (given: Partial<TrackedRun>): readonly Assessment[] => {
  const run = trackedRun(given);
  return assessmentsOf(run, settingsOf(run), { mlflowRunId: MLFLOW_RUN });
};
const only = (given: Partial<TrackedRun>): Assessment => {
  const [first, ...others] = assessments(given);
  assert.ok(first !== undefined);
  assert.deepEqual(others, []);
  return first;
};

describe('assessments of a run', () => {
  it('are none where it has neither gates nor answers', () => {
    assert.deepEqual(assessments({}), []);
  });

  it('have the verdict of a gate, with the figure and what was wanted of it', () => {
    const { assessment_id: id, ...rest } = only({ gates: [gate({ min: 0.01 })] });
    assert.match(id, /^a-[0-9a-f]{32}$/);
    assert.deepEqual(rest, {
      assessment_name: 'cheap',
      trace_id: mlflowTraceId(trackedRun().run_id),
      source: { source_type: 'CODE', source_id: 'configurable-agents' },
      feedback: { value: true },
      rationale: 'cost_usd is 0.02; wanted is at least 0.01 and at most 0.05',
      metadata: {
        'gate.metric': 'cost_usd',
        'gate.value': '0.02',
        'gate.min': '0.01',
        'gate.max': '0.05',
        'gate.action': 'warn',
        'mlflow.assessment.sourceRunId': MLFLOW_RUN,
      },
      create_time: FINISHED,
      last_update_time: FINISHED,
    });
    assert.deepEqual(only({ gates: [gate({ value: 0.2, passed: false })] })['feedback'], { value: false });
  });

  it('have an error in the place of a verdict where nobody knows the figure', () => {
    const { feedback, rationale, metadata } = only({ gates: [gate({ value: null, passed: null })] });
    const error = { error_code: 'GATE_UNKNOWN', error_message: 'nobody knows cost_usd of this run' };
    assert.deepEqual(feedback, { error });
    assert.equal(rationale, 'cost_usd is unknown; wanted is at most 0.05');
    assert.ok(!('gate.value' in (metadata as JsonObject)));
  });

  it('have each field that a person answered, with who it was, on the span of the question', () => {
    const nodes = [trackedNode({ key: 'ask#1', node: 'ask', attempt: 2 })];
    const [approved, note, ...others] = assessments({
      nodes,
      answers: [answer({ key: 'ask#1', answer: { approved: false, note: 'too dear', amount: null } })],
    });
    const { assessment_id: _id, ...rest } = approved as Assessment;
    assert.deepEqual(rest, {
      assessment_name: 'ask.approved',
      trace_id: mlflowTraceId(trackedRun().run_id),
      source: { source_type: 'HUMAN', source_id: 'ann' },
      feedback: { value: false },
      span_id: spanIdOf(trackedRun().run_id, 'attempt', 'ask#1', 2),
      metadata: {
        'workflow.key': 'ask#1',
        'workflow.question': 'Send it?',
        'mlflow.assessment.sourceRunId': MLFLOW_RUN,
      },
      create_time: ANSWERED,
      last_update_time: ANSWERED,
    });
    assert.deepEqual([note?.['assessment_name'], note?.['feedback']], ['ask.note', { value: 'too dear' }]);
    assert.deepEqual(others, [], 'what was left open is no answer');
  });

  it('are of nobody in particular where a person gave no name', () => {
    assert.deepEqual(only({ answers: [answer({ by: null })] })['source'], {
      source_type: 'HUMAN',
      source_id: 'default',
    });
  });

  it('have ids of their own, the same every time', () => {
    const given = {
      gates: [gate(), gate()],
      answers: [answer({ answer: { a: 1, b: 2 } }), answer({ key: 'ask#1', answer: { a: 1 } })],
    };
    const ids = assessments(given).map(({ assessment_id: id }) => id);
    assert.equal(new Set(ids).size, 5);
    assert.deepEqual(
      assessments(given).map(({ assessment_id: id }) => id),
      ids,
    );
    const others = assessments({ ...given, run_id: runIdOf(2) }).map(({ assessment_id: id }) => id);
    assert.deepEqual(
      others.filter((id) => ids.includes(id)),
      [],
    );
  });

  it('have no answer of a person with `capture: metadata`, and the verdicts all the same', () => {
    const { source } = only({ gates: [gate()], answers: [answer()], settings: { capture: 'metadata' } });
    assert.deepEqual(source, { source_type: 'CODE', source_id: 'configurable-agents' });
  });

  it('are short, whatever was named, asked and answered', () => {
    const long = 'é'.repeat(100_000);
    const all = assessments({
      gates: [gate({ name: long })],
      answers: [answer({ node: long, question: long, by: long, answer: { note: long } })],
    });
    for (const { assessment_name: name } of all) assert.equal(String(name).length, 250);
    assert.ok(JSON.stringify(all).length < 10_000);
  });
});

describe('what is judged of a run', () => {
  let fake: FakeMlflow;
  let host: Host;
  beforeEach(async () => {
    fake = await openFakeMlflow();
    host = openHost({ url: fake.url });
  });
  afterEach(() => fake.stop());

  const JUDGED = { gates: [gate()], answers: [answer()] };
  const TRACE = mlflowTraceId(trackedRun().run_id);
  const TRACES = '/api/3.0/mlflow/traces';
  const trace = (): FakeTrace => fake.store.traces.get(TRACE) as FakeTrace;
  const verdicts = (): readonly unknown[] =>
    [...trace().assessments.values()].map(({ assessment_name: name, feedback }) => [name, feedback.value]);
  const hand = async (run: TrackedRun, kinds?: readonly string[]): Promise<void> => {
    host.runs.set(run.run_id, run);
    await host.hand(factsOf(run, kinds === undefined ? {} : { kinds }));
  };

  it('goes with its trace, in the same request', async () => {
    await hand(trackedRun(JUDGED));
    assert.deepEqual(verdicts(), [
      ['cheap', true],
      ['ask.approved', true],
    ]);
    assert.equal(fake.seen.filter(({ path }) => path.startsWith(TRACES)).length, 1);
    assert.equal(
      trace().assessments.values().next().value?.metadata?.['mlflow.assessment.sourceRunId'],
      fake.store.runs[0]?.id,
    );
    assert.deepEqual(host.lines, []);
  });

  it('is there once, wherever the process ends and however often its facts come', async () => {
    for (let last = 0; last < 12; last += 1) {
      const other = await openFakeMlflow();
      const at = openHost({ url: other.url });
      at.runs.set(trackedRun().run_id, trackedRun(JUDGED));
      other.intercept = () => (other.seen.length > last ? { status: 503 } : undefined);
      await at.hand(factsOf(trackedRun())).catch(() => {});
      at.restart();
      other.intercept = () => undefined;
      await at.hand(factsOf(trackedRun()));
      at.restart();
      await at.hand(factsOf(trackedRun()), { isReplay: true });
      assert.equal(other.store.traces.get(TRACE)?.assessments.size, 2, `after ${last} requests`);
      await other.stop();
    }
  });

  it('is there once where the answer of the server is lost', async () => {
    let lost = 0;
    fake.intercept = ({ path, body }) => {
      if (path !== TRACES || lost > 0) return undefined;
      lost += 1;
      fake.store.putTrace(JSON.parse(body) as Parameters<typeof fake.store.putTrace>[0]);
      return { status: 503 };
    };
    await assert.rejects(hand(trackedRun(JUDGED)), { retryable: true });
    assert.equal(trace().assessments.size, 2);
    await host.hand(factsOf(trackedRun()));
    assert.equal(trace().assessments.size, 2);
    assert.equal(fake.store.runs[0]?.status, 'FINISHED');
  });

  it('is that of the second end where a person had the run go on', async () => {
    const error = { code: 'RUN_GATE_FAILED', message: 'no', node: null };
    await hand(trackedRun({ status: 'failed', error, gates: [gate({ value: 1, passed: false })] }));
    assert.deepEqual(verdicts(), [['cheap', false]]);
    await hand(runningRun(), ['run.retried']);
    await hand(trackedRun({ gates: [gate()] }), ['run.finished']);
    assert.deepEqual(verdicts(), [['cheap', true]]);
  });

  it('stands beside what a person says on the page of the trace, also on a server that forgets what is not named again', async () => {
    for (const keeps of [true, false]) {
      fake.store.keepsAssessments = keeps;
      const run = trackedRun({ run_id: runIdOf(keeps ? 10 : 11), ...JUDGED });
      const id = mlflowTraceId(run.run_id);
      await hand(run);
      const source = { source_type: 'HUMAN', source_id: 'bob' };
      fake.store.assess(id, { assessment_name: 'nice', source, feedback: { value: true } });
      await hand(runningRun({ run_id: run.run_id }), ['run.retried']);
      await hand({ ...run, gates: [gate({ value: 1, passed: false })], finished_at: '2026-01-01T00:00:09.100Z' }, [
        'run.finished',
      ]);
      const found = fake.store.traces.get(id);
      const told = [...(found?.assessments.values() ?? [])].map(
        (each) => `${each.assessment_name} ${String(each.feedback.value)}`,
      );
      assert.deepEqual(told.toSorted(), ['ask.approved true', 'cheap false', 'nice true']);
      assert.equal(found?.info?.execution_duration, '9.000s');
    }
    assert.deepEqual(host.lines, []);
  });

  it('is left out by a server that has no assessments, which is said once', async () => {
    fake.store.takesAssessments = false;
    await hand(trackedRun(JUDGED));
    await hand(trackedRun({ run_id: runIdOf(2), ...JUDGED }));
    await hand(trackedRun({ run_id: runIdOf(3) }));
    assert.deepEqual(verdicts(), []);
    assert.deepEqual(
      fake.store.runs.map(({ status }) => status),
      ['FINISHED', 'FINISHED', 'FINISHED'],
    );
    assert.equal(host.lines.length, 1);
    assert.match(
      host.lines[0] ?? '',
      /^mlflow: the server keeps no assessments of traces, .*verdicts of gates .* left out/,
    );
  });

  it('is left out with the trace by a server that has no traces', async () => {
    Object.assign(fake.store, { takesSpans: false, takesTraces: false });
    await hand(trackedRun(JUDGED));
    assert.equal(fake.store.traces.size, 0);
    assert.equal(fake.store.runs[0]?.status, 'FINISHED');
    assert.equal(host.lines.length, 2);
  });

  it('stays as it was first on a server of files, which cannot change a trace', async () => {
    Object.assign(fake.store, { takesSpans: false, changesTraces: false });
    await hand(trackedRun({ status: 'failed', gates: [gate({ passed: false })] }));
    await hand(runningRun(), ['run.retried']);
    await hand(trackedRun({ gates: [gate()] }), ['run.finished']);
    assert.equal(fake.store.runs[0]?.status, 'FINISHED');
    assert.deepEqual(verdicts(), [['cheap', false]]);
    assert.match(host.lines.at(-1) ?? '', /cannot change a trace that it has, as it stores in files/);
  });

  it('keeps a batch where the server fails otherwise', async () => {
    fake.intercept = ({ path }) => (path === TRACES ? { status: 500 } : undefined);
    await assert.rejects(hand(trackedRun(JUDGED)), { code: 'MLFLOW_SERVER_ERROR' });
    fake.intercept = ({ path }) =>
      path === TRACES ? { status: 400, body: '{"error_code":"BAD_REQUEST","message":"no such column"}' } : undefined;
    await host.hand(factsOf(trackedRun()));
    assert.equal(fake.store.runs[0]?.status, 'FINISHED');
    assert.match(host.lines.join('\n'), /not recorded in full: MLflow answers 400 to POST traces: no such column/);
  });

  it('is sent up to a bound, and what is left out is said', async () => {
    const gates = Array.from({ length: 60 }, (_, index) => gate({ name: `g${index}` }));
    await hand(trackedRun({ gates }));
    assert.equal(trace().assessments.size, 50);
    assert.match(host.lines[0] ?? '', /not recorded in full: it has 60 assessments, of which the first 50 are sent/);
  });
});
