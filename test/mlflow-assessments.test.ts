// The workflow on the page of the MLflow tracker has the assessments that the page names.
import assert from 'node:assert/strict';
import { openFakeMlflow } from '../packages/plugins/mlflow/test/support/fake-mlflow.ts';
import type { FakeMlflow } from '../packages/plugins/mlflow/test/support/fake-mlflow.ts';
import { closeServers, openTestServer } from '../packages/server/test/support/server.ts';
import { codeBlocks, readText } from './support/markdown.ts';

describe('the example of verdicts and answers', function () {
  this.timeout(30_000);
  let mlflow: FakeMlflow;
  beforeEach(async () => {
    mlflow = await openFakeMlflow();
  });
  afterEach(async () => {
    await closeServers();
    await mlflow.stop();
  });

  it('gives the assessments that it says', async () => {
    const page = readText('packages/plugins/mlflow/README.md');
    const example = codeBlocks(page).find(({ text }) => text.includes('gates:'))?.text ?? '';
    const [, named = ''] = /A run of it has the assessments ([^\n]+?)\. /.exec(page) ?? [];
    const { post, register, runtime } = await openTestServer({}, { env: { MLFLOW_TRACKING_URI: mlflow.url } });
    await register('release_notes', example);
    const { body } = await post('/api/runs', { workflow_name: 'release_notes', inputs: {} });
    const id = String(body['run_id']);
    const answer = { answer: { approved: true, stars: 4 }, by: 'ann' };
    while ((await post(`/api/runs/${id}/approvals/ask`, answer)).status === 404);
    while (runtime.reader.run(id)?.finished_at === null || runtime.health().trackers.some(({ lag }) => lag > 0))
      await new Promise((resolve) => setTimeout(resolve, 20));
    const [trace] = mlflow.store.traces.values();
    const given = [...(trace?.assessments.values() ?? [])];
    assert.deepEqual(
      given.map(({ assessment_name: name, feedback, source }) => [name, feedback.value, source.source_id]),
      [
        ['cheap', true, 'configurable-agents'],
        ['ask.approved', true, 'ann'],
        ['ask.stars', 4, 'ann'],
      ],
    );
    assert.deepEqual(
      given.map(({ assessment_name: name }) => name),
      [...named.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
    );
    const ask = [...(trace?.spans.values() ?? [])].find(({ name }) => name === 'node ask');
    assert.deepEqual(
      given.map(({ span_id: span }) => span),
      [undefined, ask?.spanId, ask?.spanId],
    );
  });
});
