// A collector that speaks OTLP over HTTP, and reads what it gets by protobuf's own package.
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import protobuf from 'protobufjs';

export type Signal = 'traces' | 'metrics' | 'logs';
type Value = string | number | boolean | readonly Value[] | { readonly [name: string]: Value };
export type Attributes = { readonly [name: string]: Value };

export type ReadSpan = {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly name: string;
  readonly kind: string;
  /** Milliseconds since the epoch. */
  readonly start: number;
  readonly end: number;
  readonly attributes: Attributes;
  readonly status: { readonly code?: string; readonly message?: string };
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly resource: Attributes;
};
export type ReadLog = {
  readonly traceId: string;
  readonly spanId: string;
  readonly severity: string;
  readonly body: string;
  readonly attributes: Attributes;
};
export type ReadPoint = {
  readonly name: string;
  readonly unit: string;
  readonly temporality: string;
  readonly attributes: Attributes;
  readonly count: number;
  readonly sum: number;
  readonly counts: readonly number[];
  readonly bounds: readonly number[];
};

/** How it answers: undefined as it should. `most` bytes are taken before 413. */
export type Mood =
  | { readonly status: number; readonly headers?: { readonly [name: string]: string } }
  | { readonly most: number }
  | { readonly hangs: true }
  | { readonly rejected: number };

export type Collector = {
  readonly url: string;
  mood: Mood | undefined;
  readonly spans: ReadSpan[];
  readonly logs: ReadLog[];
  readonly points: ReadPoint[];
  readonly requests: { readonly path: string; readonly headers: IncomingMessage['headers']; readonly bytes: number }[];
  readonly close: () => Promise<void>;
};

const MESSAGES = fileURLToPath(new URL('otlp.proto', import.meta.url));
const TYPES: { readonly [signal in Signal]: string } = {
  traces: 'otlp.Traces',
  metrics: 'otlp.Metrics',
  logs: 'otlp.Logs',
};

export async function openCollector(): Promise<Collector> {
  const schema = await protobuf.load(MESSAGES);
  const server = createServer((request, response) => void answer(request, response));
  const collector: Collector = {
    url: '',
    mood: undefined,
    spans: [],
    logs: [],
    points: [],
    requests: [],
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const sent = Buffer.concat(chunks);
    const { mood } = collector;
    collector.requests.push({ path: request.url ?? '', headers: request.headers, bytes: sent.length });
    if (mood !== undefined && 'hangs' in mood) return;
    if (mood !== undefined && 'status' in mood) {
      response.writeHead(mood.status, mood.headers).end();
      return;
    }
    if (mood !== undefined && 'most' in mood && sent.length > mood.most) {
      response.writeHead(413).end();
      return;
    }
    const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent;
    const signal = (request.url ?? '').slice('/v1/'.length) as Signal;
    take(signal, read(signal, body, request.headers['content-type']));
    const partialSuccess =
      mood !== undefined && 'rejected' in mood ? { rejectedSpans: mood.rejected, errorMessage: 'too\nold' } : undefined;
    const bytes = schema.lookupType('otlp.TracesAnswer').encode({ partialSuccess }).finish();
    response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end(bytes);
  }

  function read(signal: Signal, body: Buffer, contentType: string | undefined): Message {
    if (contentType === 'application/json') return JSON.parse(body.toString()) as Message;
    const type = schema.lookupType(TYPES[signal]);
    return type.toObject(type.decode(body), { longs: Number, enums: String, bytes: String, defaults: true });
  }

  function take(signal: Signal, message: Message): void {
    for (const { resource, scopeSpans = [], scopeLogs = [], scopeMetrics = [] } of Object.values(message).flat()) {
      const of = attributesOf(resource.attributes);
      for (const { spans } of scopeSpans) for (const span of spans) collector.spans.push(readSpan(span, of));
      for (const { logRecords } of scopeLogs) for (const log of logRecords) collector.logs.push(readLog(log));
      for (const { metrics } of scopeMetrics) for (const metric of metrics) collector.points.push(...pointsOf(metric));
    }
    if (!(signal in TYPES)) throw new Error(`nothing is sent to ${signal}`);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(collector, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

// What a decoder gives is as `otlp.proto` says.
type Raw = { readonly [name: string]: any }; // oxlint-disable-line typescript/no-explicit-any
type Message = { readonly [name: string]: readonly Raw[] };

function attributesOf(list: readonly Raw[]): Attributes {
  return Object.fromEntries(list.map(({ key, value }) => [key as string, valueOf(value as Raw)]));
}

function valueOf(value: Raw): Value {
  if (value['arrayValue']) return (value['arrayValue'].values as readonly Raw[]).map(valueOf);
  const [name = ''] = ['stringValue', 'boolValue', 'intValue', 'doubleValue'].filter(
    (each) => value[each] !== undefined,
  );
  return name === 'intValue' ? Number(value[name]) : (value[name] as Value);
}

const hex = (id: unknown): string => {
  const text = String(id ?? '');
  return /^([0-9a-f]{16}|[0-9a-f]{32})$/.test(text) ? text : Buffer.from(text, 'base64').toString('hex');
};
const ms = (nanos: unknown): number => Math.round(Number(nanos) / 1e6);

function readSpan(span: Raw, resource: Attributes): ReadSpan {
  return {
    traceId: hex(span['traceId']),
    spanId: hex(span['spanId']),
    parentSpanId: hex(span['parentSpanId']),
    name: span['name'] as string,
    kind: String(span['kind']),
    start: ms(span['startTimeUnixNano']),
    end: ms(span['endTimeUnixNano']),
    attributes: attributesOf(span['attributes'] as readonly Raw[]),
    status: span['status'] as ReadSpan['status'],
    links: (span['links'] as readonly Raw[]).map((link) => ({
      traceId: hex(link['traceId']),
      spanId: hex(link['spanId']),
    })),
    resource,
  };
}

function readLog(log: Raw): ReadLog {
  return {
    traceId: hex(log['traceId']),
    spanId: hex(log['spanId']),
    severity: log['severityText'] as string,
    body: String(valueOf(log['body'] as Raw)),
    attributes: attributesOf(log['attributes'] as readonly Raw[]),
  };
}

function pointsOf(metric: Raw): readonly ReadPoint[] {
  const { aggregationTemporality: temporality, dataPoints } = metric['histogram'] as Raw;
  return (dataPoints as readonly Raw[]).map((point) => ({
    name: metric['name'] as string,
    unit: metric['unit'] as string,
    temporality: String(temporality),
    attributes: attributesOf(point['attributes'] as readonly Raw[]),
    count: Number(point['count']),
    sum: Number(point['sum']),
    counts: (point['bucketCounts'] as readonly unknown[]).map(Number),
    bounds: (point['explicitBounds'] as readonly unknown[]).map(Number),
  }));
}
