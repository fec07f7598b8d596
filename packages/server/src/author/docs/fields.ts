// A JSON Schema as rows of a table: a row for each field that has a name. Pure.
import { typeText } from '@configurable-agents/compiler/diff';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';

export type Field = {
  /** Path from the value: `user.name`, `items[].id`. */
  readonly path: string;
  readonly type: string;
  readonly isRequired: boolean;
  /** As JSON, where there is one. */
  readonly default: string | undefined;
  readonly meaning: string;
};

type Keywords = Exclude<JsonSchema, boolean>;

/** Fields deeper than this are only in the type of the one above. */
const MAX_DEPTH = 4;

type Place = { readonly prefix?: string; readonly depth?: number };

/** The fields of an object, and of those in it; empty for a schema of anything else. */
export function fieldsOf(schema: JsonSchema, { prefix = '', depth = 0 }: Place = {}): readonly Field[] {
  if (typeof schema === 'boolean' || depth >= MAX_DEPTH) return [];
  const { properties = {}, required } = schema as {
    readonly properties?: { readonly [name: string]: JsonSchema };
    readonly required?: readonly string[];
  };
  return Object.entries(properties).flatMap(([name, field]) => {
    const path = `${prefix}${name}`;
    const isRequired = Array.isArray(required) && required.includes(name);
    const below = within(field);
    return [
      { path, isRequired, ...described(field) },
      ...(below === undefined ? [] : fieldsOf(below.schema, { prefix: `${path}${below.step}`, depth: depth + 1 })),
    ];
  });
}

/** The schema whose fields come after a field's own row. */
function within(schema: JsonSchema): { readonly schema: Keywords; readonly step: string } | undefined {
  if (typeof schema === 'boolean') return undefined;
  if (schema['properties'] !== undefined) return { schema, step: '.' };
  const { items } = schema;
  if (typeof items !== 'object' || items === null || Array.isArray(items)) return undefined;
  return (items as Keywords)['properties'] === undefined ? undefined : { schema: items as Keywords, step: '[].' };
}

function described(schema: JsonSchema): Omit<Field, 'path' | 'isRequired'> {
  const keywords = typeof schema === 'boolean' ? {} : schema;
  const { description, default: value } = keywords;
  const words = [
    ...(typeof description === 'string' ? [sentence(description)] : []),
    ...MARKS.filter(([mark, mean]) => keywords[mark] === mean).map(([, , meaning]) => meaning),
  ];
  return {
    // Its own fields have rows of their own.
    type: shortType(schema),
    default: value === undefined ? undefined : JSON.stringify(value),
    meaning: words.join(' '),
  };
}

function shortType(schema: JsonSchema): string {
  const inner = within(schema);
  if (inner === undefined) return typeText(schema);
  return inner.step === '.' ? 'object' : 'array of objects';
}

const MARKS: readonly (readonly [mark: string, value: unknown, meaning: string])[] = [
  ['x-text', true, 'Text that is only shown or stored.'],
  ['x-secret', true, 'May hold a secret.'],
  ['x-url', true, 'The address of a request.'],
  ['x-code', true, 'Is run.'],
  ['x-file', true, 'The path of a file.'],
  ['x-trust', 'platform', 'Made by the service itself.'],
  ['x-private', true, 'Whoever sees the result may not have the right to read it.'],
];

function sentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?…:]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
