// Cancel, clocks and waits of a real runtime, from workflows as people write them.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { compile } from '@configurable-agents/compiler';
import type { Runtime } from '@configurable-agents/core';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import { manifestOf } from '@configurable-agents/plugin-sdk';
import { plugin as http } from '@configurable-agents/plugin-http';
import { plugin as test } from '../fixtures/test-plugin.ts';
import { closeAll, open, runToEnd, startRequest, TEST_PLUGIN } from '../support/runtime.ts';

const CHILD = 'nodes:\n  - { name: slow, uses: test.hang }\n';

function workflow(text: string): ExecutionGraph {
  const { graph, diagnostics } = compile(text, {
    file: 'w.yaml',
    plugins: [manifestOf(test), manifestOf(http)],
    workflow: (reference) => (reference === './child.yaml' ? { file: 'child.yaml', source: CHILD } : undefined),
  });
  assert.ok(graph !== undefined, JSON.stringify(diagnostics));
  return graph;
}

/** Resolves once so many executions of a run are under way. */
async function running(runtime: Runtime, count: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const look = (): void => {
    const kinds = runtime.reader.runs().items.flatMap(({ run_id: id }) => runtime.reader.journal(id));
    if (kinds.filter(({ fact }) => fact.kind === 'node.scheduled').length >= count) resolve();
  };
  const unsubscribe = runtime.subscribe(look);
  look();
  await promise;
  unsubscribe();
}

describe('a cancel', function () {
  this.timeout(30_000);
  afterEach(closeAll);

  it('of a running map ends its items, and starts no further one', async () => {
    const runtime = await open();
    const graph = workflow(
      'nodes:\n  - { name: each, for_each: { in: [1, 2, 3, 4], max_parallel: 2 }, uses: test.hang }\n',
    );
    const { run_id: id } = await runtime.start(startRequest(graph));
    await running(runtime, 2);
    await runtime.cancel(id, 'enough');
    assert.equal((await runtime.result(id)).status, 'cancelled');
    const facts = runtime.reader.journal(id).map(({ fact }) => `${fact.kind} ${String(fact['key'] ?? '')}`.trim());
    for (const fact of [
      'node.scheduled each[0]',
      'node.scheduled each[1]',
      'node.cancelled each[0]',
      'node.cancelled each[1]',
    ])
      assert.ok(facts.includes(fact), fact);
    assert.ok(!facts.some((fact) => fact.includes('each[2]')), facts.join('\n'));
  });

  it('ends the runs that are awaited', async () => {
    const runtime = await open();
    const { run_id: id } = await runtime.start(
      startRequest(workflow('nodes:\n  - { name: child, workflow: ./child.yaml }\n')),
    );
    await running(runtime, 2);
    const child = runtime.reader.runs().items.find(({ run_id: each }) => each !== id);
    assert.equal(child?.trigger.parent_run_id, id);
    await runtime.cancel(id, 'enough');
    assert.equal((await runtime.result(id)).status, 'cancelled');
    assert.equal((await runtime.result(child.run_id)).status, 'cancelled');
  });
});

describe('time', function () {
  this.timeout(30_000);
  afterEach(closeAll);

  it('of a run stands still while it only waits', async () => {
    const text =
      'nodes:\n  - { name: pause, uses: wait, with: { duration: 600ms } }\n  - { name: done, uses: set, with: { ok: true } }\nexecution: { timeout: 200ms }\n';
    const { status, duration_ms: took } = await runToEnd(await open(), workflow(text));
    assert.equal(status, 'succeeded');
    assert.ok(took >= 600, String(took));
  });

  it('of a run that works is up, and ends it', async () => {
    const text = 'nodes:\n  - { name: slow, uses: test.hang }\nexecution: { timeout: 200ms }\n';
    const { status, error } = await runToEnd(await open(), workflow(text));
    assert.deepEqual([status, error?.code], ['failed', 'RUN_TIMEOUT']);
  });

  it('that a service asks for by Retry-After is the least that is waited', async () => {
    const asked: number[] = [];
    const server = createServer((_request, response) => {
      asked.push(performance.now());
      if (asked.length === 1) response.writeHead(429, { 'Retry-After': '1' }).end('later');
      else response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"ok":true}');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    try {
      const { port } = server.address() as AddressInfo;
      const runtime = await open({
        plugins: [
          { specifier: TEST_PLUGIN, firstParty: false },
          { specifier: import.meta.resolve('@configurable-agents/plugin-http'), firstParty: true },
        ],
        allowPrivate: [`127.0.0.1:${port}`],
      });
      const text = `nodes:\n  - name: fetch\n    uses: http\n    with: { url: 'http://127.0.0.1:${port}/' }\n    retry: { max_attempts: 2, initial: 1ms, max: 2ms }\n`;
      const { status, result } = await runToEnd(runtime, workflow(text));
      assert.deepEqual([status, result], ['succeeded', { ok: true }]);
      const [first = 0, second = 0] = asked;
      assert.ok(second - first >= 990, String(second - first));
    } finally {
      server.close();
    }
  });
});
