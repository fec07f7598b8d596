import { fail } from '../error.ts';
import { parseDuration, showDuration } from '../values/duration.ts';
import { toInt, toUint } from '../values/number.ts';
import { TypeValue } from '../values/special.ts';
import type { Duration, Timestamp, Uint } from '../values/special.ts';
import { parseTimestamp, showTimestamp, toTimestamp } from '../values/timestamp.ts';
import { kindOf } from '../values/value.ts';
import type { Value } from '../values/value.ts';
import type { Definitions } from './signature.ts';

/** A double cut to an integer, if it is within 64 bits. The ends themselves are out: a double cannot tell 2^63 - 1 from 2^63. */
function whole(
  value: number,
  { above, below, what }: { readonly above: number; readonly below: number; readonly what: string },
): bigint {
  if (!(value > above && value < below)) fail('EXPRESSION_OVERFLOW', `${value} is out of range for ${what}`);
  return BigInt(Math.trunc(value));
}

function digits(text: string, { pattern, what }: { readonly pattern: RegExp; readonly what: string }): bigint {
  if (!pattern.test(text) || text.length > 30)
    fail('EXPRESSION_ARGUMENT', `${JSON.stringify(text.slice(0, 40))} is no ${what}`);
  return BigInt(text.replace('+', ''));
}

function toDouble(text: string): number {
  const special: { readonly [spelling: string]: number } = { nan: Number.NaN, inf: Infinity, infinity: Infinity };
  const [, sign, name = ''] = /^([+-]?)(nan|inf|infinity)$/i.exec(text) ?? [];
  const known = special[name.toLowerCase()];
  if (known !== undefined) return sign === '-' ? -known : known;
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text))
    fail('EXPRESSION_ARGUMENT', `${JSON.stringify(text.slice(0, 40))} is no number`);
  return Number(text);
}

const TRUE = ['1', 't', 'true', 'TRUE', 'True'];
const FALSE = ['0', 'f', 'false', 'FALSE', 'False'];

function toBool(text: string): boolean {
  if (TRUE.includes(text)) return true;
  if (FALSE.includes(text)) return false;
  return fail('EXPRESSION_ARGUMENT', `${JSON.stringify(text.slice(0, 40))} is no bool; write "true" or "false"`);
}

/** Doubles as text: whole ones without a point, huge ones with an exponent, as Go and JavaScript both have it. */
function showDouble(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  return Object.is(value, -0) ? '-0' : String(value);
}

function toText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return fail('EXPRESSION_ARGUMENT', 'the bytes are no UTF-8 text');
  }
}

const TYPE_NAMES: { readonly [kind: string]: string } = {
  null: 'null_type',
  duration: 'google.protobuf.Duration',
  timestamp: 'google.protobuf.Timestamp',
  optional: 'optional_type',
};

/** The name of a value's type as CEL has it. */
export function typeNameOf(value: Value): string {
  const kind = kindOf(value);
  return TYPE_NAMES[kind] ?? kind;
}

/** Conversions. What cannot be converted without loss of range is an error. */
export const CONVERT: Definitions = {
  int: {
    '(int): int': (a: bigint) => a,
    '(uint): int': (a: Uint) => toInt(a.value),
    '(double): int': (a: number) => whole(a, { above: -(2 ** 63), below: 2 ** 63, what: 'an int' }),
    '(string): int': (a: string) => toInt(digits(a, { pattern: /^[+-]?\d+$/, what: 'integer' })),
    '(timestamp): int': (a: Timestamp) => a.nanos / 1_000_000_000n - (a.nanos % 1_000_000_000n < 0n ? 1n : 0n),
    '(duration): int': (a: Duration) => a.nanos,
  },
  uint: {
    '(uint): uint': (a: Uint) => a,
    '(int): uint': (a: bigint) => toUint(a),
    '(double): uint': (a: number) => toUint(whole(a, { above: -1, below: 2 ** 64, what: 'a uint' })),
    '(string): uint': (a: string) => toUint(digits(a, { pattern: /^\+?\d+$/, what: 'unsigned integer' })),
  },
  double: {
    '(double): double': (a: number) => a,
    '(int): double': (a: bigint) => Number(a),
    '(uint): double': (a: Uint) => Number(a.value),
    '(string): double': toDouble,
  },
  string: {
    '(string): string': (a: string) => a,
    '(int): string': (a: bigint) => a.toString(),
    '(uint): string': (a: Uint) => a.value.toString(),
    '(double): string': showDouble,
    '(bool): string': (a: boolean) => String(a),
    '(bytes): string': toText,
    '(timestamp): string': showTimestamp,
    '(duration): string': showDuration,
  },
  bytes: {
    '(bytes): bytes': (a: Uint8Array) => a,
    '(string): bytes': (a: string) => new TextEncoder().encode(a),
  },
  bool: { '(bool): bool': (a: boolean) => a, '(string): bool': toBool },
  duration: { '(duration): duration': (a: Duration) => a, '(string): duration': parseDuration },
  timestamp: {
    '(timestamp): timestamp': (a: Timestamp) => a,
    '(string): timestamp': parseTimestamp,
    '(int): timestamp': (a: bigint) => toTimestamp(a * 1_000_000_000n),
  },
  type: { '(A): type(A)': (a: Value) => new TypeValue(typeNameOf(a)) },
  dyn: { '(A): dyn': (a: Value) => a },
};
