// Spans as the body of an OTLP request, in protobuf: MLflow takes JSON from 3.12 on only. Of the format what a span needs, as in
// https://github.com/open-telemetry/opentelemetry-proto/blob/v1.9.0/opentelemetry/proto/trace/v1/trace.proto; tests hold it against the
// official encoder. Pure.
import type { Json } from '@configurable-agents/plugin-sdk';
import type { Span } from './span.ts';

/** Who made the spans. */
const SERVICE = 'configurable-agents';
/** A level of a value is three of protobuf, of which readers in Python take a hundred; what is deeper goes as text. */
const DEEPEST = 20;

const KINDS = { internal: 1, server: 2, client: 3 } as const;
const STATUSES = { ok: 1, error: 2 } as const;
/** Nanoseconds in a millisecond. */
const NS = 1_000_000n;

/** `ExportTraceServiceRequest` with one resource and one scope. */
export function encodeSpans(spans: readonly Span[]): Uint8Array<ArrayBuffer> {
  return framed(spans.map((span) => message(2, encodeSpan(span))));
}

/** Requests of at most so many bytes each, unless a single span is more. Spans keep their order. */
export function requestsOf(spans: readonly Span[], most: number): readonly Uint8Array<ArrayBuffer>[] {
  const requests: Uint8Array[][] = [];
  let size = Infinity;
  for (const span of spans) {
    const encoded = message(2, encodeSpan(span));
    if (size + encoded.length > most) {
      requests.push([]);
      size = FRAME_BYTES;
    }
    requests.at(-1)?.push(encoded);
    size += encoded.length;
  }
  return requests.map(framed);
}

/** What stands around the spans of a request, and then some. */
const FRAME_BYTES = 200;

function framed(spans: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const resource = message(1, message(1, keyValue('service.name', SERVICE)));
  const scope = message(1, text(1, SERVICE));
  return message(1, joined([resource, message(2, joined([scope, ...spans]))]));
}

function encodeSpan(span: Span): Uint8Array {
  const { traceId, spanId, parentId, name, kind, startMs, endMs, attributes, status, error } = span;
  return joined([
    bytes(1, Buffer.from(traceId, 'hex')),
    bytes(2, Buffer.from(spanId, 'hex')),
    ...(parentId === undefined ? [] : [bytes(4, Buffer.from(parentId, 'hex'))]),
    text(5, name),
    joined([tag(6, 0), varint(BigInt(KINDS[kind]))]),
    time(7, startMs),
    time(8, endMs),
    ...Object.entries(attributes).map(([key, value]) => message(9, keyValue(key, value))),
    ...(error === undefined ? [] : [message(11, encodeException(endMs, error))]),
    ...(status === undefined ? [] : [message(15, encodeStatus(status, error?.message))]),
  ]);
}

function encodeException(timeMs: number, { type, message: said }: NonNullable<Span['error']>): Uint8Array {
  const attributes = Object.entries({ 'exception.type': type, 'exception.message': said });
  return joined([
    time(1, timeMs),
    text(2, 'exception'),
    ...attributes.map(([key, value]) => message(3, keyValue(key, value))),
  ]);
}

function encodeStatus(status: keyof typeof STATUSES, said: string | undefined): Uint8Array {
  const code = joined([tag(3, 0), varint(BigInt(STATUSES[status]))]);
  return joined([...(said === undefined ? [] : [text(2, said)]), code]);
}

function keyValue(key: string, value: Json, depth = 0): Uint8Array {
  return joined([text(1, key), message(2, anyValue(value, depth))]);
}

function anyValue(value: Json, depth: number): Uint8Array {
  switch (typeof value) {
    case 'string':
      return text(1, value);
    case 'boolean':
      return joined([tag(2, 0), varint(value ? 1n : 0n)]);
    case 'number':
      return Number.isSafeInteger(value) ? joined([tag(3, 0), varint(BigInt(value))]) : double(4, value);
    default:
      if (value === null) return EMPTY;
      if (depth >= DEEPEST) return text(1, JSON.stringify(value));
      if (Array.isArray(value)) {
        const items = value as readonly Json[];
        return message(5, joined(items.map((item) => message(1, anyValue(item, depth + 1)))));
      }
      return message(6, joined(Object.entries(value).map(([key, each]) => message(1, keyValue(key, each, depth + 1)))));
  }
}

const EMPTY = new Uint8Array();

function time(field: number, ms: number): Uint8Array {
  const nanoseconds = Buffer.alloc(8);
  nanoseconds.writeBigUInt64LE(BigInt(Math.max(0, Math.round(ms))) * NS);
  return joined([tag(field, 1), nanoseconds]);
}

function double(field: number, value: number): Uint8Array {
  const encoded = Buffer.alloc(8);
  encoded.writeDoubleLE(value);
  return joined([tag(field, 1), encoded]);
}

function text(field: number, value: string): Uint8Array {
  return bytes(field, Buffer.from(value.toWellFormed()));
}

function message(field: number, content: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes(field, content);
}

function bytes(field: number, content: Uint8Array): Uint8Array<ArrayBuffer> {
  return joined([tag(field, 2), varint(BigInt(content.length)), content]);
}

function tag(field: number, wire: 0 | 1 | 2): Uint8Array {
  return varint(BigInt((field << 3) | wire));
}

/** Seven bits a byte, the lowest first; a negative number as its two's complement of 64 bits. */
function varint(value: bigint): Uint8Array {
  const out: number[] = [];
  let rest = BigInt.asUintN(64, value);
  while (rest > 0x7fn) {
    out.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  out.push(Number(rest));
  return Uint8Array.from(out);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
