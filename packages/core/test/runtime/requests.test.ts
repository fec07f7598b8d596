// Requests that their sender names, and registrations that expect a revision.
import assert from 'node:assert/strict';
import type { RuntimeError } from '@configurable-agents/core';
import { graph } from '../support/graph.ts';
import { closeAll, newDataDir, open, startRequest } from '../support/runtime.ts';

const once = (key: string, digest = 'a'): { readonly key: string; readonly digest: string } => ({ key, digest });
const codeOf = (error: unknown): string => (error as RuntimeError).code;

describe('a request with a key', function () {
  this.timeout(20_000);
  afterEach(closeAll);

  it('starts one run, however often and however closely it is sent, also after a restart', async () => {
    const dataDir = newDataDir();
    const runtime = await open({ dataDir });
    const request = { ...startRequest(graph('a -> b')), once: once('k') };
    const all = await Promise.all(Array.from({ length: 5 }, () => runtime.start(request)));
    assert.equal(new Set(all.map(({ run_id: id }) => id)).size, 1);
    assert.deepEqual(
      all.map(({ duplicate }) => duplicate),
      [undefined, true, true, true, true],
    );
    await runtime.result(String(all[0]?.run_id));
    await runtime.close();
    const next = await open({ dataDir });
    assert.deepEqual(await next.start(request), { run_id: all[0]?.run_id, duplicate: true });
    assert.equal(next.reader.runs().items.length, 1);
  });

  it('is refused where it is another request under the same key', async () => {
    const runtime = await open();
    await runtime.start({ ...startRequest(graph('a')), once: once('k') });
    await assert.rejects(
      runtime.start({ ...startRequest(graph('a')), once: once('k', 'b') }),
      (error) => codeOf(error) === 'KEY_REUSED',
    );
    assert.equal(runtime.reader.runs().items.length, 1);
  });

  it('forks a run once', async () => {
    const runtime = await open();
    const { run_id: id } = await runtime.start(startRequest(graph('a -> b')));
    await runtime.result(id);
    const first = await runtime.fork(id, { from: 'b', once: once('f') });
    assert.deepEqual(await runtime.fork(id, { from: 'b', once: once('f') }), { ...first, duplicate: true });
    assert.equal(runtime.reader.runs().items.length, 2);
  });

  it('tries a run again once', async () => {
    const runtime = await open();
    const { run_id: id } = await runtime.start(startRequest(graph('a')));
    await runtime.cancel(id, 'test');
    assert.deepEqual(await runtime.retry(id, { once: once('r') }), { run_id: id });
    await runtime.result(id);
    assert.deepEqual(await runtime.retry(id, { once: once('r') }), { run_id: id, duplicate: true });
    const retried = runtime.reader.journal(id).filter(({ fact }) => fact.kind === 'run.retried');
    assert.equal(retried.length, 1);
  });
});

describe('a registration that expects a revision', function () {
  this.timeout(20_000);
  afterEach(closeAll);

  it('changes nothing where another revision is there', async () => {
    const runtime = await open();
    const flow = graph('a');
    const register = async (source: string, expected: number | null): Promise<unknown> =>
      await runtime.register({ name: 'w', path: null, source, graph: flow, expected });
    const conflict = (error: unknown): boolean => codeOf(error) === 'REVISION_CONFLICT';
    await assert.rejects(register('one', 1), conflict);
    assert.deepEqual(await register('one', null), { name: 'w', revision: 1, change: 'created' });
    await assert.rejects(register('two', null), conflict);
    // Two at once that know the same revision: one of them comes first.
    const both = await Promise.allSettled([register('two', 1), register('three', 1)]);
    assert.deepEqual(
      both.map(({ status }) => status),
      ['fulfilled', 'rejected'],
    );
    assert.equal(runtime.reader.workflow('w')?.source, 'two');
    await assert.rejects(runtime.unregister('w', { expected: 1 }), conflict);
    assert.equal(await runtime.unregister('w', { expected: 2 }), true);
  });
});
