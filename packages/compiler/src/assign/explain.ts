// A JSON Schema validator with three answers, for values that the compiler made or that stand in a workflow. It says why a
// value does not fit and how bad that is, and "unknown" where it meets a keyword that it does not read.
import { sameJson } from '@configurable-agents/core/graph';
import { linearPattern, patternProblem } from '@configurable-agents/core/pattern';
import {
  finiteOf,
  isSchema,
  itemAt,
  isMultiple,
  kindOf,
  kindsOf,
  limit,
  propertiesOf,
  requiredOf,
  resolve,
  restOf,
  schemasOf,
} from './keywords.ts';
import type { Keywords, Rooted, Schema } from './keywords.ts';

/**
 * Why a value does not fit. `weight` orders it: 2 another JSON kind, a missing key, or outside an enumeration; 1 a facet
 * such as a bound or a pattern; 0 a key that is not declared.
 */
export type Misfit = {
  readonly path: readonly (string | number)[];
  readonly weight: 0 | 1 | 2;
  readonly keyword: string;
  /** What was wanted, after "must". */
  readonly wanted: string;
};

export type Answer = 'fits' | 'unknown' | Misfit;

type At = {
  readonly root: Schema;
  readonly path: readonly (string | number)[];
  readonly depth: number;
  /** Schemas that may still be looked at. */
  readonly budget: { left: number };
};

/** Keywords that are not read, by the kind that they speak of: beside one a value can be refused, never known to fit. */
const UNREAD: { readonly [kind: string]: readonly string[] } = {
  object: [
    'patternProperties',
    'propertyNames',
    'unevaluatedProperties',
    'dependentSchemas',
    'dependentRequired',
    'dependencies',
  ],
  array: ['contains', 'unevaluatedItems'],
};

function isUnread(schema: Keywords, value: unknown): boolean {
  if (schema['$dynamicRef'] !== undefined) return true;
  if (typeof value !== 'object' || value === null) return false;
  // Of an empty object none of them says anything.
  if (!Array.isArray(value) && Object.keys(value).length === 0) return false;
  return (UNREAD[kindOf(value)] ?? []).some((keyword) => schema[keyword] !== undefined);
}

/** References may nest without end: from here on nothing is known. */
const MAX_DEPTH = 60;
const MAX_STEPS = 5000;

/** Whether a value fits, why not, or that it cannot be told. Of several faults the worst one is named. */
export function explain({ schema, root }: Rooted, value: unknown): Answer {
  return check(schema, value, { root, path: [], depth: 0, budget: { left: MAX_STEPS } });
}

export function fits(rooted: Rooted, value: unknown): boolean | undefined {
  const answer = explain(rooted, value);
  return answer === 'fits' ? true : answer === 'unknown' ? undefined : false;
}

function check(schema: Schema, value: unknown, at: At): Answer {
  at.budget.left -= 1;
  if (at.depth > MAX_DEPTH || at.budget.left < 0) return 'unknown';
  const found = resolve({ schema, root: at.root });
  if (found === undefined) return 'unknown';
  if (found === true) return 'fits';
  if (found === false) return { path: at.path, weight: 0, keyword: 'false schema', wanted: 'be left out' };
  const deeper: At = { ...at, depth: at.depth + 1 };
  return worst([
    checkKind(found, value, at),
    checkFacets(found, value, at),
    ...checkParts(found, value, deeper),
    ...checkCombined(found, value, deeper),
    isUnread(found, value) ? 'unknown' : 'fits',
  ]);
}

/** The worst of answers that must all hold. */
function worst(answers: readonly Answer[]): Answer {
  let found: Answer = 'fits';
  for (const answer of answers) {
    if (answer === 'fits') continue;
    if (typeof answer === 'object' && (typeof found !== 'object' || answer.weight > found.weight)) found = answer;
    else if (found === 'fits') found = answer;
  }
  return found;
}

