import assert from 'node:assert/strict';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import { rehearse } from '../../src/rehearsal/rehearse.ts';
import type { Rehearsal, RehearsalRequest } from '../../src/rehearsal/rehearse.ts';
import { graph } from '../support/graph.ts';

const noLanes = (): Promise<never> => Promise.reject(new Error('no worker here'));

async function of(request: Partial<RehearsalRequest> & Pick<RehearsalRequest, 'graph'>): Promise<Rehearsal> {
  const trigger = { name: 'manual', uses: 'manual' };
  return await rehearse({ inputs: {}, trigger, mocks: {}, answers: {}, signals: {}, ...request }, noLanes);
}

describe('a rehearsal', () => {
  it('runs mocked nodes in order, and says which', async () => {
    const found = await of({
      graph: graph('a -> b, a -> c'),
      mocks: { a: { output: 1 }, b: { output: 2 }, c: { output: 3 } },
    });
    assert.deepEqual([found.status, found.visited, found.result], ['succeeded', ['a', 'b', 'c'], { b: 2, c: 3 }]);
    assert.deepEqual((found.scope['a'] as { output: unknown }).output, 1);
  });

  it('lets no node reach outside', async () => {
    const found = await of({ graph: graph('a') });
    assert.equal(found.status, 'failed');
    assert.match(found.error?.message ?? '', /would reach outside; give it a mock/);
  });

  it('lets a model call tools that only compute, and no others, which echo does where it must', async () => {
    const asking = (choice: string, effects?: 'pure' | 'read'): ExecutionGraph => {
      const tools = [{ uses: 'x.look', name: 'look' }];
      const llm = { provider: 'test', model: 'any', parameters: {}, tools, tool_choice: choice } as const;
      const asked = graph('a', { a: { uses: 'llm', effects: 'read', llm } });
      if (effects === undefined) return asked;
      return { ...asked, plugins: { actions: {}, models: {}, tools: { 'x.look': { effects } } } };
    };
    const messageOf = async (...given: Parameters<typeof asking>): Promise<string> =>
      (await of({ graph: asking(...given) })).error?.message ?? '';
    for (const choice of ['required', 'look']) {
      assert.match(await messageOf(choice), /would reach outside; give it a mock/);
      assert.match(await messageOf(choice, 'read'), /would reach outside; give it a mock/);
      assert.match(await messageOf(choice, 'pure'), /no worker could be started/);
    }
    assert.match(await messageOf('auto'), /no worker could be started/);
  });

  it('gives a list of mocks by execution, the last one for all that follow', async () => {
    const each = {
      in: { kind: 'literal', value: [1, 2, 3] },
      as: 'item',
      index_as: 'index',
      max_parallel: 3,
      max_items: 9,
      on_item_error: 'fail',
    } as const;
    const found = await of({
      graph: graph('a', { a: { for_each: each } }),
      mocks: { a: [{ output: 'x' }, { output: 'y' }] },
    });
    assert.deepEqual(found.result, ['x', 'y', 'y']);
  });

  it('lets retries and waits pass at once', async () => {
    const retry = { max_attempts: 5, initial_ms: 3_600_000, factor: 2, max_ms: 86_400_000, jitter: false };
    const found = await of({ graph: graph('a', { a: { retry } }), mocks: { a: { error: { class: 'timeout' } } } });
    assert.deepEqual([found.status, found.error?.code], ['failed', 'NODE_FAILED']);
  });

  it('ends where a worker cannot be started', async () => {
    const found = await of({ graph: graph('a', { a: { effects: 'pure' } }) });
    assert.match(found.error?.message ?? '', /no worker could be started: no worker here/);
  });
});
