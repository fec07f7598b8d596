// How many steps an evaluation may take, without evaluating: intervals through macros, after cel-go's cost estimate
// (https://github.com/google/cel-go/blob/master/checker/cost.go). A step is what the evaluator's budget counts.
import { matchCost } from '@configurable-agents/core/expression';
import type { Expression, ExpressionType } from '@configurable-agents/core/expression';
import { DYN } from './types.ts';

/** At least and at most; `Infinity` where nothing bounds it. */
export type Interval = { readonly min: number; readonly max: number };

export type CostOptions = {
  /** The types of names: a list's `maxItems` bounds what walks it. */
  readonly typeOf: (name: string) => ExpressionType | undefined;
  /** What stands for a size that nothing bounds. */
  readonly unbounded?: number;
};

/** What is known of a part: its steps, the length of its value, and its type where it is a path. */
type Estimate = { readonly cost: Interval; readonly size: Interval; readonly type: ExpressionType | undefined };

const NOTHING: Interval = { min: 0, max: 0 };

const plus = (a: Interval, b: Interval): Interval => ({ min: a.min + b.min, max: a.max + b.max });
const times = (a: Interval, b: Interval): Interval => ({
  min: a.min * b.min,
  max: a.max === 0 || b.max === 0 ? 0 : a.max * b.max,
});
const sum = (all: readonly Interval[]): Interval => all.reduce(plus, NOTHING);
const sixteenth = ({ min, max }: Interval): Interval => ({ min: Math.floor(min / 16), max: Math.ceil(max / 16) });
const upTo = ({ max }: Interval): Interval => ({ min: 0, max });
const exactly = (value: number): Interval => ({ min: value, max: value });

/** The steps that an evaluation of the tree takes. */
export function estimateCost(tree: Expression, { typeOf, unbounded = Infinity }: CostOptions): Interval {
  return new Estimator(typeOf, unbounded).estimate(tree).cost;
}

/** Functions that read all of their arguments, and those whose result is as long as them together. */
const READS = new Set(
  'in size join split replace distinct sort reverse flatten trim contains indexOf lastIndexOf format base64.encode base64.decode'.split(
    ' ',
  ),
);
const KEEPS = new Set(
  '+ join replace distinct sort reverse slice trim substring lowerAscii upperAscii split format base64.encode base64.decode string bytes'.split(
    ' ',
  ),
);

/** Values without a length. */
const SCALARS = new Set(['null', 'bool', 'int', 'uint', 'double', 'duration', 'timestamp', 'type']);

/** What a pattern that only the run knows costs to make, by its length. */
const STEPS_PER_CHARACTER = 200;

class Estimator {
  readonly #typeOf: CostOptions['typeOf'];
  readonly #unbounded: number;
  #bound: readonly (readonly [name: string, Estimate])[] = [];

  constructor(typeOf: CostOptions['typeOf'], unbounded: number) {
    this.#typeOf = typeOf;
    this.#unbounded = unbounded;
  }

  estimate(tree: Expression): Estimate {
    switch (tree.kind) {
      case 'string':
      case 'bytes':
        return { cost: NOTHING, size: exactly(tree.value.length), type: undefined };
      case 'name': {
        const bound = this.#bound.findLast(([name]) => name === tree.name);
        return bound === undefined ? this.#ofType(this.#typeOf(tree.name), NOTHING) : { ...bound[1], cost: NOTHING };
      }
      case 'select':
      case 'has': {
        const { cost, type } = this.estimate(tree.operand);
        const field =
          type?.kind === 'map' && Object.hasOwn(type.fields, tree.field) ? type.fields[tree.field] : undefined;
        return this.#ofType(field, cost);
      }
      case 'index': {
        const [operand, index] = [this.estimate(tree.operand), this.estimate(tree.index)];
        const item = operand.type?.kind === 'list' ? operand.type.item : undefined;
        return this.#ofType(item, plus(operand.cost, index.cost));
      }
      case 'list':
        return {
          cost: sum(tree.items.map((item) => this.estimate(item).cost)),
          size: exactly(tree.items.length),
          type: undefined,
        };
      case 'map': {
        const costs = tree.entries.flatMap(({ key, value }) => [this.estimate(key).cost, this.estimate(value).cost]);
        return { cost: sum(costs), size: exactly(tree.entries.length), type: undefined };
      }
      case 'call':
        return this.#call(tree);
      case 'comprehension':
        return this.#walk(tree);
      case 'bind': {
        const value = this.estimate(tree.value);
        const body = this.#with([[tree.name, value]], () => this.estimate(tree.body));
        return { ...body, cost: plus(value.cost, body.cost) };
      }
      default:
        return { cost: NOTHING, size: NOTHING, type: undefined };
    }
  }