function checkKind(schema: Keywords, value: unknown, { path }: At): Answer {
  const { type } = schema;
  const named: readonly unknown[] = type === undefined ? [] : Array.isArray(type) ? type : [type];
  const kind = kindOf(value);
  const isOfKind = kindsOf(schema).has(kind);
  const isFraction = kind === 'number' && !named.includes('number') && !Number.isInteger(value);
  if (named.length > 0 && (!isOfKind || isFraction)) {
    return { path, weight: 2, keyword: 'type', wanted: `be ${named.map(wordOf).join(' or ')}` };
  }
  const values = finiteOf(schema);
  if (values === undefined || values.some((each) => sameJson(each, value))) return 'fits';
  const shown = values.slice(0, 5).map((each) => JSON.stringify(each));
  const wanted = `be ${values.length === 1 ? '' : 'one of '}${shown.join(', ')}${values.length > 5 ? ', …' : ''}`;
  return { path, weight: 2, keyword: 'enum', wanted };
}

const WORDS: { readonly [type: string]: string } = {
  string: 'text',
  integer: 'an integer',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
};

function wordOf(type: unknown): string {
  return WORDS[String(type)] ?? String(type);
}

type Facet = {
  readonly keyword: string;
  readonly holds: (limit: number) => boolean;
  readonly wanted: (limit: number) => string;
};

function facetsOf(value: unknown): readonly Facet[] {
  if (typeof value === 'number') {
    return [
      { keyword: 'minimum', holds: (most) => value >= most, wanted: (most) => `be at least ${most}` },
      { keyword: 'maximum', holds: (most) => value <= most, wanted: (most) => `be at most ${most}` },
      { keyword: 'exclusiveMinimum', holds: (most) => value > most, wanted: (most) => `be more than ${most}` },
      { keyword: 'exclusiveMaximum', holds: (most) => value < most, wanted: (most) => `be less than ${most}` },
    ];
  }
  const size = sizeOf(value);
  if (size === undefined) return [];
  const { count, what, noun } = size;
  const counted = (most: number): string => `${most} ${noun}${most === 1 ? '' : 's'}`;
  return [
    { keyword: `min${what}`, holds: (most) => count >= most, wanted: (most) => `have at least ${counted(most)}` },
    { keyword: `max${what}`, holds: (most) => count <= most, wanted: (most) => `have at most ${counted(most)}` },
  ];
}

function sizeOf(value: unknown): { readonly count: number; readonly what: string; readonly noun: string } | undefined {
  switch (kindOf(value)) {
    case 'string':
      return { count: Array.from(value as string).length, what: 'Length', noun: 'character' };
    case 'array':
      return { count: (value as unknown[]).length, what: 'Items', noun: 'item' };
    case 'object':
      return { count: Object.keys(value as object).length, what: 'Properties', noun: 'key' };
    default:
      return undefined;
  }
}

function checkFacets(schema: Keywords, value: unknown, { path }: At): Answer {
  for (const { keyword, holds, wanted } of facetsOf(value)) {
    const most = schema[keyword];
    if (typeof most === 'number' && !holds(most)) return { path, weight: 1, keyword, wanted: wanted(most) };
  }
  const { multipleOf, pattern, uniqueItems } = schema;
  if (typeof value === 'number' && typeof multipleOf === 'number' && !isMultiple(value, multipleOf)) {
    return { path, weight: 1, keyword: 'multipleOf', wanted: `be a multiple of ${multipleOf}` };
  }
  if (uniqueItems === true && Array.isArray(value)) {
    const isTwice = value.some((item, i) => value.slice(0, i).some((other) => sameJson(item, other)));
    if (isTwice) return { path, weight: 1, keyword: 'uniqueItems', wanted: 'hold no item twice' };
  }
  if (typeof value !== 'string' || typeof pattern !== 'string') return 'fits';
  const matches = matchesSafely(pattern, value);
  if (matches === undefined) return 'unknown';
  return matches ? 'fits' : { path, weight: 1, keyword: 'pattern', wanted: `match ${pattern}` };
}

/** Longest text that the platform's own engine is given, and most repetitions in its pattern: a few thousand steps at worst. */
const MAX_TEXT = 64;
const MAX_REPEATS = 3;
/** Steps that the other one may take. */
const MAX_MATCH_STEPS = 200_000;

