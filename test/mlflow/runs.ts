// Workflows started by webhook on a real server, in a real MLflow server; also many at once, and while MLflow is down and the server is killed.
// What is there is read by MLflow's own client.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { readBack } from '../../packages/plugins/mlflow/test/support/read-back.ts';
import type { ReadBack } from '../../packages/plugins/mlflow/test/support/read-back.ts';
import { readByClient } from './client.ts';
import type { Found, FoundAssessment, FoundSpan, FoundTrace } from './client.ts';
import { JUDGED, openPlace, SEED, SEEDS } from './place.ts';
import type { Place } from './place.ts';

const AT_ONCE = 200;
const RUNS = 50;
const JUDGED_RUNS = 6;
/** How long MLflow is away in the middle of them, in seconds. */
const AWAY_S = Number(process.env['MLFLOW_AWAY_S'] ?? 60);

describe('runs in MLflow', function () {
  this.timeout(300_000 + AWAY_S * 1000);
  let place: Place;
  before(async () => {
    place = await openPlace();
  });
  after(() => place?.close());

  const seeds = (): Promise<Found> => readByClient(place.mlflow.url, SEEDS);
  const judged = (): Promise<Found> => readByClient(place.mlflow.url, JUDGED);
  const finished = (runs: readonly ReadBack[]): readonly ReadBack[] =>
    runs.filter(({ status, endTime }) => status === 'FINISHED' && endTime !== undefined);

  it('have parameters, metrics, tags and artifacts', async () => {
    const id = await place.deliver('slack_notification', 'New version deployed to production');
    await place.endOf(id);
    await place.untilCaughtUp();
    const [run, ...others] = finished(await readBack(place.mlflow.url, SEEDS));
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
    assert.equal(run.files['workflow.yaml'], await readFile(SEED, 'utf8'));
    assert.equal((JSON.parse(run.files['inputs.json'] ?? '') as { message: string }).message, run.params['message']);
    assert.match(run.files['outputs.json'] ?? '', /\[echo\]/);
  });

  it('have a trace with the calls of their models, by which the run is found and which the run names', async () => {
    const { runs, traces } = await seeds();
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
    assert.deepEqual(trace.assessments, []);
    assertWhole({ runs, traces });
  });

  it('have what their gates and a person said of them as assessments of their trace', async () => {
    const id = await place.judge('judged', 'Ada');
    assert.equal(await place.endOf(id), 'succeeded');
    await place.untilCaughtUp();
    const found = await judged();
    const [trace, ...others] = found.traces;
    assert.ok(trace !== undefined && others.length === 0);
    assertWhole(found);
    assertJudged(found);
    const rationales = trace.assessments.map(({ rationale }) => rationale).filter((rationale) => rationale !== null);
    assert.deepEqual(rationales.toSorted(), [
      'cost_usd is 0; wanted is at most 1',
      'llm_calls is 1; wanted is at least 2',
      `output_tokens is ${trace.usage?.output_tokens}; wanted is at most 100000`,
    ]);
  });

  it('that go on after their end keep what a person said on the page of MLflow, and have the verdicts of their last end', async () => {
    const id = await place.judge('broken', 'Bob');
    assert.equal(await place.endOf(id), 'failed');
    await place.untilCaughtUp();
    const traceOf = async (): Promise<FoundTrace> => {
      const { traces, runs } = await judged();
      const run = runs.find(({ tags }) => tags['configurable_agents.run_id'] === id);
      assert.equal(run?.status, 'FAILED');
      assert.equal(run.tags['error.type'], 'RUN_GATE_FAILED');
      return traces.find((trace) => trace.id === run.tags['trace_id']) as FoundTrace;
    };
    const before = await traceOf();
    assert.equal(before.assessments.length, 5);
    const said = { source: { source_type: 'HUMAN', source_id: 'bob' }, feedback: { value: true } };
    const response = await fetch(`${place.mlflow.url}/api/3.0/mlflow/traces/${before.id}/assessments`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ assessment: { assessment_name: 'nice', ...said } }),
    });
    assert.equal(response.status, 200, await response.text());
    await place.post(`/api/runs/${id}/retry`, {});
    await place.endOf(id);
    await place.untilCaughtUp();
    const after = await traceOf();
    assert.ok(after.duration > before.duration, 'what is listed is of the last end');
    assert.ok(!place.complaints().includes('not recorded in full'), place.complaints());
    const isBobs = ({ name }: FoundAssessment): boolean => name === 'nice';
    assert.deepEqual(after.assessments.filter(isBobs).length, 1);
    assert.deepEqual(namesOf(after.assessments.filter((each) => !isBobs(each))), namesOf(before.assessments));
  });

  it('are there once, and so is what was said of them, when history is sent again', async () => {
    const before = await judged();
    await place.post('/api/trackers/mlflow/replay', { since: '2026-01-01T00:00:00Z' });
    await place.untilCaughtUp();
    const after = await judged();
    const shown = ({ runs, traces }: Found): readonly unknown[] => [
      runs.map(({ id }) => id).toSorted(),
      traces.map(({ id, assessments }) => [id, ...namesOf(assessments)].join(' ')).toSorted(),
    ];
    assert.deepEqual(shown(after), shown(before));
  });

  it(`are all there, each once, after ${AT_ONCE} of them at once`, async () => {
    const before = (await seeds()).runs.length;
    const ids = await Promise.all(
      Array.from({ length: AT_ONCE }, (_, i) => place.deliver('slack_notification', `at once ${i}`)),
    );
    for (const id of ids) assert.equal(await place.endOf(id), 'succeeded');
    await place.untilCaughtUp();
    const found = await seeds();
    assert.equal(found.runs.length, before + AT_ONCE);
    assertThere(found, ids);
    assertWhole(found);
  });

  it(`are all there, each once, with MLflow away for ${AWAY_S} s in the middle, and the server killed meanwhile`, async () => {
    const before = (await seeds()).runs.length;
    const ids: string[] = [];
    const judgedIds: string[] = [];
    const send = async (count: number): Promise<void> => {
      for (let i = 0; i < count; i += 1) ids.push(await place.deliver('slack_notification', `run ${ids.length}`));
      for (let i = 0; i < JUDGED_RUNS / 2; i += 1) judgedIds.push(await place.judge('judged', `judged ${i}`));
    };
    await send(RUNS / 2);
    await place.mlflow.stop();
    const since = Date.now();
    await send(RUNS / 2);
    // The runs themselves do not wait for it.
    for (const id of [...ids, ...judgedIds]) assert.equal(await place.endOf(id), 'succeeded');
    while ((await place.tracker()).error === null) await pause(100);
    const { lag, error } = await place.tracker();
    assert.ok(lag > 0);
    assert.match(String(error), /MLflow/);
    const untilAway = (seconds: number): Promise<void> => pause(Math.max(0, since + seconds * 1000 - Date.now()));
    await untilAway(AWAY_S / 2);
    assert.equal((await place.tracker()).lag, lag, 'nothing is lost while it is away');
    await place.killOurs();
    await untilAway(AWAY_S);
    assert.equal((await place.tracker()).lag, lag, 'nothing is lost by the restart');
    await place.mlflow.start();
    await place.untilCaughtUp();
    const found = await seeds();
    assert.equal(found.runs.length, before + RUNS);
    assertThere(found, ids);
    assertWhole(found);
    for (const run of finished(await readBack(place.mlflow.url, SEEDS))) {
      assert.ok('outputs.json' in run.files && 'duration_ms' in run.metrics, run.name);
    }
    const ofJudged = await judged();
    assertThere(ofJudged, judgedIds);
    const runs = ofJudged.runs.filter(({ tags }) => judgedIds.includes(tags['configurable_agents.run_id'] ?? ''));
    const traces = ofJudged.traces.filter(({ id }) => runs.some(({ tags }) => tags['trace_id'] === id));
    assertWhole({ runs, traces });
    assertJudged({ runs, traces });
    const said = place
      .complaints()
      .split('\n')
      .filter((line) => line.includes('mlflow'));
    assert.ok(said.length <= 4, `it is said once that MLflow is away, and once that it is back:\n${said.join('\n')}`);
  });
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

/** Each trace has the verdicts of the three gates and the two fields of the answer, once, and names the run that was judged. */
function assertJudged({ traces }: Found): void {
  for (const { assessments, spans, metadata } of traces) {
    const ask = spans.find(({ name }) => name === 'node ask')?.id;
    const told = assessments.map(({ name, value, source, span, run, valid }) =>
      JSON.stringify([name, value, ...source, span, run, valid]),
    );
    const wanted = (
      [
        ['ask.approved', false, 'HUMAN', 'ann', ask],
        ['ask.note', 'not now', 'HUMAN', 'ann', ask],
        ['cost_usd', true, 'CODE', 'configurable-agents', null],
        ['short', true, 'CODE', 'configurable-agents', null],
        ['thorough', false, 'CODE', 'configurable-agents', null],
      ] as const
    ).map((each) => JSON.stringify([...each, metadata['mlflow.sourceRun'], true]));
    assert.deepEqual(told.toSorted(), wanted);
  }
}

function namesOf(assessments: readonly FoundAssessment[]): readonly string[] {
  return assessments.map(({ name, value }) => `${name}=${String(value)}`).toSorted();
}
