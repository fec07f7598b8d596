// Whether every value of a producer's schema is taken by a consumer's, by structure alone: true is a proof, false says only
// that none was found. Recursive schemas are handled by coinduction: what is being proved may be assumed further in.
import { sameJson } from '@configurable-agents/core/graph';
import { explain, fits, lowerOf, upperOf } from './explain.ts';
import {
  finiteOf,
  isSchema,
  isWhole,
  itemAt,
  kindsOf,
  limit,
  MULTIPLES_END,
  prefixOf,
  property,
  propertiesOf,
  requiredOf,
  resolve,
  restOf,
  schemasOf,
} from './keywords.ts';
import type { Keywords, Kind, Rooted, Schema } from './keywords.ts';
import { meet } from './meet.ts';

/** Steps, nesting and size of a schema after which a proof is given up: references may nest without end. */
const MAX_STEPS = 2000;
const MAX_DEPTH = 100;
const MAX_KEY = 10_000;

const OPAQUE = [
  'if',
  'patternProperties',
  'propertyNames',
  'unevaluatedProperties',
  'unevaluatedItems',
  'dependentSchemas',
  'dependentRequired',
  'dependencies',
  'contains',
  '$dynamicRef',
];

export function prove(producer: Rooted, consumer: Rooted): boolean {
  return new Proof(producer.root, consumer.root).holds(producer.schema, consumer.schema);
}

class Proof {
  readonly #from: Schema;
  readonly #to: Schema;
  /** What is being proved, with how far inside of values that began. */
  readonly #assumed = new Map<string, number>();
  #inside = 0;
  #steps = 0;
  #depth = 0;

  constructor(from: Schema, to: Schema) {
    this.#from = from;
    this.#to = to;
  }

