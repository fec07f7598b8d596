import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import type { Json } from '@configurable-agents/plugin-sdk';
import { encodeSpans, requestsOf } from '../../src/trace/otlp.ts';
import type { Span } from '../../src/trace/span.ts';
import { readResource, readSpans } from '../support/read-otlp.ts';

type Given = Parameters<typeof ProtobufTraceSerializer.serializeRequest>[0][number];

const KINDS = { internal: 0, server: 1, client: 2 } as const;
const CODES = { ok: 1, error: 2 } as const;
const timeOf = (ms: number): [number, number] => [Math.floor(ms / 1000), (ms % 1000) * 1_000_000];

/** What OpenTelemetry's own encoder makes of the same spans. */
function official(spans: readonly Span[]): Uint8Array {
  const given = spans.map((span) => {
    const context = (spanId: string): object => ({ traceId: span.traceId, spanId, traceFlags: 1 });
    const { error } = span;
    return {
      name: span.name,
      kind: KINDS[span.kind],
      spanContext: () => context(span.spanId),
      ...(span.parentId === undefined ? {} : { parentSpanContext: context(span.parentId) }),
      startTime: timeOf(span.startMs),
      endTime: timeOf(span.endMs),
      duration: timeOf(span.endMs - span.startMs),
      ended: true,
      status: span.status === undefined ? { code: 0 } : { code: CODES[span.status], message: error?.message },
      attributes: span.attributes,
      links: [],
      events:
        error === undefined
          ? []
          : [
              {
                name: 'exception',
                time: timeOf(span.endMs),
                attributes: { 'exception.type': error.type, 'exception.message': error.message },
              },
            ],
      resource: { attributes: { 'service.name': 'configurable-agents' }, asyncAttributesPending: false },
      instrumentationScope: { name: 'configurable-agents' },
      droppedAttributesCount: 0,
      droppedEventsCount: 0,
      droppedLinksCount: 0,
    };
  });
  const encoded = ProtobufTraceSerializer.serializeRequest(given as unknown as Given[]);
  assert.ok(encoded !== undefined);
  return encoded;
}

const id = (digits: number): fc.Arbitrary<string> => fc.stringMatching(new RegExp(`^[0-9a-f]{${digits}}$`));
const value = fc.letrec<{ readonly json: Json }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.string({ unit: 'binary' }).map((text) => text.toWellFormed()),
    fc.boolean(),
    fc.maxSafeInteger(),
    // A whole number is one of OpenTelemetry's integers, whatever JavaScript makes of -0.
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Number.isInteger(number)),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('json'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).json;
const ms = fc.integer({ min: 0, max: 4_000_000_000_000 });
const failure = fc.record({ type: fc.string(), message: fc.string() });
const span: fc.Arbitrary<Span> = fc
  .record({
    traceId: id(32),
    spanId: id(16),
    parentId: fc.option(id(16), { nil: undefined }),
    name: fc.string({ unit: 'grapheme' }),
    kind: fc.constantFrom('internal', 'server', 'client'),
    startMs: ms,
    endMs: ms,
    attributes: fc.dictionary(fc.string({ minLength: 1 }), value, { noNullPrototype: true }),
    status: fc.option(fc.constantFrom('ok', 'error'), { nil: undefined }),
    error: fc.option(failure, { nil: undefined }),
  })
  .map(({ parentId, status, error, ...rest }) => ({
    ...rest,
    ...(parentId === undefined ? {} : { parentId }),
    ...(status === undefined ? {} : { status }),
    ...(error === undefined || status !== 'error' ? {} : { error }),
  }));

describe('spans in protobuf', () => {
  it("are what OpenTelemetry's own encoder says", () => {
    fc.assert(
      fc.property(fc.array(span, { minLength: 1, maxLength: 3 }), (spans) => {
        const [ours, theirs] = [encodeSpans(spans), official(spans)];
        assert.deepEqual(readSpans(ours), readSpans(theirs));
        assert.deepEqual(readResource(ours), readResource(theirs));
      }),
    );
  });

  it('keep a value that is deeper than readers go, as text', () => {
    const deep = JSON.parse('{"a":'.repeat(60) + '1' + '}'.repeat(60)) as Json;
    const [read] = readSpans(encodeSpans([{ ...bare(1), attributes: { deep } }]));
    let at = read?.attributes['deep'];
    let depth = 0;
    while (typeof at === 'object' && at !== null) [at, depth] = [(at as { readonly a: Json }).a, depth + 1];
    assert.equal(depth, 20);
    assert.deepEqual(JSON.parse(String(at)), JSON.parse('{"a":'.repeat(40) + '1' + '}'.repeat(40)));
  });

  it('are split into requests of bounded size, in order, and a large one is alone', () => {
    const sizes = [10, 10, 5000, 10, 10];
    const spans = sizes.map((size, i) => ({ ...bare(i + 1), attributes: { text: 'x'.repeat(size) } }));
    const requests = requestsOf(spans, 1000);
    assert.ok(requests.every((request, i) => request.length <= 1000 || i === 1));
    const names = requests.map((request) => readSpans(request).map(({ name }) => name));
    assert.deepEqual(names, [['1', '2'], ['3'], ['4', '5']]);
    assert.deepEqual(requestsOf([], 1000), []);
  });
});

function bare(number: number): Span {
  return {
    traceId: 'a'.repeat(32),
    spanId: number.toString(16).padStart(16, '0'),
    name: String(number),
    kind: 'internal',
    startMs: 1,
    endMs: 2,
    attributes: {},
  };
}
