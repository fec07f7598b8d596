// From our own plain spans, records and sums to bytes, by the serializers of OpenTelemetry. They are loaded when there is something to send.
import type * as Transformer from '@opentelemetry/otlp-transformer';
import type { LogRecord } from './logs.ts';
import type { Sums } from './metrics.ts';
import { SCHEMA_URL } from './conventions.ts';
import type { Span } from './span.ts';

type Spans = Parameters<typeof Transformer.ProtobufTraceSerializer.serializeRequest>[0];
type Logs = Parameters<typeof Transformer.ProtobufLogsSerializer.serializeRequest>[0];
type Metrics = Parameters<typeof Transformer.ProtobufMetricsSerializer.serializeRequest>[0];
type ReadableSpan = Spans[number];
type ReadableLogRecord = Logs[number];
type Resource = ReadableSpan['resource'];
type Time = ReadableSpan['startTime'];

/** What is sent of one service. */
export type Service = { readonly attributes: { readonly [name: string]: string } };

export type Wire = {
  readonly spans: (spans: readonly (readonly [Span, Service])[]) => Uint8Array;
  readonly logs: (logs: readonly (readonly [LogRecord, Service])[]) => Uint8Array;
  readonly metrics: (sums: Sums, service: Service) => Uint8Array;
  /** How many items of a request that was taken were refused all the same, and why. */
  readonly refused: (answer: Uint8Array) => { readonly count: number; readonly message: string };
};

const SCOPE = { name: '@configurable-agents/plugin-otel', version: '0.1.0', schemaUrl: SCHEMA_URL };
const KINDS = { internal: 0, server: 1, client: 2 } as const;
const SEVERITY = { INFO: 9, WARN: 13, ERROR: 17 } as const;
const ERROR = 2;
const SAMPLED = 1;

export async function openWire({ isProtobuf }: { readonly isProtobuf: boolean }): Promise<Wire> {
  const transformer = await import('@opentelemetry/otlp-transformer');
  const [traces, logs, metrics] = isProtobuf
    ? [transformer.ProtobufTraceSerializer, transformer.ProtobufLogsSerializer, transformer.ProtobufMetricsSerializer]
    : [transformer.JsonTraceSerializer, transformer.JsonLogsSerializer, transformer.JsonMetricsSerializer];
  const resources = new Map<string, Resource>();
  const resourceOf = ({ attributes }: Service): Resource => {
    const name = JSON.stringify(attributes);
    const resource = resources.get(name) ?? newResource(attributes);
    resources.set(name, resource);
    return resource;
  };
  return {
    spans: (spans) => some(traces.serializeRequest(spans.map(([span, of]) => readableSpan(span, resourceOf(of))))),
    logs: (records) => some(logs.serializeRequest(records.map(([log, of]) => readableLog(log, resourceOf(of))))),
    metrics: (sums, of) => some(metrics.serializeRequest(resourceMetrics(sums, resourceOf(of)))),
    refused: (answer) => {
      const told: { readonly [name: string]: unknown } = { ...partialSuccessOf(answer, traces) };
      // In JSON the count has a name of its own for each signal.
      const count = told['rejectedSpans'] ?? told['rejectedLogRecords'] ?? told['rejectedDataPoints'] ?? 0;
      return { count: Number(count) || 0, message: String(told['errorMessage'] ?? '') };
    },
  };
}

/** All signals have the count in the first field and the message in the second one. What is no answer of OTLP is passed over: it was taken. */
function partialSuccessOf(
  answer: Uint8Array,
  { deserializeResponse }: Pick<typeof Transformer.ProtobufTraceSerializer, 'deserializeResponse'>,
): Transformer.IExportTracePartialSuccess | undefined {
  if (answer.length === 0) return undefined;
  try {
    return deserializeResponse(answer).partialSuccess;
  } catch {
    return undefined;
  }
}

function some(bytes: Uint8Array | undefined): Uint8Array {
  if (bytes === undefined) throw new Error('invariant: a serializer gives bytes for what it is given');
  return bytes;
}

function newResource(attributes: Service['attributes']): Resource {
  return {
    attributes,
    getRawAttributes: () => Object.entries(attributes),
    merge: () => {
      throw new Error('invariant: a resource is whole when it is made');
    },
  };
}

function readableSpan(span: Span, resource: Resource): ReadableSpan {
  const { traceId, spanId, parent, link, error } = span;
  return {
    name: span.name,
    kind: KINDS[span.kind],
    spanContext: () => ({ traceId, spanId, traceFlags: SAMPLED }),
    ...(parent === undefined
      ? {}
      : {
          parentSpanContext: {
            traceId,
            spanId: parent.spanId,
            traceFlags: SAMPLED,
            isRemote: parent.isRemote === true,
          },
        }),
    startTime: hrTime(span.start),
    endTime: hrTime(span.end),
    duration: hrTime(span.end - span.start),
    ended: true,
    status: error === undefined ? { code: 0 } : { code: ERROR, message: error.message ?? error.code },
    attributes: span.attributes,
    links:
      link === undefined
        ? []
        : [
            {
              context: {
                traceId: link.traceId,
                spanId: link.spanId,
                traceFlags: link.isSampled ? SAMPLED : 0,
                isRemote: true,
              },
            },
          ],
    events: [],
    resource,
    instrumentationScope: SCOPE,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}

function readableLog(log: LogRecord, resource: Resource): ReadableLogRecord {
  const { traceId, spanId } = log;
  return {
    hrTime: hrTime(log.time),
    hrTimeObserved: hrTime(log.time),
    spanContext: { traceId, spanId, traceFlags: SAMPLED },
    severityNumber: SEVERITY[log.severity],
    severityText: log.severity,
    body: log.body,
    eventName: log.event,
    attributes: log.attributes,
    resource,
    instrumentationScope: SCOPE,
    droppedAttributesCount: 0,
  };
}

function resourceMetrics(sums: Sums, resource: Resource): Metrics {
  const metrics = [...sums].map(([{ name, unit, description, bounds }, points]) => ({
    descriptor: { name, unit, description, valueType: 1, type: 'HISTOGRAM', advice: {} },
    // Deltas, of histograms.
    aggregationTemporality: 0,
    dataPointType: 0,
    dataPoints: [...points.values()].map((point) => ({
      attributes: point.attributes,
      startTime: hrTime(point.start),
      endTime: hrTime(point.end),
      value: {
        buckets: { boundaries: [...bounds], counts: point.counts },
        count: point.count,
        sum: point.sum,
        min: point.min,
        max: point.max,
      },
    })),
  }));
  return { resource, scopeMetrics: [{ scope: SCOPE, metrics }] };
}

/** Seconds and nanoseconds. */
function hrTime(ms: number): Time {
  const seconds = Math.trunc(ms / 1000);
  return [seconds, Math.round((ms - seconds * 1000) * 1e6)];
}
