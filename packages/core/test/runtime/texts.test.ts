import assert from 'node:assert/strict';
import { once } from 'node:events';
import { EventEmitter } from 'node:events';
import { compile } from '@configurable-agents/compiler';
import type { RunText } from '@configurable-agents/core';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import { manifestOf } from '@configurable-agents/plugin-sdk';
import { plugin } from '../fixtures/test-plugin.ts';
import { closeAll, open, runToEnd, startRequest } from '../support/runtime.ts';

const KEY = 'hush-hush';

function asking(llm: string, { prompt = 'one two three', more = '' } = {}): ExecutionGraph {
  const text = `nodes:\n  - name: a\n    llm: ${llm}\n    prompt: ${prompt}\n${more}`;
  const { graph, diagnostics } = compile(text, { file: 'w.yaml', plugins: [manifestOf(plugin)] });
  assert.ok(graph !== undefined, JSON.stringify(diagnostics));
  return graph;
}

const speaking = (prompt?: string): ExecutionGraph =>
  asking('{ provider: test, model: speak }', prompt === undefined ? {} : { prompt });

describe('what models say while they say it', function () {
  this.timeout(20_000);
  afterEach(closeAll);

  it('is told in pieces, in order, before the answer is there', async () => {
    const runtime = await open({ env: { TEST_PLUGIN_KEY: KEY } });
    const heard: RunText[] = [];
    let hasEnded = false;
    runtime.subscribeTexts((piece) => {
      assert.equal(hasEnded, false);
      heard.push(piece);
    });
    const { run_id: id } = await runtime.start(startRequest(speaking()));
    const { result } = await runtime.result(id);
    hasEnded = true;
    assert.equal(result, 'one two three');
    assert.deepEqual(heard, [
      { run_id: id, workflow_name: 'w', node: 'a', key: 'a', attempt: 1, offset: 0, text: 'one ' },
      { run_id: id, workflow_name: 'w', node: 'a', key: 'a', attempt: 1, offset: 4, text: 'two ' },
      { run_id: id, workflow_name: 'w', node: 'a', key: 'a', attempt: 1, offset: 8, text: 'three' },
    ]);
  });

  it('is told from its beginning to who comes late, and to nobody once it is over', async () => {
    const runtime = await open({ env: { TEST_PLUGIN_KEY: KEY } });
    const events = new EventEmitter();
    const stop = runtime.subscribeTexts((piece) => events.emit('piece', piece));
    const { run_id: id } = await runtime.start(startRequest(speaking('one two three four')));
    for (let pieces = 0; pieces < 2; pieces += 1) await once(events, 'piece');
    stop();
    const [late] = runtime.texts(id);
    assert.deepEqual([late?.offset, late?.text], [0, 'one two ']);
    await runtime.result(id);
    assert.deepEqual(runtime.texts(id), []);
  });

  it('begins anew with a repair, a turn with tools and another model', async () => {
    const runtime = await open({ env: { TEST_PLUGIN_KEY: KEY } });
    const begun: string[] = [];
    runtime.subscribeTexts(({ offset, text }) => {
      if (offset === 0) begun.push(text);
    });
    const schema = '    output_schema: { type: object, properties: { score: { type: integer } }, required: [score] }\n';
    const { error } = await runToEnd(
      runtime,
      asking('{ provider: test, model: refuse, fallback: [{ provider: test, model: wrong-2 }] }', { more: schema }),
    );
    assert.equal(error?.code, 'NODE_OUTPUT_INVALID');
    assert.deepEqual(begun, ['{"score":"no"}', '{"score":"no"}']);
  });

  it('has no secret', async () => {
    const runtime = await open({ env: { TEST_PLUGIN_KEY: KEY } });
    let all = '';
    runtime.subscribeTexts(({ text }) => (all += text));
    await runToEnd(runtime, speaking(`the key is ${KEY} here`));
    assert.equal(all, 'the key is *** here');
  });

  it('stands in no journal', async () => {
    const runtime = await open({ env: { TEST_PLUGIN_KEY: KEY } });
    const { run_id: id } = await runToEnd(runtime, speaking());
    assert.deepEqual(
      runtime.reader.journal(id).map(({ fact }) => fact.kind),
      ['run.accepted', 'run.started', 'node.scheduled', 'node.completed', 'run.finished'],
    );
  });

  it('ends with an attempt that is aborted', async () => {
    const runtime = await open({ env: { TEST_PLUGIN_KEY: KEY } });
    const events = new EventEmitter();
    runtime.subscribeTexts((piece) => events.emit('piece', piece));
    const { run_id: id } = await runtime.start(startRequest(speaking('a b c d e f g h i j k l m n o p')));
    await once(events, 'piece');
    await runtime.cancel(id, 'enough');
    assert.deepEqual(runtime.texts(id), []);
  });
});
