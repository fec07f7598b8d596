// What the checker's suite declares in Go and the published suite leaves out: names and functions of each case.
import { parseType } from '@configurable-agents/core/expression';
import type { ExpressionType, Signature } from '@configurable-agents/core/expression';
import type { Environment } from '../../src/expression/check.ts';
import type { Case } from './suite.ts';

type Types = { readonly [name: string]: string };

const COMMON: Types = { is: 'string', ii: 'int', iu: 'uint', iz: 'bool', ib: 'bytes', id: 'double', ix: 'null' };
const JSON_MAP = 'map(string, dyn)';

/** Names by the expression that uses them. */
const NAMES: { readonly [expr: string]: Types } = {
  'size(x) == x.size()': { x: 'list(int)' },
  'x["claims"]["groups"][0].name == "dummy"\n\t\t&& x.claims["exp"] == y[1].time\n\t\t&& x.claims.structured == {\'key\': z}\n\t\t&& z == 1.0':
    { x: 'dyn', y: 'dyn', z: 'dyn' },
  'x.all(y, y == true)': { x: 'bool' },
  'lists.filter(x, x > 1.5)': { lists: 'dyn' },
  'size(x) > 4': { x: 'list(int)' },
  'args.user["myextension"].customAttributes.filter(x, x.name == "hobbies")': { args: JSON_MAP },
  'a.b + 1 == a[0]': { a: 'dyn' },
  'values.filter(i, i.content != "").map(i, i.content)': { values: 'list(map(string, string))' },
  'a.b': { a: 'optional(map(string, string))' },
  'a.dynamic': { a: 'optional(dyn)' },
  'has(a.dynamic)': { a: 'optional(dyn)' },
  'a.?b': { a: 'map(string, string)' },
  'type(a.?b) == optional_type': { a: 'map(string, string)' },
  'has(a.?b.c)': { a: 'optional(map(string, dyn))' },
  "{?'nested': a.b}": { a: 'optional(map(string, string))' },
  "[?a, ?b, 'world']": { a: 'optional(string)', b: 'optional(string)' },
};

/** What optional syntax gives; the suite was made with it off. Undefined: an error. */
const OPTIONAL_TYPES: { readonly [expr: string]: string | undefined } = {
  'a.?b': 'optional_type(string)',
  'type(a.?b) == optional_type': 'bool',
  'has(a.?b.c)': 'bool',
  "{?'key': {'a': 'b'}.?value}": 'map(string, string)',
  "{?'key': {'a': 'b'}.?value}.key": 'string',
  "{?'nested': a.b}": 'map(string, string)',
  "{?'key': 'hi'}": undefined,
  "[?a, ?b, 'world']": 'list(string)',
  "[?'value']": undefined,
};

/** The type that a case wants; undefined for an error. */
export function wantedType({ expr, type }: Case): string | undefined {
  return Object.hasOwn(OPTIONAL_TYPES, expr) ? OPTIONAL_TYPES[expr] : type;
}

const signature = (params: readonly string[], result: string, method = false): Signature => ({
  params: params.map(parseType),
  result: parseType(result),
  method,
});
const set = (text: string): ExpressionType => ({ kind: 'abstract', name: 'set', params: [parseType(text)] });

const FUNCTIONS: { readonly [name: string]: readonly Signature[] } = {
  fg_s: [signature([], 'string')],
  fi_s_s: [signature(['string'], 'string', true)],
  myfun: [signature(['int', 'bool', 'uint'], 'int'), signature(['int', 'bool', 'uint'], 'int', true)],
  encode: [signature(['string'], 'string')],
  set: [{ params: [parseType('list(A)')], result: set('A'), method: false }],
  'base64.encode': [signature(['bytes'], 'string'), signature(['string'], 'string')],
};

export function environmentOf({ expr }: Case): Environment {
  const types: { readonly [name: string]: ExpressionType } = {
    ...Object.fromEntries(Object.entries({ ...COMMON, ...NAMES[expr] }).map(([name, text]) => [name, parseType(text)])),
    ...(expr === 'set([1, 2]) == x' ? { x: set('int') } : {}),
  };
  return {
    names: () => Object.keys(types),
    typeOf: (name) => (Object.hasOwn(types, name) ? types[name] : undefined),
    functions: (name) => (Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined),
  };
}

const MESSAGE =
  /single_|repeated_|pb2|pb3|TestAllTypes|google\.protobuf|nestedgroup|null_msg|NotAMessage|map_int64|\bx \+ (?:x|y)\b|x\[1u\]|x\.all\(e, 0\)/;

/** Why a case cannot be held against our checker; undefined where it can. */
export function checkingReason({ expr, error, type }: Case): string | undefined {
  if (MESSAGE.test(expr) || (type ?? '').includes('google.expr')) return 'uses a message type of the suite';
  if (/^1u? (?:<|>)=? 1\.0/.test(expr) && error !== undefined)
    return 'the suite was made without order across number types';
  return undefined;
}
