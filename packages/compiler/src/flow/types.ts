// Type strings: `str`, `list[dict[str, int]]`, and `object` with its fields under `schema`, as JSON Schemas.
import type { Reporter } from '../diagnostic.ts';
import { suggest } from '../expression/suggest.ts';
import { entriesOf, textOf, valueOf } from '../parse/tree.ts';
import type { YamlEntry, YamlNode, YamlScalar } from '../parse/tree.ts';
import { entry, listOf, mapOf, scalarOf, textScalar, word } from './build.ts';

const SIMPLE: { readonly [name: string]: string } = {
  str: 'string',
  int: 'integer',
  float: 'number',
  bool: 'boolean',
  list: 'array',
  dict: 'object',
  object: 'object',
};

/** A type as it is written, taken apart. */
export type Type = { readonly name: string; readonly of: readonly Type[] };

/** Deeper than any type is; the reader is recursive. */
const MAX_DEPTH = 20;

/** The type of a text; undefined for what is none. */
export function parseType(text: string): Type | undefined {
  const tokens = [...text.matchAll(/\s*([A-Za-z_]\w*|[[\],]|\S)\s*/g)].map(([, token = '']) => token);
  let at = 0;
  const read = (depth: number): Type | undefined => {
    const name = tokens[at] ?? '';
    at += 1;
    if (SIMPLE[name] === undefined || depth > MAX_DEPTH) return undefined;
    if (tokens[at] !== '[') return { name, of: [] };
    const of: Type[] = [];
    do {
      at += 1;
      const inner = read(depth + 1);
      if (inner === undefined) return undefined;
      of.push(inner);
    } while (tokens[at] === ',');
    const isClosed = tokens[at] === ']';
    at += 1;
    const wanted = name === 'list' ? 1 : name === 'dict' ? 2 : 0;
    return isClosed && of.length === wanted ? { name, of } : undefined;
  };
  const found = read(0);
  return at === tokens.length ? found : undefined;
}

/** What a declaration says beside its type: `schema`, and for whom it is. */
type Declared = {
  readonly type: YamlScalar;
  readonly schema: YamlNode | undefined;
  /** A model must give every field of an object; a state field may lack some. */
  readonly isComplete: boolean;
  readonly reporter: Reporter;
};

/** The entries of the JSON Schema of a declared type. None for a type that is wrong, which is reported. */
export function schemaEntries({ type, schema, isComplete, reporter }: Declared): readonly YamlEntry[] {
  const parsed = parseType(String(type.value));
  if (parsed === undefined) {
    reportType(type, reporter);
    return [];
  }
  if (schema === undefined || parsed.name !== 'object') return entriesFor(parsed, type);
  return [...entriesFor(parsed, type), ...fieldsOf(schema, { isComplete, reporter })];
}

/** `properties` of an object whose fields are types, or maps with a `type`. */
function fieldsOf(
  schema: YamlNode,
  { isComplete, reporter }: Pick<Declared, 'isComplete' | 'reporter'>,
): readonly YamlEntry[] {
  const fields = entriesOf(schema);
  const properties = fields.map(({ key, value }) => ({ key, value: fieldOf(value, { isComplete, reporter }) }));
  return [
    ...entry('properties', { kind: 'map', entries: properties, span: schema.span }),
    ...(isComplete
      ? closed(
          fields.map(({ key }) => key),
          schema,
        )
      : []),
  ];
}

function fieldOf(value: YamlNode, place: Pick<Declared, 'isComplete' | 'reporter'>): YamlNode {
  const type = textScalar(value) ?? textScalar(valueOf(value, 'type'));
  if (type === undefined) return mapOf([], value.span);
  const about = textScalar(valueOf(value, 'description'));
  const fallback = valueOf(value, 'default');
  return mapOf(
    [
      schemaEntries({ ...place, type, schema: valueOf(value, 'schema') }),
      entry('description', about),
      place.isComplete ? [] : entry('default', fallback),
    ],
    value.span,
  );
}

/** `required` with all names, and nothing beside them. */
export function closed(names: readonly YamlScalar[], at: YamlNode): readonly YamlEntry[] {
  return [...entry('required', listOf(names, at.span)), ...entry('additionalProperties', word(false, at))];
}

/** The entries of a type's schema. */
function entriesFor({ name, of }: Type, at: YamlScalar): readonly YamlEntry[] {
  const [first, second] = of;
  const inner = (type: Type): YamlNode => mapOf([entriesFor(type, at)], at.span);
  return [
    ...entry('type', word(SIMPLE[name] ?? 'object', at)),
    ...(name === 'list' && first !== undefined ? entry('items', inner(first)) : []),
    ...(name === 'dict' && second !== undefined ? entry('additionalProperties', inner(second)) : []),
  ];
}

/** The same with null among its values. */
export function nullable(entries: readonly YamlEntry[]): readonly YamlEntry[] {
  return entries.map((each) => {
    const type = each.key.value === 'type' ? scalarOf(each.value) : undefined;
    return type === undefined ? each : { ...each, value: listOf([type, word('null', type)], type.span) };
  });
}

const FOREIGN: { readonly [word: string]: string } = {
  string: 'str',
  text: 'str',
  integer: 'int',
  number: 'float',
  double: 'float',
  boolean: 'bool',
  array: 'list',
  map: 'dict',
};

function reportType(type: YamlScalar, reporter: Reporter): void {
  const text = textOf(type) ?? '';
  const word = /[A-Za-z_]\w*/.exec(text)?.[0] ?? '';
  const isAlone = word === text.trim();
  const meant = isAlone ? FOREIGN[word.toLowerCase()] : undefined;
  const forms = 'types are str, int, float, bool, list, dict, object, list[T] and dict[K, V]';
  const way = meant === undefined && isAlone ? suggest(word, Object.keys(SIMPLE)) : { help: forms };
  reporter.report({
    code: 'W104',
    span: type.span,
    message: `\`${text}\` is no type`,
    ...way,
    ...(meant === undefined
      ? {}
      : { help: `write \`${meant}\``, fix: { title: `write \`${meant}\``, span: type.span, text: meant } }),
  });
}
