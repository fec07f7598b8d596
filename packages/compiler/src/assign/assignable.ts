// Can every value that a producer makes go where a consumer takes it? Proved, refuted by a value that is named, or undecided.
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { criticalValues } from './critical.ts';
import { explain, fits } from './explain.ts';
import type { Misfit } from './explain.ts';
import { isAny, itemAt, property, resolve } from './keywords.ts';
import type { Rooted, Schema } from './keywords.ts';
import { prove } from './prove.ts';

/** `witness` is a value of the producer that the consumer refuses; `misfit` says where and why. */
export type Assignability =
  | { readonly kind: 'proved' }
  | { readonly kind: 'refuted'; readonly witness: unknown; readonly misfit: Misfit }
  | { readonly kind: 'undecided' };

export type AssignOptions = {
  /**
   * Where the producer says nothing of a value, whatever it is, no value counts against it: that is for the run to check.
   * An object that may have other keys may have the one that is wanted.
   */
  readonly gradual?: boolean;
};

/** Values that are tried before an answer is left open. */
const MAX_VALUES = 2000;
/** Values of which nothing could be told, after which the others are not tried. */
const MAX_UNKNOWN = 20;

/**
 * Of several witnesses the worst is given: one of another kind before one that is only out of bounds.
 *
 * @example
 * assignable({ type: 'number' }, { type: 'integer' }) // refuted by 3.7
 */
export function assignable(producer: JsonSchema, consumer: JsonSchema, options: AssignOptions = {}): Assignability {
  if (typeof consumer === 'boolean') return decide(producer, consumer, options);
  let answers = known.get(consumer);
  if (answers === undefined || answers.size >= KEPT) known.set(consumer, (answers = new Map()));
  const question = `${options.gradual === true}${JSON.stringify(producer)}`;
  let answer = answers.get(question);
  if (answer === undefined) answers.set(question, (answer = decide(producer, consumer, options)));
  return answer;
}

/** Answers by consumer: what an action takes is asked for the same few producers by every node of a file. */
const known = new WeakMap<object, Map<string, Assignability>>();
const KEPT = 64;

function decide(producer: JsonSchema, consumer: JsonSchema, { gradual = false }: AssignOptions): Assignability {
  const [from, to] = [rooted(producer), rooted(consumer)];
  if (prove(from, to)) return { kind: 'proved' };
  let found: Assignability = { kind: 'undecided' };
  let [left, unknown] = [MAX_VALUES, 0];
  for (const witness of criticalValues(from, to)) {
    left -= 1;
    if (left < 0 || unknown > MAX_UNKNOWN) break;
    const misfit = explain(to, witness);
    if (misfit === 'unknown') unknown += 1;
    if (typeof misfit === 'string' || fits(from, witness) !== true) continue;
    if (gradual && isUnsaid(from, misfit)) continue;
    if (found.kind === 'refuted' && found.misfit.weight >= misfit.weight) continue;
    found = { kind: 'refuted', witness, misfit };
    if (misfit.weight === 2) break;
  }
  return found;
}

function rooted(schema: JsonSchema): Rooted {
  return { schema, root: schema };
}

/** Whether the producer says nothing of the value that does not fit. */
function isUnsaid({ schema, root }: Rooted, { path, keyword, weight }: Misfit): boolean {
  let at: Schema = schema;
  for (const step of path) {
    const found = resolve({ schema: at, root }) ?? true;
    // Of what stands in unions nothing simple can be said; they say enough themselves.
    if (typeof found === 'boolean') return found;
    if (found['anyOf'] !== undefined || found['oneOf'] !== undefined || found['allOf'] !== undefined) return false;
    at = typeof step === 'number' ? itemAt(found, step) : property(found, step);
  }
  const found = resolve({ schema: at, root }) ?? true;
  if (isAny(found)) return true;
  if (typeof found === 'boolean') return false;
  // A producer that states no bound has none in mind: text that goes where no empty text may is no mistake of the file.
  if (weight === 1) return !Object.keys(found).some((each) => FACETS.has(each));
  // An object without declared keys may hold any.
  return keyword === 'required' && found['properties'] === undefined && found['additionalProperties'] !== false;
}

const FACETS = new Set(
  (
    'enum const minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength pattern minItems maxItems ' +
    'uniqueItems minProperties maxProperties not anyOf oneOf allOf'
  ).split(' '),
);