  #ofType(type: ExpressionType | undefined, cost: Interval): Estimate {
    const known = type?.kind === 'nullable' ? type.of : type;
    if (known !== undefined && SCALARS.has(known.kind)) return { cost, size: NOTHING, type: known };
    const max = known?.kind === 'list' ? known.max : undefined;
    return { cost, size: { min: 0, max: max ?? this.#unbounded }, type: known ?? DYN };
  }

  #with<R>(names: readonly (readonly [string, Estimate])[], run: () => R): R {
    const outer = this.#bound;
    this.#bound = [...outer, ...names];
    const result = run();
    this.#bound = outer;
    return result;
  }

  #call({ name, args, type }: Expression & { readonly kind: 'call' }): Estimate {
    const parts = args.map((arg) => this.estimate(arg));
    const [first, second, third] = parts;
    const sizes = sum(parts.map(({ size }) => size));
    const all = sum(parts.map(({ cost }) => cost));
    const unknown = { min: 0, max: this.#unbounded };
    if ((name === '&&' || name === '||') && first !== undefined) {
      return { cost: { min: first.cost.min, max: all.max }, size: NOTHING, type: undefined };
    }
    if (name === '?:' && first !== undefined && second !== undefined && third !== undefined) {
      const either = (a: Interval, b: Interval): Interval => ({
        min: Math.min(a.min, b.min),
        max: Math.max(a.max, b.max),
      });
      return {
        cost: plus(first.cost, either(second.cost, third.cost)),
        size: either(second.size, third.size),
        type: undefined,
      };
    }
    if (name === 'lists.range') {
      const [count] = args;
      const size = count?.kind === 'int' ? exactly(Math.max(0, Number(count.value))) : unknown;
      return { cost: plus(all, size), size, type: undefined };
    }
    if (name === 'matches' && second !== undefined) {
      const own = this.#match(args.at(-1), { text: first?.size.max ?? 0, pattern: second.size.max });
      return { cost: plus(all, own), size: NOTHING, type: undefined };
    }
    if (name === '+' && type !== undefined) return { cost: all, size: NOTHING, type: undefined };
    const own = READS.has(name) || KEEPS.has(name) ? sixteenth(sizes) : NOTHING;
    return { cost: plus(all, own), size: KEEPS.has(name) ? upTo(sizes) : unknown, type: undefined };
  }

  /** A pattern is made once, and costs more where many ways through it may be open at once. */
  #match(
    tree: Expression | undefined,
    { text, pattern }: { readonly text: number; readonly pattern: number },
  ): Interval {
    const cost = tree?.kind === 'string' ? matchCost(tree.value) : undefined;
    if (typeof cost === 'function') return { min: 0, max: cost(text) };
    return { min: 0, max: pattern * STEPS_PER_CHARACTER + Math.ceil((text * pattern) / 16) };
  }

  #walk(tree: Expression & { readonly kind: 'comprehension' }): Estimate {
    const range = this.estimate(tree.range);
    const isOptional = tree.macro === 'optMap' || tree.macro === 'optFlatMap';
    const count = isOptional ? { min: 0, max: 1 } : range.size;
    const item = this.#ofType(range.type?.kind === 'list' ? range.type.item : undefined, NOTHING);
    const variables = tree.variables.map((name) => [name, item] as const);
    const steps = this.#with(variables, () => sum(tree.steps.map((step) => this.estimate(step).cost)));
    const isTest = tree.macro === 'all' || tree.macro === 'exists';
    // A quantifier may be decided by its first item.
    const cost = times(isTest ? upTo(count) : count, plus(exactly(1), steps));
    const size = tree.macro === 'filter' || tree.steps.length > 1 ? upTo(count) : count;
    return {
      cost: plus(range.cost, cost),
      size,
      type: tree.macro === 'filter' || tree.macro === 'sortBy' ? range.type : undefined,
    };
  }
}
