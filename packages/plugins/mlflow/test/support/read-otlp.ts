// Reads the spans of an OTLP request in protobuf, by the fields that the format numbers: a reader of its own, so that what is sent is not held
// against the code that wrote it.
import type { Json } from '@configurable-agents/plugin-sdk';

export type ReadSpan = {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentId: string | undefined;
  readonly name: string;
  readonly kind: number;
  /** Nanoseconds. */
  readonly start: bigint;
  readonly end: bigint;
  readonly attributes: { readonly [name: string]: Json };
  readonly events: readonly { readonly name: string; readonly attributes: { readonly [name: string]: Json } }[];
  readonly status: { readonly code: number; readonly message: string };
};

type Field = { readonly number: number; readonly value: bigint | Buffer };

export function readSpans(body: Uint8Array): readonly ReadSpan[] {
  return messages(fieldsOf(body), 1).flatMap((resource) =>
    messages(resource, 2).flatMap((scope) => messages(scope, 2).map(readSpan)),
  );
}

/** The attributes of the resources, such as the name of the service. */
export function readResource(body: Uint8Array): { readonly [name: string]: Json } {
  const resources = messages(fieldsOf(body), 1).flatMap((each) => messages(each, 1));
  return Object.fromEntries(resources.flatMap((resource) => messages(resource, 1).map(readPair)));
}

function readSpan(fields: readonly Field[]): ReadSpan {
  const hex = (number: number): string => buffer(fields, number).toString('hex');
  const [status = []] = messages(fields, 15);
  return {
    traceId: hex(1),
    spanId: hex(2),
    parentId: hex(4) === '' ? undefined : hex(4),
    name: buffer(fields, 5).toString(),
    kind: Number(number(fields, 6)),
    start: number(fields, 7),
    end: number(fields, 8),
    attributes: Object.fromEntries(messages(fields, 9).map(readPair)),
    events: messages(fields, 11).map((event) => ({
      name: buffer(event, 2).toString(),
      attributes: Object.fromEntries(messages(event, 3).map(readPair)),
    })),
    status: { code: Number(number(status, 3)), message: buffer(status, 2).toString() },
  };
}

function readPair(fields: readonly Field[]): readonly [string, Json] {
  return [buffer(fields, 1).toString(), readValue(messages(fields, 2)[0] ?? [])];
}

function readValue([field]: readonly Field[]): Json {
  if (field === undefined) return null;
  const { number: kind, value } = field;
  if (kind === 1) return String(value);
  if (kind === 2) return value === 1n;
  if (kind === 3) return Number(BigInt.asIntN(64, value as bigint));
  if (kind === 4) {
    const raw = Buffer.alloc(8);
    raw.writeBigUInt64LE(value as bigint);
    return raw.readDoubleLE();
  }
  const inner = messages(fieldsOf(value as Buffer), 1);
  return kind === 5 ? inner.map(readValue) : Object.fromEntries(inner.map(readPair));
}

function messages(fields: readonly Field[], wanted: number): readonly (readonly Field[])[] {
  return fields.filter((field) => field.number === wanted).map(({ value }) => fieldsOf(value as Buffer));
}

function buffer(fields: readonly Field[], wanted: number): Buffer {
  return (fields.find((field) => field.number === wanted)?.value ?? Buffer.alloc(0)) as Buffer;
}

function number(fields: readonly Field[], wanted: number): bigint {
  return (fields.find((field) => field.number === wanted)?.value ?? 0n) as bigint;
}

/** https://protobuf.dev/programming-guides/encoding/ */
function fieldsOf(body: Uint8Array): readonly Field[] {
  const bytes = Buffer.from(body);
  const fields: Field[] = [];
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at];
      if (byte === undefined) throw new Error('the message ends in the middle of a number');
      at += 1;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < bytes.length) {
    const tag = Number(varint());
    const wire = tag & 7;
    if (wire === 0) fields.push({ number: tag >> 3, value: varint() });
    else if (wire === 1) {
      fields.push({ number: tag >> 3, value: bytes.readBigUInt64LE(at) });
      at += 8;
    } else if (wire === 2) {
      const length = Number(varint());
      if (at + length > bytes.length) throw new Error('the message ends in the middle of a field');
      fields.push({ number: tag >> 3, value: bytes.subarray(at, at + length) });
      at += length;
    } else if (wire === 5) {
      fields.push({ number: tag >> 3, value: BigInt(bytes.readUInt32LE(at)) });
      at += 4;
    } else throw new Error(`there is no field of wire type ${wire}`);
  }
  return fields;
}
