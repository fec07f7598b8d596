// The place of a run in a distributed trace: from a webhook over runs that it starts to the requests that go out, over a restart too.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spanIdOf, traceIdOf } from '@configurable-agents/plugin-sdk';
import { closeServers, openTestServer } from '../packages/server/test/support/server.ts';
import type { TestServer } from '../packages/server/test/support/server.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARENT = 'b7ad6b7169203331';
const TRACEPARENT = `00-${TRACE}-${PARENT}-01`;

const outer = (port: number): string => `name: Outer
nodes:
  - name: call
    uses: http
    with: { url: 'http://127.0.0.1:${port}/called' }
  - name: own
    uses: http
    with: { url: 'http://127.0.0.1:${port}/own', headers: { traceparent: '00-11111111111111111111111111111111-2222222222222222-01' } }
  - name: below
    workflow: inner
edges:
  - { from: call, to: own }
  - { from: own, to: below }
`;
const inner = (port: number): string => `name: Inner
nodes:
  - name: call
    uses: http
    with: { url: 'http://127.0.0.1:${port}/below' }
`;

describe('trace context', function () {
  this.timeout(30_000);
  let outside: Server;
  let port: number;
  let root: string;
  const seen = new Map<string, IncomingHttpHeaders>();

  beforeEach(async () => {
    seen.clear();
    root = mkdtempSync(join(tmpdir(), 'configurable-agents-trace-'));
    outside = createServer((request, response) => {
      seen.set(request.url ?? '', request.headers);
      response.setHeader('Content-Type', 'application/json');
      response.end('{}');
    });
    await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
    ({ port } = outside.address() as AddressInfo);
  });
  afterEach(async () => {
    await closeServers();
    outside.closeAllConnections();
    outside.close();
    rmSync(root, { recursive: true, force: true });
  });

  const opened = async (trustTrace: boolean, sendTrace = true): Promise<TestServer> => {
    const server = await openTestServer(
      { trustTrace },
      { sendTrace, dataDir: join(root, 'data'), allowPrivate: [`127.0.0.1:${port}`] },
    );
    await server.register('inner', inner(port));
    const { status, text } = await server.register('outer', outer(port));
    assert.ok(status < 300, text);
    return server;
  };
  const deliver = async ({ post, runtime }: TestServer): Promise<string> => {
    const headers = { traceparent: TRACEPARENT, baggage: 'user=ann', tracestate: 'vendor=1' };
    const { body } = await post('/webhooks/generic?wait=20s', { workflow_name: 'outer', inputs: {} }, headers);
    assert.equal(body['status'], 'success', JSON.stringify(body));
    const id = String(body['run_id']);
    assert.equal(runtime.reader.run(id)?.status, 'succeeded');
    return id;
  };
  const parentOf = (path: string): string | undefined => String(seen.get(path)?.['traceparent']);

  it('goes from the sender of a webhook over nodes and runs below to the requests that they send', async () => {
    const server = await opened(true);
    const id = await deliver(server);
    const { reader } = server.runtime;
    assert.deepEqual(reader.run(id)?.trigger.trace, { trace_id: TRACE, parent_id: PARENT, sampled: true });
    assert.equal(parentOf('/called'), `00-${TRACE}-${spanIdOf(id, 'call', 1)}-01`);
    assert.equal(parentOf('/own'), '00-11111111111111111111111111111111-2222222222222222-01');
    const child = reader.runs().items.find(({ trigger }) => trigger.parent_run_id === id);
    assert.ok(child !== undefined);
    assert.deepEqual(child.trigger.trace, { trace_id: TRACE, parent_id: spanIdOf(id, 'below'), sampled: true });
    assert.equal(parentOf('/below'), `00-${TRACE}-${spanIdOf(child.run_id, 'call', 1)}-01`);
    // Ids go out, and nothing that says more.
    for (const headers of seen.values())
      assert.deepEqual([headers['baggage'], headers['tracestate']], [undefined, undefined]);
  });

  it('is a trace of its own, linked to that of a sender that nobody said to trust', async () => {
    const server = await opened(false);
    const id = await deliver(server);
    assert.deepEqual(server.runtime.reader.run(id)?.trigger.trace, { link: TRACEPARENT });
    assert.equal(parentOf('/called'), `00-${traceIdOf(id)}-${spanIdOf(id, 'call', 1)}-01`);
    const child = server.runtime.reader.runs().items.find(({ trigger }) => trigger.parent_run_id === id);
    assert.equal(child?.trigger.trace?.trace_id, traceIdOf(id));
  });

  it('goes nowhere unless the operator says so', async () => {
    await deliver(await opened(true, false));
    assert.equal(seen.get('/called')?.['traceparent'], undefined);
  });

  it('is the same after a restart', async () => {
    const waiting = `name: Waiting
nodes:
  - { name: hold, uses: wait, with: { signal: go } }
  - name: call
    uses: http
    with: { url: 'http://127.0.0.1:${port}/later' }
edges:
  - { from: hold, to: call }
`;
    const before = await opened(true);
    await before.register('waiting', waiting);
    const { body } = await before.post(
      '/webhooks/generic',
      { workflow_name: 'waiting', inputs: {} },
      { traceparent: TRACEPARENT },
    );
    const id = String(body['run_id']);
    while (before.runtime.reader.run(id)?.status !== 'waiting') await new Promise((resolve) => setTimeout(resolve, 10));
    await before.server.close();
    await before.runtime.close();
    const after = await opened(true);
    await after.post(`/api/runs/${id}/signal`, { name: 'go' });
    await after.runtime.result(id);
    assert.equal(parentOf('/later'), `00-${TRACE}-${spanIdOf(id, 'call', 1)}-01`);
  });
});
