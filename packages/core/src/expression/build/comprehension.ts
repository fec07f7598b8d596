// Macros that walk a list, a map or an optional.
import { EvaluationError, fail } from '../error.ts';
import type { Frame } from '../frame.ts';
import { sortByKeys } from '../functions/lists.ts';
import type { Expression, Macro } from '../tree.ts';
import { CelMap } from '../values/map.ts';
import { nameOfType } from '../values/name.ts';
import { NONE, Optional } from '../values/optional.ts';
import { entriesOf, isMap } from '../values/value.ts';
import type { Value } from '../values/value.ts';
import { boxed } from './built.ts';
import type { Built, Closure } from './built.ts';

type Node = Expression & { readonly kind: 'comprehension' };

/** `step(frame)` with the variables set. */
type Walk = {
  readonly tree: Node;
  readonly slot: number;
  readonly body: Closure;
  readonly filter: Closure | undefined;
  readonly items: (frame: Frame) => Items;
};

type Items = { readonly firsts: readonly Value[]; readonly seconds: readonly Value[] | undefined };

/** The steps are built with the variables in the slots from `slot` on. */
export function buildComprehension(
  tree: Node,
  { range, steps, slot }: { readonly range: Built; readonly steps: readonly Built[]; readonly slot: number },
): Built {
  const walk: Walk = {
    tree,
    slot,
    body: boxed(steps.at(-1) as Built),
    filter: steps.length > 1 ? (steps[0] as Built).run : undefined,
    items: itemsOf(tree, range.run),
  };
  return { run: BUILDERS[tree.macro](walk, boxed(range)), raw: false, type: undefined };
}

const BUILDERS: { readonly [M in Macro]: (walk: Walk, range: Closure) => Closure } = {
  all: (walk) => quantifier(walk, false),
  exists: (walk) => quantifier(walk, true),
  existsOne,
  filter,
  map: transformList,
  transformList,
  transformMap,
  transformMapEntry,
  sortBy,
  optMap: (walk, range) => optional(walk, range, (value) => new Optional(value)),
  optFlatMap: (walk, range) => optional(walk, range, (value) => value),
};

function itemsOf({ variables, at, macro }: Node, range: Closure): (frame: Frame) => Items {
  const isPair = variables.length === 2;
  return (frame) => {
    const value = range(frame);
    if (Array.isArray(value)) {
      frame.charge(value.length);
      const list = value as readonly Value[];
      return isPair
        ? { firsts: list.map((_item, i) => BigInt(i)), seconds: list }
        : { firsts: list, seconds: undefined };
    }
    if (!isMap(value)) fail('EXPRESSION_TYPE', `\`${macro}\` walks a list or a map, not ${nameOfType(value)}`, at);
    const entries = entriesOf(value);
    frame.charge(entries.length);
    return { firsts: entries.map(([key]) => key), seconds: isPair ? entries.map(([, each]) => each) : undefined };
  };
}

/** Sets the variables for the item at a position. */
function enter(
  { locals }: Frame,
  slot: number,
  { items: { firsts, seconds }, i }: { readonly items: Items; readonly i: number },
): void {
  locals[slot] = firsts[i] as Value;
  if (seconds !== undefined) locals[slot + 1] = seconds[i] as Value;
}

function bool(value: Value, tree: Expression): boolean {
  return typeof value === 'boolean'
    ? value
    : fail('EXPRESSION_TYPE', `a condition needs a bool, not ${nameOfType(value)}`, tree.at);
}

/** `all` and `exists` decide by whichever item decides, also when another cannot be evaluated. */
function quantifier({ tree, slot, body, items }: Walk, decisive: boolean): Closure {
  const step = tree.steps[0] as Expression;
  return (frame) => {
    const found = items(frame);
    const { firsts, seconds } = found;
    const { locals } = frame;
    let failure: unknown;
    for (let i = 0; i < firsts.length; i += 1) {
      locals[slot] = firsts[i] as Value;
      if (seconds !== undefined) locals[slot + 1] = seconds[i] as Value;
      try {
        if (bool(body(frame), step) === decisive) return decisive;
      } catch (error) {
        if (!(error instanceof EvaluationError) || error.code === 'EXPRESSION_BUDGET') throw error;
        failure ??= error;
      }
    }
    if (failure !== undefined) throw failure;
    return !decisive;
  };
}

function existsOne({ tree, slot, body, items }: Walk): Closure {
  return (frame) => {
    const found = items(frame);
    let count = 0;
    for (let i = 0; i < found.firsts.length; i += 1) {
      enter(frame, slot, { items: found, i });
      if (bool(body(frame), tree)) count += 1;
    }
    return count === 1;
  };
}

function filter({ tree, slot, body, items }: Walk): Closure {
  return (frame) => {
    const found = items(frame);
    const kept: Value[] = [];
    for (let i = 0; i < found.firsts.length; i += 1) {
      enter(frame, slot, { items: found, i });
      if (bool(body(frame), tree)) kept.push(found.firsts[i] as Value);
    }
    return kept;
  };
}

function transformList({ tree, slot, body, filter: test, items }: Walk): Closure {
  return (frame) => {
    const found = items(frame);
    const made: Value[] = [];
    for (let i = 0; i < found.firsts.length; i += 1) {
      enter(frame, slot, { items: found, i });
      if (test === undefined || bool(test(frame), tree)) made.push(body(frame));
    }
    return made;
  };
}

function transformMap({ tree, slot, body, filter: test, items }: Walk): Closure {
  return (frame) => {
    const found = items(frame);
    const made = new CelMap();
    for (let i = 0; i < found.firsts.length; i += 1) {
      enter(frame, slot, { items: found, i });
      if (test === undefined || bool(test(frame), tree)) made.add(found.firsts[i] as Value, body(frame));
    }
    return made;
  };
}

function transformMapEntry({ tree, slot, body, filter: test, items }: Walk): Closure {
  return (frame) => {
    const found = items(frame);
    const made = new CelMap();
    for (let i = 0; i < found.firsts.length; i += 1) {
      enter(frame, slot, { items: found, i });
      if (test !== undefined && !bool(test(frame), tree)) continue;
      const entry = body(frame);
      if (!isMap(entry))
        fail('EXPRESSION_TYPE', `\`transformMapEntry\` takes a map of new entries, not ${nameOfType(entry)}`, tree.at);
      for (const [key, value] of entriesOf(entry)) made.add(key, value);
    }
    return made;
  };
}

function sortBy({ slot, body, items }: Walk): Closure {
  return (frame) => {
    const found = items(frame);
    const keys = found.firsts.map((_item, i) => {
      enter(frame, slot, { items: found, i });
      return body(frame);
    });
    return sortByKeys(found.firsts, keys, frame);
  };
}

function optional({ tree, slot, body }: Walk, range: Closure, wrap: (value: Value) => Value): Closure {
  return (frame) => {
    const value = range(frame);
    if (!(value instanceof Optional))
      fail('EXPRESSION_TYPE', `\`${tree.macro}\` takes an optional, not ${nameOfType(value)}`, tree.at);
    if (value.value === undefined) return NONE;
    frame.locals[slot] = value.value;
    return wrap(body(frame));
  };
}
