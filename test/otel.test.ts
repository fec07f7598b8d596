// From a webhook over a model and its tool to a collector: a real server, a real journal, protobuf's own package.
import assert from 'node:assert/strict';
import { pluginSources } from '../packages/server/src/config/plugins.ts';
import { closeServers, openTestServer } from '../packages/server/test/support/server.ts';
import type { TestServer } from '../packages/server/test/support/server.ts';
import { TEST_PLUGIN } from '../packages/core/test/support/runtime.ts';
import { openCollector } from '../packages/plugins/otel/test/support/collector.ts';
import type { Collector, ReadSpan } from '../packages/plugins/otel/test/support/collector.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARENT = 'b7ad6b7169203331';
const SCRIPT = JSON.stringify(
  JSON.stringify([[['add', { a: 1, b: 2 }]], 'done'])
    .replaceAll('{', '{{')
    .replaceAll('}', '}}'),
);
const ADDING = `name: Adding
observability:
  otel: { service_name: adding }
nodes:
  - name: ask
    llm: { provider: test, model: script }
    prompt: ${SCRIPT}
    tools: [test.add]
  - name: below
    workflow: plain
edges:
  - { from: ask, to: below }
`;
const PLAIN = `name: Plain
observability:
  otel: {}
nodes:
  - name: greet
    llm: { provider: echo, model: echo }
    prompt: A secret greeting
`;

describe('a run in a collector', function () {
  this.timeout(30_000);
  let collector: Collector;
  beforeEach(async () => (collector = await openCollector()));
  afterEach(async () => {
    await closeServers();
    await collector.close();
  });

  const opened = async (endpoint: string): Promise<TestServer> => {
    const server = await openTestServer(
      { trustTrace: true },
      {
        plugins: [...pluginSources(), { specifier: TEST_PLUGIN, firstParty: false }],
        env: { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint },
      },
    );
    await server.register('plain', PLAIN);
    const { status, text } = await server.register('adding', ADDING);
    assert.ok(status < 300, text);
    return server;
  };
  const deliver = async ({ post }: TestServer): Promise<string> => {
    const headers = { traceparent: `00-${TRACE}-${PARENT}-01` };
    const { body } = await post('/webhooks/generic?wait=20s', { workflow_name: 'adding', inputs: {} }, headers);
    assert.equal(body['status'], 'success', JSON.stringify(body));
    return String(body['run_id']);
  };
  const caughtUp = async ({ runtime }: TestServer): Promise<void> => {
    while (runtime.health().trackers.some(({ lag }) => lag > 0))
      await new Promise((resolve) => setTimeout(resolve, 20));
  };
  /** Names from a span up to the sender's. */
  const pathOf = (span: ReadSpan | undefined): readonly string[] => {
    if (span === undefined) return [];
    const above = collector.spans.find(({ spanId }) => spanId === span.parentSpanId);
    return [span.name, ...(above === undefined ? [span.parentSpanId] : pathOf(above))];
  };
  const named = (name: string): ReadSpan | undefined => collector.spans.find((span) => span.name === name);

  it('is one trace, from the sender of the webhook to the tool and the run below', async () => {
    const server = await opened(collector.url);
    const id = await deliver(server);
    await caughtUp(server);
    assert.deepEqual(new Set(collector.spans.map(({ traceId }) => traceId)), new Set([TRACE]));
    const top = ['invoke_workflow adding', 'POST /webhooks/generic', PARENT];
    assert.deepEqual(pathOf(named('execute_tool add')), ['execute_tool add', 'invoke_agent ask', 'node ask', ...top]);
    assert.deepEqual(pathOf(named('chat script')), ['chat script', 'invoke_agent ask', 'node ask', ...top]);
    assert.deepEqual(pathOf(named('chat echo')), [
      'chat echo',
      'invoke_agent greet',
      'node greet',
      'invoke_workflow Plain',
      'node below',
      ...top,
    ]);
    for (const span of collector.spans) {
      const above = collector.spans.find(({ spanId }) => spanId === span.parentSpanId);
      // What a clock of whole milliseconds can tell.
      if (above !== undefined && above.kind !== 'SPAN_KIND_SERVER')
        assert.ok(above.start <= span.start + 2 && span.end <= above.end + 2, `${span.name} in ${above.name}`);
    }
    const ids = collector.spans.map(({ spanId }) => spanId);
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(named('invoke_workflow adding')?.resource['service.name'], 'adding');
    assert.equal(named('invoke_workflow adding')?.attributes['workflow.run.id'], id);
    assert.doesNotMatch(JSON.stringify([collector.spans, collector.logs]), /secret greeting/);
  });

  it('waits in the journal while the collector is down, and is sent once it is up', async () => {
    collector.mood = { status: 503, headers: { 'retry-after': '0' } };
    const server = await opened(collector.url);
    await deliver(server);
    const statusOf = async (): Promise<unknown> =>
      ((await server.get('/api/trackers')).body['items'] as { name: string; error: string | null }[]).find(
        ({ name }) => name === 'otel',
      )?.error;
    while (typeof (await statusOf()) !== 'string') await new Promise((resolve) => setTimeout(resolve, 20));
    assert.match(String(await statusOf()), /the collector at .*\/v1\/traces is busy \(503\)/);
    collector.mood = undefined;
    await caughtUp(server);
    assert.ok(named('execute_tool add') !== undefined);
    const count = collector.spans.length;
    const before = new Set(collector.spans.map(({ spanId }) => spanId));
    assert.equal(before.size, count);
    const { status } = await server.post('/api/trackers/otel/replay', { since: '1h' });
    assert.equal(status, 202);
    await caughtUp(server);
    assert.equal(collector.spans.length, 2 * count);
    assert.deepEqual(new Set(collector.spans.map(({ spanId }) => spanId)), before);
  });
});
