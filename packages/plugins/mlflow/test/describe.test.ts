import assert from 'node:assert/strict';
import { closingOf, openingOf } from '../src/describe.ts';
import type { Entry } from '../src/limits.ts';
import { settingsOf } from '../src/settings.ts';
import { runIdOf, trackedNode, trackedRun } from './support/run.ts';

const entriesOf = (entries: readonly Entry[]): { readonly [key: string]: string } =>
  Object.fromEntries(entries.map(({ key, value }) => [key, value]));
const opening = (given: Parameters<typeof trackedRun>[0] = {}): ReturnType<typeof openingOf> =>
  openingOf(trackedRun(given), settingsOf(trackedRun(given)));
const closing = (given: Parameters<typeof trackedRun>[0] = {}): ReturnType<typeof closingOf> =>
  closingOf(trackedRun(given), settingsOf(trackedRun(given)));
const metricsOf = (given: Parameters<typeof trackedRun>[0]): { readonly [key: string]: number } =>
  Object.fromEntries(closing(given).metrics.map(({ key, value }) => [key, value]));

describe('what a run looks like in MLflow', () => {
  it('is tagged with where it comes from', () => {
    assert.deepEqual(entriesOf(opening().tags), {
      'configurable_agents.run_id': runIdOf(1),
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
    });
  });

  it('has no tag for what it has not, and one for its parent', () => {
    const tags = entriesOf(
      opening({ revision: null, trigger: { name: 'manual', uses: 'manual' }, parent_run_id: runIdOf(9) }).tags,
    );
    assert.equal(tags['parent_run_id'], runIdOf(9));
    for (const absent of ['workflow.version', 'trigger.event_type', 'trigger.delivery_id', 'error.type']) {
      assert.ok(!(absent in tags), absent);
    }
  });

  it('has the tags of the workflow, none of which takes the place of the id', () => {
    const tags = {
      team: 'blue',
      size: 3,
      'mlflow.user': 'ada',
      'mlflow.runName': 'x',
      'configurable_agents.run_id': 'y',
      'a:b': 'c',
    };
    const given = entriesOf(opening({ settings: { tags } }).tags);
    assert.deepEqual([given['team'], given['size'], given['mlflow.user'], given['a_b']], ['blue', '3', 'ada', 'c']);
    assert.equal(given['configurable_agents.run_id'], runIdOf(1));
    assert.ok(!('mlflow.runName' in given));
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`t${index}`, 'v']));
    const kept = opening({ settings: { tags: many } }).tags;
    assert.deepEqual([kept.length, kept[0]?.key], [100, 'configurable_agents.run_id']);
  });

  it('is named by the workflow and the end of its id, or as the workflow says', () => {
    assert.equal(opening().run_name, 'hello-00000001');
    assert.equal(opening({ settings: { run_name: 'nightly' } }).run_name, 'nightly');
    assert.equal(opening({ settings: { run_name: 'n'.repeat(900) } }).run_name.length, 250);
  });

  it('has names and tags that templates gave as text, whatever they gave', () => {
    const given = { run_name: 7, tags: { list: [1, 2], count: 3, none: null } };
    assert.equal(opening({ settings: given }).run_name, '7');
    assert.deepEqual(settingsOf(trackedRun({ settings: given })).tags, { list: '[1,2]', count: '3' });
    assert.equal(opening({ settings: { run_name: '' } }).run_name, 'hello-00000001');
  });

  it('has long names of experiments cut to what every database takes, and kept apart', () => {
    const names = ['a', 'b'].map((end) => {
      const settings = { experiment_name: 'e'.repeat(400) + end };
      return settingsOf(trackedRun({ settings })).experimentName;
    });
    assert.deepEqual(
      names.map(({ length }) => length),
      [256, 256],
    );
    assert.notEqual(names[0], names[1]);
  });

  it('has scalar inputs and the models of nodes as parameters', () => {
    const { params } = closing({
      inputs: { text: 'a', n: 1.5, no: false, nothing: null, list: [], map: {} },
      models: { draft: 'openai/gpt-5' },
    });
    assert.deepEqual(entriesOf(params), {
      text: 'a',
      n: '1.5',
      no: 'false',
      nothing: 'null',
      'model.draft': 'openai/gpt-5',
    });
  });

  it('has no metric for what is not known', () => {
    const known = metricsOf({ duration_ms: null });
    assert.deepEqual(Object.keys(known), ['nodes_total', 'nodes_failed', 'nodes_skipped', 'node.greet.duration_ms']);
    const usage = { input_tokens: 7, output_tokens: null, cost_usd: 0 };
    const { input_tokens, output_tokens, total_tokens, cost_usd } = metricsOf({ usage });
    assert.deepEqual([input_tokens, output_tokens, total_tokens, cost_usd], [7, undefined, undefined, 0]);
  });

  it('counts nodes, and sums what a node took in a loop', () => {
    const nodes = [
      trackedNode({ key: 'a#1', node: 'a' }),
      trackedNode({ key: 'a#2', node: 'a', status: 'failed' }),
      trackedNode({ key: 'b', node: 'b', status: 'skipped', started_at: null, finished_at: null }),
    ];
    const { nodes_total, nodes_failed, nodes_skipped, ...rest } = metricsOf({ nodes });
    assert.deepEqual([nodes_total, nodes_failed, nodes_skipped], [3, 1, 1]);
    assert.deepEqual(rest, { duration_ms: 2000, 'node.a.duration_ms': 2000 });
  });

  it('is the same every time it is described', () => {
    assert.deepEqual(closing(), closing());
    const end = Date.parse('2026-01-01T00:00:02.100Z');
    assert.deepEqual([...new Set(closing().metrics.map(({ timestamp }) => timestamp))], [end]);
  });
});
