import assert from 'node:assert/strict';
import { spanIdOf, traceIdOf } from '@configurable-agents/plugin-sdk';
import type { TrackedRun } from '@configurable-agents/plugin-sdk';
import { openTracker } from '../src/tracker.ts';
import { openCollector } from './support/collector.ts';
import type { Attributes, Collector, ReadSpan } from './support/collector.ts';
import { contextWith, factsOf, RUN_ID, runWith, since } from './support/run.ts';

const TRACE = traceIdOf(RUN_ID);
const REMOTE = { trace_id: '0af7651916cd43dd8448eb211c80319c', parent_id: 'b7ad6b7169203331', sampled: true };

describe('tracker otel', function () {
  this.timeout(20_000);
  let collector: Collector;
  beforeEach(async () => (collector = await openCollector()));
  afterEach(() => collector.close());

  async function recorded(
    run: TrackedRun = runWith(),
    given: Parameters<typeof contextWith>[1] = {},
  ): Promise<readonly ReadSpan[]> {
    await openTracker({ env: {} })(factsOf(), contextWith(collector.url, { run, ...given }));
    return collector.spans;
  }
  const named = (name: string): ReadSpan => {
    const found = collector.spans.find((span) => span.name === name);
    assert.ok(found !== undefined, `no span ${name} among ${collector.spans.map((span) => span.name).join(', ')}`);
    return found;
  };
  const chats = (): readonly ReadSpan[] => collector.spans.filter(({ name }) => name.startsWith('chat '));

  it('tells of a run as one trace, from the webhook to the tool', async () => {
    const spans = await recorded();
    const tree = spans.map(({ name, kind, spanId, parentSpanId, start, end }) => [
      name,
      kind.replace('SPAN_KIND_', ''),
      spans.find((span) => span.spanId === parentSpanId)?.name ?? parentSpanId,
      start - since(0),
      end - since(0),
      spanId.length,
    ]);
    const model = 'chat gemini-3.8-flash';
    assert.deepEqual(tree, [
      ['POST /webhooks/generic', 'SERVER', '', 0, 0, 16],
      ['invoke_agent ask', 'INTERNAL', 'node ask', 20, 100, 16],
      [model, 'CLIENT', 'invoke_agent ask', 20, 100, 16],
      ['invoke_agent ask', 'INTERNAL', 'node ask', 400, 900, 16],
      [model, 'CLIENT', 'invoke_agent ask', 400, 600, 16],
      ['execute_tool add', 'INTERNAL', 'invoke_agent ask', 610, 630, 16],
      [model, 'CLIENT', 'invoke_agent ask', 640, 890, 16],
      ['node ask', 'INTERNAL', 'invoke_workflow triage', 10, 900, 16],
      ['node later', 'INTERNAL', 'invoke_workflow triage', 950, 950, 16],
      ['invoke_workflow triage', 'INTERNAL', 'POST /webhooks/generic', 0, 1000, 16],
    ]);
    assert.deepEqual(new Set(spans.map(({ traceId }) => traceId)), new Set([TRACE]));
    // The id that requests of an attempt send on.
    assert.equal(spans[3]?.spanId, spanIdOf(RUN_ID, 'ask', 2));
  });

  it('names things as the conventions for generative AI and CI/CD do, without contents', async () => {
    await recorded(runWith({ settings: { attributes: { team: 'blue' } } }));
    const run = named('invoke_workflow triage').attributes;
    const wanted: Attributes = {
      'gen_ai.operation.name': 'invoke_workflow',
      'gen_ai.workflow.name': 'triage',
      'gen_ai.usage.input_tokens': 30,
      'cicd.pipeline.name': 'triage',
      'cicd.pipeline.run.id': RUN_ID,
      'cicd.pipeline.result': 'success',
      'workflow.cost_usd': 0.5,
      team: 'blue',
    };
    assert.deepEqual({ ...run, ...wanted }, run);
    assert.deepEqual(chats()[1]?.attributes, {
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'gcp.gemini',
      'gen_ai.request.model': 'gemini-3.8-flash',
      'gen_ai.usage.input_tokens': 10,
      'gen_ai.usage.output_tokens': 5,
    });
    assert.deepEqual(named('execute_tool add').attributes, {
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.name': 'add',
      'gen_ai.tool.type': 'function',
    });
    assert.deepEqual(chats()[0]?.status, { code: 'STATUS_CODE_ERROR', message: 'MODEL_RATE_LIMIT' });
    assert.equal(named('node later').attributes['cicd.pipeline.task.run.result'], 'skip');
    const { resource } = named('node ask');
    assert.equal(resource['service.name'], 'configurable-agents');
    assert.doesNotMatch(
      JSON.stringify([collector.spans, collector.logs, collector.points]),
      /private|the answer|be brief/,
    );
  });

  it('tells of an answer from a cache, and does not count it', async () => {
    const cached = { kind: 'model', provider: 'google', model: 'm', cached: true, at_ms: 0, duration_ms: 0 };
    const [fact] = factsOf().filter(({ fact: { kind } }) => kind === 'node.completed');
    assert.ok(fact !== undefined);
    const batch = [
      { ...fact, fact: { ...fact.fact, steps: [cached, { kind: 'tool', name: 'add', at_ms: 0, duration_ms: 1 }] } },
    ];
    await openTracker({ env: {} })(batch, contextWith(collector.url));
    const { kind, attributes } = named('chat m');
    assert.deepEqual([kind, attributes['workflow.cached']], ['SPAN_KIND_INTERNAL', true]);
    assert.deepEqual(
      new Set(collector.points.map((point) => point.attributes['gen_ai.operation.name'])),
      new Set(['execute_tool']),
    );
  });

  it('sends contents where the workflow says so', async () => {
    await recorded(runWith({ settings: { capture: 'all', service_name: 'support' } }));
    const { attributes, resource } =
      collector.spans.find(({ spanId }) => spanId === spanIdOf(RUN_ID, 'ask', 2)) ?? assert.fail();
    const parts = (name: string): unknown => JSON.parse(String(attributes[name]));
    assert.deepEqual(parts('gen_ai.input.messages'), [
      { role: 'user', parts: [{ type: 'text', content: 'a private prompt' }] },
    ]);
    assert.deepEqual(parts('gen_ai.output.messages'), [
      { role: 'assistant', parts: [{ type: 'text', content: 'the answer' }] },
    ]);
    assert.deepEqual(parts('gen_ai.system_instructions'), [{ type: 'text', content: 'be brief' }]);
    assert.deepEqual(
      ['arguments', 'result'].map((what) => named('execute_tool add').attributes[`gen_ai.tool.call.${what}`]),
      ['{"a":1}', '2'],
    );
    assert.equal(resource['service.name'], 'support');
  });

  it('is below the span of a sender that is trusted, and linked to that of another', async () => {
    await recorded(runWith({ trigger: { ...runWith().trigger, trace: REMOTE } }));
    assert.equal(named('POST /webhooks/generic').parentSpanId, REMOTE.parent_id);
    assert.deepEqual(new Set(collector.spans.map(({ traceId }) => traceId)), new Set([REMOTE.trace_id]));
    collector.spans.length = 0;
    const link = `00-${REMOTE.trace_id}-${REMOTE.parent_id}-01`;
    await recorded(runWith({ trigger: { ...runWith().trigger, trace: { link } } }));
    const { traceId, parentSpanId, links } = named('POST /webhooks/generic');
    assert.deepEqual(
      [traceId, parentSpanId, links],
      [TRACE, '', [{ traceId: REMOTE.trace_id, spanId: REMOTE.parent_id }]],
    );
  });

  it('counts tokens, calls and runs in histograms, each once', async () => {
    const tracker = openTracker({ env: {} });
    const context = contextWith(collector.url);
    await tracker(factsOf(), context);
    await tracker(factsOf(), context);
    const { points } = collector;
    const sumOf = (name: string, more: Attributes = {}): readonly number[] =>
      points
        .filter(
          (point) =>
            point.name === name && Object.entries(more).every(([key, value]) => point.attributes[key] === value),
        )
        .flatMap(({ count, sum }) => [count, Math.round(sum * 1000) / 1000]);
    assert.deepEqual(sumOf('gen_ai.client.token.usage', { 'gen_ai.token.type': 'input' }), [2, 30]);
    assert.deepEqual(sumOf('gen_ai.client.token.usage', { 'gen_ai.token.type': 'output' }), [2, 12]);
    assert.deepEqual(sumOf('gen_ai.client.operation.duration', { 'gen_ai.operation.name': 'execute_tool' }), [1, 0.02]);
    assert.deepEqual(sumOf('gen_ai.client.operation.duration', { 'error.type': 'MODEL_RATE_LIMIT' }), [1, 0.08]);
    assert.deepEqual(sumOf('cicd.pipeline.run.duration', { 'cicd.pipeline.result': 'success' }), [1, 1]);
    for (const { counts, bounds, count, temporality } of points) {
      assert.equal(counts.length, bounds.length + 1);
      assert.equal(
        counts.reduce((sum, each) => sum + each, 0),
        count,
      );
      assert.equal(temporality, 'AGGREGATION_TEMPORALITY_DELTA');
    }
    assert.equal(collector.spans.length, 10);
  });

  it('logs what somebody may want to be told of, at its place in the trace', async () => {
    await recorded();
    assert.deepEqual(
      collector.logs.map(({ severity, body, spanId }) => [severity, body, spanId]),
      [
        ['INFO', 'triage: run.accepted', spanIdOf(RUN_ID)],
        ['WARN', 'triage: ask: node.attempt_failed MODEL_RATE_LIMIT', spanIdOf(RUN_ID, 'ask', 1)],
        ['INFO', 'triage: run.finished succeeded', spanIdOf(RUN_ID)],
      ],
    );
    assert.ok(collector.logs.every(({ traceId }) => traceId === TRACE));
  });

  it('says the same in JSON, compressed, with headers, and nothing of what is not asked for', async () => {
    const env = {
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip',
      OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.url}/`,
      OTEL_SERVICE_NAME: 'from-env',
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test,team=a%20b',
      OTEL_METRICS_EXPORTER: 'none',
    };
    const secret = (): string => 'api-key=s3cret,x-tenant=one';
    await openTracker({ env })(factsOf(), contextWith('http://127.0.0.1:1', { secret }));
    assert.deepEqual(
      collector.requests.map(({ path, headers }) => [
        path,
        headers['content-type'],
        headers['content-encoding'],
        headers['api-key'],
        headers['x-tenant'],
      ]),
      ['traces', 'logs'].map((signal) => [`/v1/${signal}`, 'application/json', 'gzip', 's3cret', 'one']),
    );
    const { traceId, resource, kind } = named('invoke_workflow triage');
    assert.deepEqual([traceId, kind, resource['service.name'], resource['team']], [TRACE, '1', 'from-env', 'a b']);
    assert.doesNotMatch(JSON.stringify(collector.spans), /s3cret/);
  });

  it('sends the same spans again for history, and counts and logs nothing twice', async () => {
    const first = [...(await recorded())];
    collector.spans.length = 0;
    const [logs, points] = [collector.logs.length, collector.points.length];
    await recorded(runWith(), { isReplay: true });
    assert.deepEqual(collector.spans, first);
    assert.deepEqual([collector.logs.length, collector.points.length], [logs, points]);
  });

  it('tells of what failed, was lost or called off', async () => {
    const error = { code: 'NODE_TIMEOUT', class: 'timeout', message: 'private' };
    const [accepted] = factsOf();
    assert.ok(accepted !== undefined);
    const kinds = [
      { kind: 'attempt.lost', key: 'a', node: 'a', attempt: 1 },
      { kind: 'node.failed', key: 'a', node: 'a', attempt: 2, error, duration_ms: 5, plugin: 'acme@1.0.0' },
      { kind: 'node.cancelled', key: 'b', node: 'b' },
      { kind: 'run.finished', status: 'failed', error },
    ];
    const batch = kinds.map((fact, i) => ({ ...accepted, pos: i + 1, fact: { ...accepted.fact, ...fact } }));
    await openTracker({ env: {} })(batch, contextWith(collector.url));
    assert.deepEqual(
      collector.spans.map(({ name, attributes, status }) => [name, attributes['error.type'], status.message]),
      [
        ['execute a', 'ATTEMPT_LOST', 'ATTEMPT_LOST'],
        ['execute a', 'NODE_TIMEOUT', 'NODE_TIMEOUT'],
        ['node a', 'NODE_TIMEOUT', 'NODE_TIMEOUT'],
        ['node b', undefined, ''],
        ['invoke_workflow triage', 'NODE_TIMEOUT', 'NODE_TIMEOUT'],
      ],
    );
    assert.deepEqual(
      [2, 3, 4].map(
        (i) => collector.spans[i]?.attributes[i === 4 ? 'cicd.pipeline.result' : 'cicd.pipeline.task.run.result'],
      ),
      ['timeout', 'cancellation', 'timeout'],
    );
  });
});
