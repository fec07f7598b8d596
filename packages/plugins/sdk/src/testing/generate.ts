// Inputs made up from a JSON Schema. Small and of our own: a kit that needs nothing beside the SDK works offline in any author's
// package, and the same seed gives the same inputs in every release. It knows the keywords that inputs are declared with; what it
// does not know (a `pattern`) is taken from the fixtures, and a value that the schema refuses is never handed out.
import type { Json, JsonSchema } from '../json.ts';
import { randomOf } from './random.ts';
import type { Random } from './random.ts';
import { problemOf } from './values.ts';

type Keywords = { readonly [keyword: string]: unknown };
type Made = { readonly random: Random; readonly root: JsonSchema; readonly depth: number };

/** Values that a schema takes, at most `count` of them. `samples` are known to fit: some of their parts are used again. */
export function valuesOf(
  schema: JsonSchema,
  { count, seed, samples }: { readonly count: number; readonly seed: number; readonly samples: readonly Json[] },
): readonly Json[] {
  const random = randomOf(seed);
  const values: Json[] = [];
  for (let tries = count * TRIES; tries > 0 && values.length < count; tries -= 1) {
    const made = valueOf(schema, { random, root: schema, depth: 0 });
    const value = withParts(made, { random, samples });
    if (problemOf(schema, value) === undefined) values.push(value);
  }
  return values;
}

const TRIES = 10;
const DEEPEST = 5;

