import type { Json, JsonObject, JsonSchema } from '@configurable-agents/plugin-sdk';

type Options = {
  /** Values that stand in for a property of the same name, where they fit its type. */
  readonly hints: JsonObject;
  /** The whole schema, which `$ref: '#/…'` points into. */
  readonly root?: JsonSchema;
  readonly depth?: number;
};

/** Deeper schemas refer to themselves: there the shortest answer is the empty one. */
const MAX_DEPTH = 32;

/** The smallest deterministic value that satisfies a JSON Schema: what is required, at its least. */
export function smallestValue(schema: JsonSchema, options: Options): Json {
  const { hints, root = schema, depth = 0 } = options;
  if (typeof schema === 'boolean' || depth > MAX_DEPTH) return null;
  const inner: Options = { hints, root, depth: depth + 1 };
  const given = schema as { readonly [keyword: string]: Json | undefined };
  if (given['const'] !== undefined) return given['const'];
  if (given['default'] !== undefined) return given['default'];
  const choices = given['enum'];
  if (Array.isArray(choices)) return (choices as readonly Json[])[0] ?? null;
  const target = typeof given['$ref'] === 'string' ? pointed(root, given['$ref']) : undefined;
  if (target !== undefined) return smallestValue(target, inner);
  for (const combinator of ['anyOf', 'oneOf', 'allOf']) {
    const branches = given[combinator];
    if (!Array.isArray(branches)) continue;
    const list = branches as readonly JsonSchema[];
    if (combinator !== 'allOf') return smallestValue(list[0] ?? true, inner);
    return smallestValue(Object.assign({}, schema, { allOf: undefined }, ...list) as JsonSchema, inner);
  }
  return ofType(given, inner);
}

function ofType(schema: { readonly [keyword: string]: Json | undefined }, options: Options): Json {
  const declared = schema['type'];
  const type = Array.isArray(declared)
    ? (declared as readonly Json[])[0]
    : (declared ?? (schema['properties'] ? 'object' : 'null'));
  switch (type) {
    case 'object':
      return smallestObject(schema, options);
    case 'array': {
      const length = numberAt(schema, 'minItems') ?? 0;
      const items = (schema['items'] ?? true) as JsonSchema;
      return Array.from({ length }, () => smallestValue(items, options));
    }
    case 'string':
      return 'x'.repeat(numberAt(schema, 'minLength') ?? 0);
    case 'integer':
    case 'number':
      return smallestNumber(schema, type === 'integer');
    case 'boolean':
      return false;
    default:
      return null;
  }
}

/** Every declared property: a model that is asked for an object names all its fields. */
function smallestObject(schema: { readonly [keyword: string]: Json | undefined }, options: Options): Json {
  const properties = (schema['properties'] ?? {}) as unknown as { readonly [name: string]: JsonSchema };
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => {
      const hint = Object.hasOwn(options.hints, name) ? options.hints[name] : undefined;
      return [name, hint !== undefined && fits(property, hint) ? hint : smallestValue(property, options)];
    }),
  );
}

function smallestNumber(schema: { readonly [keyword: string]: Json | undefined }, isInteger: boolean): number {
  const step = numberAt(schema, 'multipleOf') ?? (isInteger ? 1 : 0);
  const exclusive = numberAt(schema, 'exclusiveMinimum');
  const least = numberAt(schema, 'minimum') ?? exclusive;
  const most = numberAt(schema, 'maximum') ?? numberAt(schema, 'exclusiveMaximum');
  let value = least ?? Math.min(0, most ?? 0);
  if (step > 0) value = Math.ceil(value / step) * step;
  if (value === exclusive) value += step > 0 ? step : 1;
  return value;
}

function numberAt(schema: { readonly [keyword: string]: Json | undefined }, keyword: string): number | undefined {
  const value = schema[keyword];
  return typeof value === 'number' ? value : undefined;
}

/** Whether a value of the state is of the property's type. */
function fits(schema: JsonSchema, value: Json): boolean {
  if (typeof schema === 'boolean') return schema;
  const type = schema['type'];
  const kinds: readonly unknown[] = Array.isArray(type) ? type : [type];
  if (Array.isArray(schema['enum'])) return schema['enum'].includes(value);
  if (typeof value === 'number') {
    const bounded =
      (numberAt(schema as JsonObject, 'minimum') ?? -Infinity) <= value &&
      value <= (numberAt(schema as JsonObject, 'maximum') ?? Infinity);
    return bounded && (kinds.includes('number') || (kinds.includes('integer') && Number.isInteger(value)));
  }
  if (value === null) return kinds.includes('null');
  return kinds.includes(Array.isArray(value) ? 'array' : typeof value);
}

function pointed(root: JsonSchema, ref: string): JsonSchema | undefined {
  if (!ref.startsWith('#')) return undefined;
  let found: unknown = root;
  for (const step of ref.slice(1).split('/').slice(1)) {
    found = (found as { readonly [step: string]: unknown } | undefined)?.[
      step.replaceAll('~1', '/').replaceAll('~0', '~')
    ];
  }
  return found as JsonSchema | undefined;
}
