import type { Json } from '@configurable-agents/plugin-sdk';
import { EvaluationError } from './error.ts';
import { equals, nameOfType } from './value.ts';
import type { ExpressionType, Signature } from './types.ts';

export type { ExpressionType, Signature } from './types.ts';

/** A function: its overloads for the checker, and what it does, side by side. */
export type FunctionDefinition = {
  readonly signatures: readonly Signature[];
  /** `int`: both operands are statically `int`. Absent where the evaluator must not evaluate every argument first. */
  readonly apply?: (args: readonly Json[], options: { readonly int: boolean }) => Json;
};

const BOOL: ExpressionType = { kind: 'bool' };
const INT: ExpressionType = { kind: 'int' };
const DOUBLE: ExpressionType = { kind: 'double' };
const STRING: ExpressionType = { kind: 'string' };
const DYN: ExpressionType = { kind: 'dyn' };
const LIST: ExpressionType = { kind: 'list', item: DYN };
const MAP: ExpressionType = { kind: 'map', fields: {}, open: true };

function signature(result: ExpressionType, ...params: readonly ExpressionType[]): Signature {
  return { params, result };
}

function mismatch(operator: string, args: readonly Json[]): never {
  throw new EvaluationError(`\`${operator}\` does not take ${args.map(nameOfType).join(' and ')}`);
}

function numbers(operator: string, args: readonly Json[]): readonly [number, number] {
  const [a, b] = args;
  return typeof a === 'number' && typeof b === 'number' ? [a, b] : mismatch(operator, args);
}

/** A result beyond 2^53 would silently lose digits, so it is an error. */
function exact(value: number, operator: string, int: boolean): number {
  if (!Number.isFinite(value)) throw new EvaluationError(`\`${operator}\` gives no finite number`);
  if (int && !Number.isSafeInteger(value))
    throw new EvaluationError(`\`${operator}\` overflows: ${value} is beyond 2^53`);
  return value;
}

const ARITHMETIC = [signature(INT, INT, INT), signature(DOUBLE, DOUBLE, DOUBLE)];
const ORDER = [signature(BOOL, INT, INT), signature(BOOL, DOUBLE, DOUBLE), signature(BOOL, STRING, STRING)];

function compare(operator: string, test: (order: number) => boolean): FunctionDefinition {
  return {
    signatures: ORDER,
    apply: (args) => {
      const [a, b] = args;
      if (typeof a === 'string' && typeof b === 'string') return test(compareCodePoints(a, b));
      const [x, y] = numbers(operator, args);
      return test(x - y);
    },
  };
}

/** CEL orders strings by code point; JavaScript's `<` orders by UTF-16 unit, which differs beyond U+FFFF. */
function compareCodePoints(a: string, b: string): number {
  if (a === b) return 0;
  let i = 0;
  while (i < a.length && a.charCodeAt(i) === b.charCodeAt(i)) i += 1;
  if (i === a.length || i === b.length) return a.length - b.length;
  const isPairSplit = i > 0 && (a.codePointAt(i - 1) ?? 0) > 0xffff;
  const at = isPairSplit ? i - 1 : i;
  return (a.codePointAt(at) ?? 0) - (b.codePointAt(at) ?? 0);
}

function arithmetic(operator: string, apply: (a: number, b: number, int: boolean) => number): FunctionDefinition {
  return {
    signatures: ARITHMETIC,
    apply: (args, { int }) => {
      const [a, b] = numbers(operator, args);
      return exact(apply(a, b, int), operator, int);
    },
  };
}

function nonZero(value: number, operator: string): number {
  if (value === 0) throw new EvaluationError(operator === '%' ? 'modulus by zero' : 'division by zero');
  return value;
}

const PLUS = arithmetic('+', (a, b) => a + b);

/**
 * Every operator and function of the expression language: signature for the checker, implementation for the evaluator.
 * The semantics are those of the Common Expression Language, https://github.com/google/cel-spec.
 */
export const FUNCTIONS: { readonly [name: string]: FunctionDefinition } = {
  '&&': { signatures: [signature(BOOL, BOOL, BOOL)] },
  '||': { signatures: [signature(BOOL, BOOL, BOOL)] },
  '?:': { signatures: [signature(DYN, BOOL, DYN, DYN)] },
  has: { signatures: [signature(BOOL, DYN)] },
  '!': {
    signatures: [signature(BOOL, BOOL)],
    apply: (args) => (typeof args[0] === 'boolean' ? !args[0] : mismatch('!', args)),
  },
  '==': { signatures: [signature(BOOL, DYN, DYN)], apply: ([a, b]) => equals(a ?? null, b ?? null) },
  '!=': { signatures: [signature(BOOL, DYN, DYN)], apply: ([a, b]) => !equals(a ?? null, b ?? null) },
  '<': compare('<', (order) => order < 0),
  '<=': compare('<=', (order) => order <= 0),
  '>': compare('>', (order) => order > 0),
  '>=': compare('>=', (order) => order >= 0),
  in: {
    signatures: [signature(BOOL, DYN, LIST), signature(BOOL, STRING, MAP)],
    apply: (args) => {
      const [item, container] = args;
      if (Array.isArray(container)) return container.some((each: Json) => equals(each, item ?? null));
      if (typeof container === 'object' && container !== null && typeof item === 'string') {
        return Object.hasOwn(container, item);
      }
      return mismatch('in', args);
    },
  },
  '+': {
    signatures: [...ARITHMETIC, signature(STRING, STRING, STRING), signature(LIST, LIST, LIST)],
    apply: (args, options) => {
      const [a, b] = args;
      if (typeof a === 'string' && typeof b === 'string') return a + b;
      if (Array.isArray(a) && Array.isArray(b)) return [...(a as readonly Json[]), ...(b as readonly Json[])];
      return PLUS.apply?.(args, options) ?? null;
    },
  },
  '-': {
    signatures: [...ARITHMETIC, signature(INT, INT), signature(DOUBLE, DOUBLE)],
    apply: (args, { int }) => {
      if (args.length === 1) return typeof args[0] === 'number' ? -args[0] : mismatch('-', args);
      const [a, b] = numbers('-', args);
      return exact(a - b, '-', int);
    },
  },
  '*': arithmetic('*', (a, b) => a * b),
  '/': arithmetic('/', (a, b, int) => (int ? Math.trunc(a / nonZero(b, '/')) : a / b)),
  '%': { ...arithmetic('%', (a, b) => a % nonZero(b, '%')), signatures: [signature(INT, INT, INT)] },
  size: {
    signatures: [signature(INT, STRING), signature(INT, LIST), signature(INT, MAP)],
    apply: (args) => {
      const [value] = args;
      if (typeof value === 'string') return Array.from(value).length;
      if (Array.isArray(value)) return value.length;
      return typeof value === 'object' && value !== null ? Object.keys(value).length : mismatch('size', args);
    },
  },
};
