// Values and types of the suite (protobuf's JSON form of cel.expr.Value and cel.expr.Type) as ours.
import { CelMap, Duration, Timestamp, TypeValue, Uint, equals, kindOf } from '@configurable-agents/core/expression';
import type { ExpressionType, Value } from '@configurable-agents/core/expression';
import { compileProgram } from '@configurable-agents/core/expression';
import { dictionaryOf, listOf } from '../../src/expression/types.ts';

export type ProtoValue = { readonly [kind: string]: unknown };
export type ProtoType = { readonly [kind: string]: unknown };

function convert(kind: 'duration' | 'timestamp', text: string): Value {
  const at = [0, 0] as const;
  return compileProgram({ kind: 'call', name: kind, args: [{ kind: 'string', value: text, at }], at })({});
}

function double(value: unknown): number {
  return value === 'Infinity' ? Infinity : value === '-Infinity' ? -Infinity : Number(value);
}

export function valueOf(proto: ProtoValue): Value {
  const [[kind, value] = ['nullValue', null]] = Object.entries(proto);
  switch (kind) {
    case 'nullValue':
      return null;
    case 'boolValue':
      return Boolean(value);
    case 'int64Value':
      return BigInt(String(value));
    case 'uint64Value':
      return new Uint(BigInt(String(value)));
    case 'doubleValue':
      return double(value);
    case 'stringValue':
      return String(value);
    case 'bytesValue':
      return new Uint8Array(Buffer.from(String(value), 'base64'));
    case 'typeValue':
      return new TypeValue(String(value));
    case 'listValue':
      return ((value as { readonly values?: readonly ProtoValue[] }).values ?? []).map(valueOf);
    case 'mapValue': {
      const map = new CelMap();
      const { entries = [] } = value as {
        readonly entries?: readonly { readonly key: ProtoValue; readonly value: ProtoValue }[];
      };
      for (const entry of entries) map.add(valueOf(entry.key), valueOf(entry.value));
      return map;
    }
    case 'objectValue': {
      const { '@type': type = '', value: inner } = value as { readonly '@type'?: string; readonly value?: unknown };
      if (type.endsWith('google.protobuf.Duration')) return convert('duration', String(inner));
      if (type.endsWith('google.protobuf.Timestamp')) return convert('timestamp', String(inner));
      throw new Error(`no value for ${type}`);
    }
    default:
      throw new Error(`no value for ${kind}`);
  }
}

/** Equal in value and in kind: 1 is not 1.0 here. NaN is NaN. */
export function isSame(a: Value, b: Value): boolean {
  if (kindOf(a) !== kindOf(b)) return false;
  if (typeof a === 'number') return Object.is(a, b) || a === b;
  return equals(a, b);
}

const PRIMITIVES: { readonly [name: string]: ExpressionType } = {
  BOOL: { kind: 'bool' },
  INT64: { kind: 'int' },
  UINT64: { kind: 'uint' },
  DOUBLE: { kind: 'double' },
  STRING: { kind: 'string' },
  BYTES: { kind: 'bytes' },
};

export function typeOf(proto: ProtoType): ExpressionType {
  const [[kind, value] = ['dyn', {}]] = Object.entries(proto);
  const parts = value as { readonly [part: string]: ProtoType };
  switch (kind) {
    case 'primitive':
      return PRIMITIVES[String(value)] ?? { kind: 'dyn' };
    case 'wellKnown':
      return value === 'DURATION'
        ? { kind: 'duration' }
        : value === 'TIMESTAMP'
          ? { kind: 'timestamp' }
          : { kind: 'dyn' };
    case 'null':
      return { kind: 'null' };
    case 'listType':
      return listOf(typeOf(parts['elemType'] ?? {}));
    case 'mapType':
      return dictionaryOf(typeOf(parts['keyType'] ?? {}), typeOf(parts['valueType'] ?? {}));
    case 'type':
      return { kind: 'type', of: typeOf(value as ProtoType) };
    case 'typeParam':
      return { kind: 'parameter', name: String(value) };
    case 'wrapper':
      return { kind: 'nullable', of: PRIMITIVES[String(value)] ?? { kind: 'dyn' } };
    case 'abstractType': {
      const { name, parameterTypes = [] } = value as {
        readonly name: string;
        readonly parameterTypes?: readonly ProtoType[];
      };
      const params = parameterTypes.map(typeOf);
      return name === 'optional_type'
        ? { kind: 'optional', of: params[0] ?? { kind: 'dyn' } }
        : { kind: 'abstract', name, params };
    }
    default:
      return { kind: 'dyn' };
  }
}

export { Duration, Timestamp };
