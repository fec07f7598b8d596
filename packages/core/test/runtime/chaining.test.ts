import assert from 'node:assert/strict';
import type { Runtime } from '@configurable-agents/core';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import { spanIdOf, traceIdOf } from '@configurable-agents/plugin-sdk';
import type { JsonObject } from '@configurable-agents/plugin-sdk';
import { graph } from '../support/graph.ts';
import { closeAll, open, runToEnd } from '../support/runtime.ts';

/** A graph whose one node starts a run of a workflow. */
function starts(workflow: string, inputs: JsonObject = {}, name = 'starter'): ExecutionGraph {
  const start = { kind: 'subrun', workflow, wait: false, with: { kind: 'literal', value: inputs } } as const;
  return graph('start', { start }, { name });
}

async function register(runtime: Runtime, name: string, shape: ExecutionGraph): Promise<void> {
  await runtime.register({ name, path: null, source: JSON.stringify(shape), graph: shape });
}

const SECOND = graph(
  'a',
  {},
  { name: 'second', inputs: { type: 'object', properties: { data: { type: 'string' } }, additionalProperties: false } },
);

describe('a node that starts another workflow', function () {
  this.timeout(20_000);
  afterEach(closeAll);

  it('gives the id of the run, which is linked to its parent and runs on its own', async () => {
    const runtime = await open();
    await register(runtime, 'second', SECOND);
    const parent = await runToEnd(runtime, starts('second', { data: 'x' }));
    assert.equal(parent.status, 'succeeded');
    const { run_id: id } = parent.result as { run_id: string };
    assert.equal((await runtime.result(id)).status, 'succeeded');
    const child = runtime.reader.detail(id);
    const trace = { trace_id: traceIdOf(parent.run_id), parent_id: spanIdOf(parent.run_id, 'start') };
    const trigger = { name: 'workflow', uses: 'workflow', parent_run_id: parent.run_id, hops: 1, trace };
    assert.deepEqual(child?.trigger, trigger);
    assert.deepEqual([child?.workflow_name, child?.revision, child?.inputs], ['second', 1, { data: 'x' }]);
    assert.deepEqual(runtime.reader.detail(parent.run_id)?.nodes[0]?.input, { data: 'x' });
  });

  it('is not failed by the failure of what it started', async () => {
    const runtime = await open();
    const failing = { uses: 'test.fail', with: { kind: 'literal', value: { retryable: false } } } as const;
    await register(runtime, 'second', graph('a', { a: failing }, { name: 'second' }));
    const parent = await runToEnd(runtime, starts('second'));
    const child = await runtime.result((parent.result as { run_id: string }).run_id);
    assert.deepEqual([parent.status, child.status], ['succeeded', 'failed']);
  });

  it('starts the revision that is registered by then', async () => {
    const runtime = await open();
    await register(runtime, 'second', SECOND);
    await register(runtime, 'second', graph('a -> b', {}, { name: 'second' }));
    const parent = await runToEnd(runtime, starts('second'));
    assert.equal(runtime.reader.run((parent.result as { run_id: string }).run_id)?.revision, 2);
  });

  it('hands on the provider that its run was told to use', async () => {
    const runtime = await open({ provider: 'test' });
    await register(runtime, 'second', SECOND);
    const parent = await runToEnd(runtime, starts('second'));
    const { run_id: id } = parent.result as { run_id: string };
    assert.equal(runtime.reader.journal(id)[0]?.fact['provider'], 'test');
  });

  it('fails where there is no such workflow, naming the nearest', async () => {
    const runtime = await open();
    await register(runtime, 'second', SECOND);
    const { error } = await runToEnd(runtime, starts('secnd'));
    assert.deepEqual(error, {
      code: 'WORKFLOW_NOT_FOUND',
      message: 'there is no workflow secnd; did you mean second?',
      node: 'start',
    });
  });

  it('fails where the inputs do not fit, and starts nothing', async () => {
    const runtime = await open();
    await register(runtime, 'second', SECOND);
    const { error } = await runToEnd(runtime, starts('second', { data: 7 }));
    assert.equal(error?.code, 'RUN_INPUTS_INVALID');
    assert.equal(runtime.reader.runs().items.length, 1);
  });

  it('ends a loop of workflows that start each other', async () => {
    const runtime = await open();
    await register(runtime, 'ping', starts('pong', {}, 'ping'));
    await register(runtime, 'pong', starts('ping', {}, 'pong'));
    const ids = [(await runToEnd(runtime, starts('ping'))).run_id];
    for (;;) {
      const outcome = await runtime.result(ids.at(-1) ?? '');
      if (outcome.status === 'failed') {
        assert.equal(outcome.error?.code, 'RUN_HOP_LIMIT');
        break;
      }
      ids.push((outcome.result as { run_id: string }).run_id);
    }
    assert.equal(ids.length, 21);
    assert.equal(runtime.reader.runs().items.length, 21);
  });

  it('writes the child and the end of its node in one transaction', async () => {
    const runtime = await open();
    await register(runtime, 'second', SECOND);
    const commits: string[][] = [];
    runtime.subscribe((entries) => commits.push(entries.map(({ fact }) => fact.kind)));
    await runToEnd(runtime, starts('second'));
    const together = commits.filter((kinds) => kinds.includes('node.completed') && kinds.includes('run.accepted'));
    assert.equal(together.length, 1);
  });
});
