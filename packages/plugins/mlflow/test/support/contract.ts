// What the tracker relies on, asked of any server by the tracker's own client: of the fake in each test run, and of a real
// MLflow by `real/real.ts`. So the fake is as strict and as lenient as what it stands for.
import assert from 'node:assert/strict';
import { TerminalError, traceIdOf } from '@configurable-agents/plugin-sdk';
import type { Json, TrackedGate, TrackedRun } from '@configurable-agents/plugin-sdk';
import { openClient } from '../../src/client.ts';
import type { Client, MlflowRun } from '../../src/client.ts';
import { connectionOf } from '../../src/connection.ts';
import { RUN_ID_TAG } from '../../src/describe.ts';
import { openHttp } from '../../src/http.ts';
import { settingsOf } from '../../src/settings.ts';
import { assessmentsOf } from '../../src/trace/assessments.ts';
import type { Assessment } from '../../src/trace/assessments.ts';
import { mlflowTraceId } from '../../src/trace/ids.ts';
import { encodeSpans } from '../../src/trace/otlp.ts';
import { traceOf } from '../../src/trace/root.ts';
import type { Span } from '../../src/trace/span.ts';
import { runIdOf, trackedRun } from './run.ts';

/** Declares the tests. `server` is asked for its address when they run. */
export function itIsAnMlflow(server: () => { readonly url: string }): void {
  let client: Client;
  let experimentId = '';
  let number = 0;
  const post = async (name: string, body: object): Promise<void> => {
    const response = await fetch(`${server().url}/api/2.0/mlflow/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    assert.equal(response.status, 200, await response.text());
  };
  const newRun = async (
    given: { readonly tags?: readonly { key: string; value: string }[] } = {},
  ): Promise<MlflowRun> => {
    number += 1;
    const tags = [{ key: RUN_ID_TAG, value: runIdOf(number) }, ...(given.tags ?? [])];
    return client.createRun({
      experiment_id: experimentId,
      run_name: `run ${number}`,
      start_time: 1_767_225_600_000,
      tags,
    });
  };
  const refuses =
    (code: string, status: number, message: RegExp) =>
    (error: unknown): boolean => {
      assert.ok(error instanceof TerminalError, String(error));
      assert.equal(error.code, `MLFLOW_${code}`);
      assert.match(error.message, new RegExp(`answers ${status} `));
      assert.match(error.message, message);
      return true;
    };
  const log = (run: MlflowRun, content: Partial<Parameters<Client['logBatch']>[0]>): Promise<void> =>
    client.logBatch({ run_id: run.id, params: [], metrics: [], tags: [], ...content });
  const entries = (count: number): readonly { key: string; value: string }[] =>
    Array.from({ length: count }, (_, index) => ({ key: `k${index}`, value: 'v' }));
  const metrics = (count: number): readonly { key: string; value: number; timestamp: number; step: number }[] =>
    Array.from({ length: count }, (_, index) => ({ key: `m${index}`, value: 1, timestamp: 1, step: 0 }));

  before(() => {
    const secret = (name: string): string => (name === 'tracking_uri' ? server().url : '');
    const { signal } = new AbortController();
    client = openClient(connectionOf({ config: {}, secret }), {
      http: openHttp(),
      signal,
      timeoutMs: 60_000,
      isHalted: () => false,
      now: Date.now,
    });
  });

  describe('experiments', () => {
    it('are unknown before they are created, and found by name afterwards', async () => {
      assert.equal(await client.experimentByName('contract/é & ?'), undefined);
      experimentId = (await client.createExperiment('contract/é & ?')) ?? '';
      assert.notEqual(experimentId, '');
      assert.deepEqual(await client.experimentByName('contract/é & ?'), { id: experimentId, isDeleted: false });
    });

    it('are created once', async () => {
      assert.equal(await client.createExperiment('contract/é & ?'), undefined);
    });

    it('keep their name when they are deleted, and take no runs', async () => {
      const id = (await client.createExperiment('contract-deleted')) ?? '';
      await post('experiments/delete', { experiment_id: id });
      assert.deepEqual(await client.experimentByName('contract-deleted'), { id, isDeleted: true });
      assert.equal(await client.createExperiment('contract-deleted'), undefined);
      const opening = { experiment_id: id, run_name: 'r', start_time: 0, tags: [] };
      await assert.rejects(client.createRun(opening), refuses('INVALID_PARAMETER_VALUE', 400, /is deleted/));
    });

    it('that do not exist take no runs', async () => {
      const opening = { experiment_id: '987654', run_name: 'r', start_time: 0, tags: [] };
      await assert.rejects(client.createRun(opening), refuses('RESOURCE_DOES_NOT_EXIST', 404, /987654/));
    });

    it('have names of at most 500 characters', async () => {
      await assert.rejects(client.createExperiment('n'.repeat(501)), refuses('INVALID_PARAMETER_VALUE', 400, /500/));
    });
  });

  describe('runs', () => {
    it('are running when they are created, and found by the tag', async () => {
      const run = await newRun();
      assert.equal(run.status, 'RUNNING');
      assert.match(run.artifactUri, /^mlflow-artifacts:\/\d+\/[0-9a-f]{32}\/artifacts$/);
      assert.deepEqual(await client.findRun({ experimentId, runId: runIdOf(number) }), run);
      assert.equal(await client.findRun({ experimentId, runId: 'another' }), undefined);
      assert.equal(await client.findRun({ experimentId: '0', runId: runIdOf(number) }), undefined);
    });

    it('show what is logged, and an end', async () => {
      const run = await newRun();
      await log(run, { params: [{ key: 'a', value: '' }], metrics: metrics(1), tags: entries(1) });
      await client.updateRun({ run_id: run.id, status: 'KILLED', end_time: 1_767_225_601_000 });
      const found = await client.findRun({ experimentId, runId: runIdOf(number) });
      assert.deepEqual(found, { ...run, status: 'KILLED', params: [{ key: 'a', value: '' }] });
    });

    it('take the same values again, and no other value of a parameter', async () => {
      const run = await newRun();
      await log(run, { params: entries(2), metrics: metrics(2), tags: entries(2) });
      await log(run, { params: entries(2), metrics: metrics(2), tags: entries(2) });
      const other = log(run, { params: [{ key: 'k0', value: 'other' }] });
      await assert.rejects(other, refuses('INVALID_PARAMETER_VALUE', 400, /Changing param values is not allowed/));
    });

    it('that are deleted are still found, and take nothing', async () => {
      const run = await newRun();
      await post('runs/delete', { run_id: run.id });
      const found = await client.findRun({ experimentId, runId: runIdOf(number) });
      assert.deepEqual(found, { ...run, isDeleted: true });
      const gone = refuses('INVALID_PARAMETER_VALUE', 400, /Current state is deleted/);
      await assert.rejects(log(run, { params: entries(1) }), gone);
      await assert.rejects(client.updateRun({ run_id: run.id, status: 'FAILED', end_time: 1 }), gone);
    });

    it('that do not exist take nothing', async () => {
      const nowhere = { id: 'f'.repeat(32), status: '', isDeleted: false, artifactUri: '', params: [] };
      const gone = refuses('RESOURCE_DOES_NOT_EXIST', 404, /not found/);
      await assert.rejects(log(nowhere, { params: entries(1) }), gone);
    });

    it('have one name', async () => {
      const named = newRun({ tags: [{ key: 'mlflow.runName', value: 'another' }] });
      await assert.rejects(named, refuses('INVALID_PARAMETER_VALUE', 400, /run_name/));
    });
  });

  describe('a batch', () => {
    it('takes as much as the limits allow', async () => {
      const run = await newRun();
      await log(run, { params: entries(100), tags: entries(100), metrics: metrics(800) });
      await log(run, { metrics: metrics(1000) });
      const long = { key: 'p'.repeat(250), value: 'v'.repeat(6000) };
      await log(run, { params: [long], tags: [{ ...long, value: 'v'.repeat(5000) }] });
    });

    it('is refused beyond them', async () => {
      const run = await newRun();
      for (const [content, message] of [
        [{ params: entries(101) }, /at most 100 params/],
        [{ tags: entries(101) }, /at most 100 tags/],
        [{ metrics: metrics(1001) }, /at most 1000 metrics/],
        [{ metrics: metrics(950), params: entries(51) }, /at most 1000 metrics, params, and tags/],
        [{ params: [...entries(1), ...entries(1)] }, /Duplicate parameter keys/],
        [{ params: [{ key: 'p'.repeat(251), value: '' }] }, /maximum length of 250/],
        [{ params: [{ key: 'p', value: 'v'.repeat(6001) }] }, /maximum length of 6000/],
        // A real server takes 8000, where older ones take 5000.
        [{ tags: [{ key: 't', value: 'v'.repeat(8001) }] }, /maximum length of (5|8)000/],
      ] as const) {
        await assert.rejects(log(run, content), refuses('INVALID_PARAMETER_VALUE', 400, message));
      }
    });

    it('has names that are no other path', async () => {
      const run = await newRun();
      for (const key of ['', '.', '..', '..a', '/a', 'a/', 'a//b', 'a/../b', 'a#b', 'a[0]']) {
        const refused = refuses('INVALID_PARAMETER_VALUE', 400, /Invalid value|Missing value/);
        await assert.rejects(log(run, { params: [{ key, value: '' }] }), refused, key);
        await assert.rejects(log(run, { tags: [{ key, value: '' }] }), refused, key);
      }
      await log(run, { params: ['a', 'a/b', '.a', 'a..b', 'A b-c_1.2'].map((key) => ({ key, value: '' })) });
    });
  });

  describe('traces', () => {
    const runId = runIdOf(77);
    const ids = { traceId: traceIdOf(runId), spanId: 'b'.repeat(16) };
    const span: Span = {
      ...ids,
      name: 'node a',
      kind: 'internal',
      startMs: 1_767_225_600_000,
      endMs: 1_767_225_601_000,
      attributes: { 'mlflow.spanType': 'TASK', 'mlflow.spanInputs': [1, { a: null }] },
      status: 'error',
      error: { type: 'X', message: 'no' },
    };
    const send = (experiment: string, traceId = ids.traceId): Promise<void> =>
      client.postSpans({
        experimentId: experiment,
        mlflowRunId: 'f'.repeat(32),
        body: encodeSpans([{ ...span, traceId }]),
      });

    it('take spans by OTLP, and the same ones again', async () => {
      await send(experimentId);
      await send(experimentId);
    });

    it('take no spans for an experiment that does not exist', async () => {
      await assert.rejects(send('987654', 'c'.repeat(32)), (error: unknown) => {
        // Some servers answer as MLflow does, and others as for a store that is locked.
        assert.match(String(error), /(404|422)/);
        return true;
      });
    });

    it('take no request without a span', async () => {
      const empty = client.postSpans({ experimentId, mlflowRunId: 'f'.repeat(32), body: new Uint8Array() });
      await assert.rejects(empty, /answers 400 .*no spans/);
    });

    it('are listed as the run says, also when it says so again', async () => {
      const run = await newRun();
      const tracked = trackedRun({ run_id: runId });
      const place = { experimentId, mlflowRunId: run.id };
      await client.putTrace(traceOf(tracked, settingsOf(tracked), place));
      await client.putTrace(traceOf(tracked, settingsOf(tracked), place));
    });

    it('of an experiment that does not exist are not listed', async () => {
      const tracked = trackedRun();
      const place = { experimentId: '987654', mlflowRunId: 'f'.repeat(32) };
      const refused = refuses('RESOURCE_DOES_NOT_EXIST', 404, /987654/);
      await assert.rejects(client.putTrace(traceOf(tracked, settingsOf(tracked), place)), refused);
    });
  });

  describe('assessments', () => {
    const tracked = trackedRun({
      run_id: runIdOf(78),
      gates: [
        { name: 'cheap', metric: 'cost_usd', max: 1, action: 'warn', value: 0.5, passed: true },
        { name: 'known', metric: 'cost_usd', min: 0, action: 'warn', value: null, passed: null },
      ],
      answers: [
        {
          key: 'ask',
          node: 'ask',
          question: '?',
          answer: { list: [1, 'é'] },
          by: 'ann',
          answered_at: '2026-01-01T00:00:01Z',
        },
      ],
    });
    const traceId = mlflowTraceId(tracked.run_id);
    const put = async (given: Partial<TrackedRun> = {}): Promise<readonly Assessment[]> => {
      const run = { ...tracked, ...given };
      const place = { experimentId, mlflowRunId: 'f'.repeat(32) };
      const assessments = assessmentsOf(run, settingsOf(run), place);
      return client.putTrace(traceOf(run, settingsOf(run), { ...place, assessments }));
    };
    const told = (assessments: readonly Assessment[] = []): readonly string[] =>
      assessments
        .map(({ assessment_name: name, source, feedback }) => {
          const { value = null, error } = feedback as {
            readonly value?: Json;
            readonly error?: { readonly error_code: string };
          };
          const { source_type: type } = source as { readonly source_type: string };
          return JSON.stringify([name, type, error?.error_code ?? value]);
        })
        .toSorted();

    it('come with a trace, keep what they say and their ids, and take the place of older ones', async () => {
      const first = await put();
      const kept = ['["ask.list","HUMAN",[1,"é"]]', '["cheap","CODE",true]', '["known","CODE","GATE_UNKNOWN"]'];
      assert.deepEqual(told(first), kept);
      const ids = assessmentsOf(tracked, settingsOf(tracked), { mlflowRunId: '' }).map((each) => each.assessment_id);
      assert.deepEqual(first.map(({ assessment_id: id }) => id).toSorted(), ids.toSorted());
      assert.deepEqual(told(await put()), kept);
      const [gate] = tracked.gates ?? [];
      const again = await put({ gates: [{ ...(gate as TrackedGate), value: 2, passed: false }] });
      assert.equal(told(again)[1], '["cheap","CODE",false]');
      assert.equal(again.length, 3);
    });

    it('are found with the trace, those of others too, and stay when the trace comes again', async () => {
      const source = { source_type: 'HUMAN', source_id: 'bob' };
      const assessment = { assessment_name: 'nice', source, feedback: { value: true } };
      const response = await fetch(`${server().url}/api/3.0/mlflow/traces/${traceId}/assessments`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ assessment }),
      });
      assert.equal(response.status, 200, await response.text());
      await put();
      const info = await client.traceInfo(traceId);
      assert.equal(told(info?.assessments).at(-1), '["nice","HUMAN",true]');
      assert.equal(info?.assessments.length, 4);
      assert.equal(info.tags[RUN_ID_TAG], tracked.run_id);
    });

    it('are none of a trace that is not there', async () => {
      assert.equal(await client.traceInfo(`tr-${'0'.repeat(32)}`), undefined);
    });
  });

  describe('tags', () => {
    it('can be taken away, also those that are not there', async () => {
      const run = await newRun({ tags: [{ key: 'error.type', value: 'X' }] });
      await client.deleteTag({ run_id: run.id, key: 'error.type' });
      await client.deleteTag({ run_id: run.id, key: 'error.type' });
    });
  });

  describe('artifacts', () => {
    it('are put by path, over what was there', async () => {
      const run = await newRun();
      const path = `${new URL(run.artifactUri).pathname}/inputs.json`;
      await client.putArtifact(path, { type: 'application/json', text: () => '{"a":1}' });
      await client.putArtifact(path, { type: 'application/json', text: () => '{"a":1}' });
    });
  });

  it('answers a path that it does not have with a page rather than with JSON', async () => {
    const response = await fetch(`${server().url}/api/2.0/mlflow/runs/never`, { method: 'POST', body: '{}' });
    assert.equal(response.status, 404);
    assert.match(response.headers.get('content-type') ?? '', /text\/html/);
  });
}