/** Puts parts of a sample in the place of made-up ones. */
function withParts(
  value: Json,
  { random, samples }: { readonly random: Random; readonly samples: readonly Json[] },
): Json {
  const objects = samples.filter(isObject);
  if (!isObject(value) || objects.length === 0) return value;
  const sample = Object.entries(random.pick(objects)).filter(([name]) => Object.hasOwn(value, name));
  return { ...value, ...Object.fromEntries(sample.filter(() => random.chance(0.5))) };
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valueOf(schema: JsonSchema, made: Made): Json {
  if (typeof schema === 'boolean') return anyValue(made);
  const { random } = made;
  if ('const' in schema) return schema['const'] as Json;
  if (Array.isArray(schema['enum'])) return random.pick(schema['enum'] as readonly Json[]);
  if (typeof schema['$ref'] === 'string') return valueOf(referred(schema['$ref'], made.root), deeper(made));
  for (const keyword of ['anyOf', 'oneOf'] as const) {
    const choices = schema[keyword];
    if (Array.isArray(choices)) return valueOf(random.pick(choices as readonly JsonSchema[]), deeper(made));
  }
  if (Array.isArray(schema['allOf'])) return valueOf(merged(schema), deeper(made));
  const { type } = schema;
  return ofType(Array.isArray(type) ? random.pick(type as readonly string[]) : String(type), schema, made);
}

function deeper(made: Made): Made {
  return { ...made, depth: made.depth + 1 };
}

/** Of `allOf` what can be put side by side; the check afterwards finds the rest. */
function merged({ allOf, ...rest }: Keywords): JsonSchema {
  const parts = [rest, ...(allOf as readonly Keywords[])];
  const properties = Object.assign({}, ...parts.map((part) => part['properties'] ?? {})) as object;
  const required = parts.flatMap((part) => (part['required'] as readonly string[] | undefined) ?? []);
  return { ...(Object.assign({}, ...parts) as object), properties, required };
}

function referred(reference: string, root: JsonSchema): JsonSchema {
  let place: unknown = root;
  for (const step of reference.replace(/^#\/?/, '').split('/').filter(Boolean)) {
    place = (place as Keywords | undefined)?.[step.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  return (place ?? true) as JsonSchema;
}

function ofType(type: string, schema: Keywords, made: Made): Json {
  switch (type) {
    case 'null':
      return null;
    case 'boolean':
      return made.random.chance(0.5);
    case 'integer':
    case 'number':
      return numberOf(schema, { random: made.random, isWhole: type === 'integer' });
    case 'string':
      return textOf(schema, made.random);
    case 'array':
      return listOf(schema, made);
    case 'object':
      return objectOf(schema, made);
    default:
      return 'properties' in schema ? objectOf(schema, made) : anyValue(made);
  }
}

function anyValue({ random, depth }: Made): Json {
  const plain: readonly Json[] = [null, true, false, 0, -1, 1.5, ...TEXTS];
  const nested: readonly Json[] = [[], {}, [null], { a: 1 }, [[1, ['two']]]];
  return random.pick(depth > DEEPEST ? plain : [...plain, ...nested]);
}

function numberOf(
  schema: Keywords,
  { random, isWhole }: { readonly random: Random; readonly isWhole: boolean },
): number {
  const step = typeof schema['multipleOf'] === 'number' ? schema['multipleOf'] : isWhole ? 1 : 0.25;
  const least = bound(schema['minimum']) ?? bound(schema['exclusiveMinimum']);
  const most = bound(schema['maximum']) ?? bound(schema['exclusiveMaximum']);
  const from = least ?? (most === undefined ? -1000 : most - 1000);
  const to = most ?? from + 2000;
  const edges = [0, 1, -1, from, to, from + step, to - step].filter((edge) => edge >= from && edge <= to);
  const value = random.chance(0.4)
    ? random.pick(edges)
    : from + random.below(Math.floor((to - from) / step) + 1) * step;
  return Math.round(value / step) * step;
}

function bound(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** What texts of people and of attackers look like. */
const TEXTS = [
  '',
  'a',
  '0',
  'Zoë',
  '☃ 雪',
  ' in front',
  'two\nlines',
  '"quoted"',
  'null',
  '__proto__',
  '${{ x }}',
  '../..',
];

const FORMATS: { readonly [format: string]: readonly string[] } = {
  email: ['ada@example.org'],
  uri: ['https://example.org/path?query=1'],
  date: ['2026-02-28'],
  'date-time': ['2026-02-28T23:59:59.999Z'],
  time: ['23:59:59Z'],
  uuid: ['01900000-0000-7000-8000-000000000000'],
};

function textOf(schema: Keywords, random: Random): string {
  const known = FORMATS[String(schema['format'])];
  if (known !== undefined) return random.pick(known);
  const least = bound(schema['minLength']) ?? 0;
  const most = bound(schema['maxLength']) ?? least + 300;
  const text = random.chance(0.1) ? 'long '.repeat(60) : random.pick(TEXTS);
  return text.padEnd(least, 'x').slice(0, most);
}

function listOf(schema: Keywords, made: Made): Json {
  const { random, depth } = made;
  const { items = true } = schema as { readonly items?: JsonSchema | readonly JsonSchema[] };
  // TypeBox writes tuples the older way, as a list of items.
  const isTuple = Array.isArray(items);
  const first = (isTuple ? items : (schema['prefixItems'] ?? [])) as readonly JsonSchema[];
  const rest = isTuple ? ((schema['additionalItems'] ?? true) as JsonSchema) : (items as JsonSchema);
  const least = bound(schema['minItems']) ?? 0;
  const most = bound(schema['maxItems']) ?? (rest === false ? first.length : least + 3);
  const length = depth > DEEPEST ? least : least + random.below(most - least + 1);
  return Array.from({ length }, (_, at) => valueOf(first[at] ?? rest, deeper(made)));
}

function objectOf(schema: Keywords, made: Made): Json {
  const { random, depth } = made;
  const properties = (schema['properties'] ?? {}) as { readonly [name: string]: JsonSchema };
  const required = new Set((schema['required'] ?? []) as readonly string[]);
  const names = new Set([...Object.keys(properties), ...required]);
  const chosen = [...names].filter((name) => required.has(name) || (depth <= DEEPEST && random.chance(0.5)));
  const [pattern] = Object.values((schema['patternProperties'] ?? {}) as { readonly [pattern: string]: JsonSchema });
  const more = pattern ?? (schema['additionalProperties'] as JsonSchema | undefined) ?? true;
  const extra = more !== false && depth <= DEEPEST && random.chance(0.3) ? ['extra'] : [];
  const entries = [...chosen, ...extra].map((name) => {
    const field = Object.hasOwn(properties, name) ? properties[name] : undefined;
    return [name, valueOf(field ?? more, deeper(made))] as const;
  });
  return Object.fromEntries(entries);
}