/** By the engine of the run, which takes ten milliseconds to load: not for what is harmless. Undefined where it cannot be told. */
function matchesSafely(pattern: string, text: string): boolean | undefined {
  if (patternProblem(pattern) !== undefined) return undefined;
  const repeats = pattern.match(/[*+?{]/g)?.length ?? 0;
  const isHarmless = repeats <= MAX_REPEATS && text.length <= MAX_TEXT && !/\)[*+?{]/.test(pattern);
  if (isHarmless) return new RegExp(pattern, 'u').test(text);
  const linear = linearPattern(pattern);
  return linear.cost(text.length) > MAX_MATCH_STEPS ? undefined : linear.test(text);
}

function checkParts(schema: Keywords, value: unknown, at: At): readonly Answer[] {
  if (Array.isArray(value)) {
    return value.map((item, i) => check(itemAt(schema, i), item, { ...at, path: [...at.path, i] }));
  }
  if (kindOf(value) !== 'object') return [];
  const object = value as { readonly [key: string]: unknown };
  const missing = requiredOf(schema).find((name) => !Object.hasOwn(object, name));
  const properties = propertiesOf(schema);
  const answers = Object.entries(object).map(([name, each]): Answer => {
    const isNamed = Object.hasOwn(properties, name);
    // Beside patterns, a key that is not named may be one that they describe.
    if (!isNamed && schema['patternProperties'] !== undefined) return 'unknown';
    const path = [...at.path, name];
    return check(isNamed ? (properties[name] ?? true) : restOf(schema), each, { ...at, path });
  });
  if (missing === undefined) return answers;
  return [...answers, { path: at.path, weight: 2, keyword: 'required', wanted: `have \`${missing}\`` }];
}

function checkCombined(schema: Keywords, value: unknown, at: At): readonly Answer[] {
  const answers: Answer[] = (schemasOf(schema, 'allOf') ?? []).map((each) => check(each, value, at));
  const anyOf = schemasOf(schema, 'anyOf');
  if (anyOf !== undefined) answers.push(mildest(anyOf.map((each) => check(each, value, at))));
  const oneOf = schemasOf(schema, 'oneOf');
  if (oneOf !== undefined)
    answers.push(
      exactlyOne(
        oneOf.map((each) => check(each, value, at)),
        at,
      ),
    );
  const { not, if: test, then, else: otherwise } = schema;
  if (isSchema(not)) {
    const refused = check(not, value, at);
    if (refused === 'unknown') answers.push('unknown');
    if (refused === 'fits') answers.push({ path: at.path, weight: 1, keyword: 'not', wanted: 'not be of that form' });
  }
  if (isSchema(test)) {
    const answer = check(test, value, at);
    const branch = answer === 'fits' ? then : otherwise;
    answers.push(answer === 'unknown' ? 'unknown' : isSchema(branch) ? check(branch, value, at) : 'fits');
  }
  return answers;
}

/** One branch is enough; where none takes the value, the one that is nearest to taking it says why. */
function mildest(answers: readonly Answer[]): Answer {
  let found: Answer | undefined;
  for (const answer of answers) {
    if (answer === 'fits') return 'fits';
    if (answer === 'unknown') found = 'unknown';
    else if (found === undefined || (typeof found === 'object' && answer.weight < found.weight)) found = answer;
  }
  return found ?? 'fits';
}

function exactlyOne(answers: readonly Answer[], { path }: At): Answer {
  const taken = answers.filter((answer) => answer === 'fits').length;
  if (taken > 1) return { path, weight: 1, keyword: 'oneOf', wanted: 'fit one alternative only' };
  if (answers.includes('unknown')) return 'unknown';
  return taken === 1 ? 'fits' : mildest(answers);
}

/** The bounds of a number schema: `[limit, whether it is excluded]`. */
export function lowerOf(schema: Keywords): readonly [number, boolean] {
  const [closed, open] = [limit(schema, 'minimum', -Infinity), limit(schema, 'exclusiveMinimum', -Infinity)];
  return open >= closed && open !== -Infinity ? [open, true] : [closed, false];
}

export function upperOf(schema: Keywords): readonly [number, boolean] {
  const [closed, open] = [limit(schema, 'maximum', Infinity), limit(schema, 'exclusiveMaximum', Infinity)];
  return open <= closed && open !== Infinity ? [open, true] : [closed, false];
}