  holds(producer: Schema, consumer: Schema): boolean {
    this.#steps += 1;
    if (this.#steps > MAX_STEPS || this.#depth > MAX_DEPTH) return false;
    const a = resolve({ schema: producer, root: this.#from }) ?? true;
    const b = resolve({ schema: consumer, root: this.#to });
    if (b === undefined) return false;
    if (a === false || b === true || (typeof b === 'object' && Object.keys(b).length === 0)) return true;
    if (b === false) return false;
    const key = JSON.stringify([a, b]);
    const before = this.#assumed.get(key);
    // Met again further inside a value it may be assumed; met again for the same value it would be proved by itself.
    if (before !== undefined) return before < this.#inside;
    if (key.length > MAX_KEY) return false;
    this.#assumed.set(key, this.#inside);
    this.#depth += 1;
    const proved = this.#byUnions(a === true ? {} : a, b);
    this.#depth -= 1;
    // Not kept: it may rest on what is being proved around it.
    this.#assumed.delete(key);
    return proved;
  }

  /** The same for a part of the value. */
  #part(producer: Schema, consumer: Schema): boolean {
    this.#inside += 1;
    const proved = this.holds(producer, consumer);
    this.#inside -= 1;
    return proved;
  }

  /** Lists of values, unions and intersections on either side; then keyword by keyword. */
  #byUnions(a: Keywords, b: Keywords): boolean {
    if (this.#isSame(a, b)) return true;
    if (OPAQUE.some((keyword) => b[keyword] !== undefined)) return false;
    const values = finiteOf(a) ?? rangeOf(a);
    if (values !== undefined) {
      return values.every(
        (value) =>
          fits({ schema: a, root: this.#from }, value) === false || fits({ schema: b, root: this.#to }, value) === true,
      );
    }
    for (const keyword of ['anyOf', 'oneOf'] as const) {
      const branches = schemasOf(a, keyword);
      if (branches === undefined) continue;
      const { [keyword]: _branches, ...rest } = a;
      return branches.every((branch) => this.holds(this.#meetProducers(rest, branch), b));
    }
    const all = schemasOf(a, 'allOf');
    if (all !== undefined) {
      if (all.some((each) => this.holds(each, b))) return true;
      const { allOf: _all, ...rest } = a;
      return this.holds(
        all.reduce<Schema>((met, each) => this.#meetProducers(met, each), rest),
        b,
      );
    }
    return this.#toConsumer(a, b);
  }

  /** The same schema, whose references lead to the same. */
  #isSame(a: Keywords, b: Keywords): boolean {
    return sameJson(a, b) && (!JSON.stringify(b).includes('"$ref"') || sameJson(this.#from, this.#to));
  }

  #meetProducers(a: Schema, b: Schema): Schema {
    const target = resolve({ schema: b, root: this.#from });
    return target === undefined ? a : meet(a, target);
  }

  #toConsumer(a: Keywords, b: Keywords): boolean {
    const { allOf, anyOf, oneOf, not, ...rest } = b;
    const own = Object.keys(rest).length < Object.keys(b).length;
    if (!own) return this.#byKind(a, b);
    if (!this.holds(a, rest)) return false;
    if (Array.isArray(allOf) && !allOf.every((each) => this.holds(a, each as Schema))) return false;
    if (isSchema(not) && !areApart({ schema: a, root: this.#from }, { schema: not, root: this.#to })) return false;
    if (Array.isArray(anyOf) && !this.#toSome(a, anyOf as readonly Schema[])) return false;
    return !Array.isArray(oneOf) || this.#toOne(a, oneOf as readonly Schema[]);
  }

  #toSome(a: Keywords, branches: readonly Schema[]): boolean {
    if (branches.some((branch) => this.holds(a, branch))) return true;
    return splitKinds(a).every((part) => branches.some((branch) => this.holds(part, branch)));
  }

  #toOne(a: Keywords, branches: readonly Schema[]): boolean {
    return splitKinds(a).every((part) =>
      branches.some(
        // By place: one schema may stand in two branches, and then both take it.
        (branch, i) =>
          this.holds(part, branch) &&
          branches.every(
            (other, j) => i === j || areApart({ schema: part, root: this.#from }, { schema: other, root: this.#to }),
          ),
      ),
    );
  }

  #byKind(a: Keywords, b: Keywords): boolean {
    const to = kindsOf(b);
    const from = [...kindsOf(a)].filter((kind) => !isEmpty(kind, a));
    if (!from.every((kind) => to.has(kind))) return false;
    // Values that are listed are taken only from a list, but for the kinds that are lists themselves.
    const values = finiteOf(b);
    if (values !== undefined) {
      const all: readonly unknown[] = from.flatMap((kind): readonly unknown[] =>
        kind === 'null' ? [null] : kind === 'boolean' ? [true, false] : [undefined],
      );
      return all.every((value) => values.some((each) => value !== undefined && sameJson(each, value)));
    }
    return from.every((kind) => this.#kindHolds(kind, a, b));
  }

  #kindHolds(kind: Kind, a: Keywords, b: Keywords): boolean {
    switch (kind) {
      case 'null':
      case 'boolean':
        return true;
      case 'number':
        return numberHolds(a, b);
      case 'string':
        return isWithin(a, b, 'Length', 0) && (b['pattern'] === undefined || a['pattern'] === b['pattern']);
      case 'array':
        return this.#arrayHolds(a, b);
      case 'object':
        return this.#objectHolds(a, b);
    }
  }

  #arrayHolds(a: Keywords, b: Keywords): boolean {
    if (!isWithin(a, b, 'Items', 0)) return false;
    const most = limit(a, 'maxItems', Infinity);
    if (b['uniqueItems'] === true && a['uniqueItems'] !== true && most > 1) return false;
    const count = Math.max(prefixOf(a).length, prefixOf(b).length);
    for (let i = 0; i < count && i < most; i += 1) if (!this.#part(itemAt(a, i), itemAt(b, i))) return false;
    return most <= count || this.#part(itemAt(a, count), itemAt(b, count));
  }

  #objectHolds(a: Keywords, b: Keywords): boolean {
    const needed = new Set(requiredOf(a));
    if (requiredOf(b).some((name) => !needed.has(name))) return false;
    // A key that a pattern describes is not what `additionalProperties` says, so nothing is known of it.
    const hasPatterns = a['patternProperties'] !== undefined;
    const rest = hasPatterns ? true : restOf(a);
    const own = propertiesOf(a);
    const most = rest === false ? Object.values(own).filter((each) => each !== false).length : Infinity;
    if (Math.max(limit(a, 'minProperties', 0), needed.size) < limit(b, 'minProperties', 0)) return false;
    if (Math.min(limit(a, 'maxProperties', Infinity), most) > limit(b, 'maxProperties', Infinity)) return false;
    const names = new Set([...Object.keys(own), ...Object.keys(propertiesOf(b)), ...needed]);
    for (const name of names) {
      const given = Object.hasOwn(own, name) ? (own[name] ?? true) : rest;
      if (!this.#part(given, property(b, name))) return false;
    }
    return this.#part(rest, restOf(b));
  }
}

/** No value of the kind fits: its limits exclude each other, or it needs a key that it may not have. */
function isEmpty(kind: Kind, schema: Keywords): boolean {
  const isApart = (what: string): boolean => limit(schema, `min${what}`, 0) > limit(schema, `max${what}`, Infinity);
  switch (kind) {
    case 'number': {
      const [[low, isLowOpen], [high, isHighOpen]] = [lowerOf(schema), upperOf(schema)];
      return low > high || (low === high && (isLowOpen || isHighOpen));
    }
    case 'string':
      return isApart('Length');
    case 'array':
      return isApart('Items');
    case 'object':
      if (isApart('Properties')) return true;
      return (
        schema['patternProperties'] === undefined && requiredOf(schema).some((name) => property(schema, name) === false)
      );
    default:
      return false;
  }
}

/** A short range of integers, value by value. */
function rangeOf(schema: Keywords): readonly number[] | undefined {
  const { type } = schema;
  if (type !== 'integer') return undefined;
  const [[low], [high]] = [lowerOf(schema), upperOf(schema)];
  if (!(high - low <= 32) || !Number.isSafeInteger(Math.ceil(low))) return undefined;
  const first = Math.ceil(low);
  const all = Array.from({ length: Math.max(0, Math.floor(high) - first + 1) }, (_each, i) => first + i);
  return all.filter((value) => typeof explain({ schema, root: schema }, value) !== 'object');
}

/** One schema for each kind that is admitted: a union may take each in another branch. */
function splitKinds(schema: Keywords): readonly Keywords[] {
  const { nullable: _nullable, ...rest } = schema;
  const whole = isWhole({ type: schema['type'] });
  return [...kindsOf(schema)].map((kind) => ({ ...rest, type: kind === 'number' && whole ? 'integer' : kind }));
}

function numberHolds(a: Keywords, b: Keywords): boolean {
  if (isWhole({ type: b['type'] }) && !isWhole(a)) return false;
  const [lowA, isLowOpen] = lowerOf(a);
  const [lowB, isLowOpenB] = lowerOf(b);
  if (lowA < lowB || (lowA === lowB && isLowOpenB && !isLowOpen)) return false;
  const [highA, isHighOpen] = upperOf(a);
  const [highB, isHighOpenB] = upperOf(b);
  if (highA > highB || (highA === highB && isHighOpenB && !isHighOpen)) return false;
  const step = b['multipleOf'];
  if (typeof step !== 'number') return true;
  const own = a['multipleOf'];
  if (own === step) return true;
  if (Math.max(Math.abs(lowA), Math.abs(highA)) / step >= MULTIPLES_END) return false;
  if (typeof own === 'number' && Number.isInteger(step) && Number.isInteger(own / step)) return true;
  return isWhole(a) && step === 1;
}

function isWithin(a: Keywords, b: Keywords, what: 'Length' | 'Items', least: number): boolean {
  if (limit(a, `min${what}`, least) < limit(b, `min${what}`, least)) return false;
  return limit(a, `max${what}`, Infinity) <= limit(b, `max${what}`, Infinity);
}

/** No value fits both: other kinds, other listed values, or a required key on whose value they disagree. */
export function areApart(one: Rooted, two: Rooted, depth = 0): boolean {
  const [a, b] = [resolve(one), resolve(two)];
  if (a === false || b === false) return true;
  if (a === undefined || b === undefined || a === true || b === true || depth > 8) return false;
  const values = finiteOf(a);
  if (values !== undefined) return values.every((value) => fits(two, value) === false);
  const others = finiteOf(b);
  if (others !== undefined) return others.every((value) => fits(one, value) === false);
  for (const [part, whole, other] of [
    [a, one, two],
    [b, two, one],
  ] as const) {
    const branches = schemasOf(part, 'anyOf') ?? schemasOf(part, 'oneOf');
    if (branches !== undefined)
      return branches.every((branch) => areApart({ schema: branch, root: whole.root }, other, depth + 1));
  }
  const [left, right] = [kindsOf(a), kindsOf(b)];
  const shared = [...left].filter((kind) => right.has(kind));
  if (shared.length === 0) return true;
  if (shared.length > 1) return false;
  if (shared[0] === 'number') return isBelow(a, b) || isBelow(b, a);
  if (shared[0] !== 'object') return false;
  const needed = new Set([...requiredOf(a), ...requiredOf(b)]);
  return [...needed].some((name) =>
    areApart({ schema: property(a, name), root: one.root }, { schema: property(b, name), root: two.root }, depth + 1),
  );
}

function isBelow(a: Keywords, b: Keywords): boolean {
  const [high, isHighOpen] = upperOf(a);
  const [low, isLowOpen] = lowerOf(b);
  return high < low || (high === low && (isHighOpen || isLowOpen));
}
