// JSON Schemas of a workflow as TypeScript types, for programs that start runs and read their results.
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';

type Keywords = Exclude<JsonSchema, boolean>;
type Place = { readonly root: Keywords; readonly indent: string; readonly open: readonly string[] };

/**
 * Types of a workflow's inputs, state and result. What TypeScript cannot say (bounds, patterns) is left out; what is unknown is
 * `unknown`.
 *
 * @example
 * formatTypes(graph); // 'export type Inputs = {\n  readonly topic: string;\n};\n…'
 */
export function formatTypes(graph: ExecutionGraph): string {
  const { inputs, outputs, state, name } = graph;
  const properties = Object.fromEntries(Object.entries(state).map(([field, { schema }]) => [field, schema]));
  const defs = typeof inputs === 'object' ? inputs['$defs'] : undefined;
  const fields: Keywords = {
    type: 'object',
    properties,
    additionalProperties: false,
    ...(defs === undefined ? {} : { $defs: defs }),
  };
  return [
    `// Made by \`configurable-agents types\` of the workflow ${name.replaceAll(/[\r\n]/g, ' ')}. Not to be edited.`,
    '',
    declaration('Inputs', 'What a run is given.', inputs),
    declaration('State', 'Fields of the state; one that nothing has written yet is absent.', fields),
    declaration('Result', 'What a run gives.', outputs),
  ].join('\n');
}

function declaration(name: string, about: string, schema: JsonSchema): string {
  return `/** ${about} */\nexport type ${name} = ${formatType(schema)};\n`;
}

/** One schema as a TypeScript type. */
export function formatType(schema: JsonSchema): string {
  return typeOf(schema, { root: typeof schema === 'object' ? schema : {}, indent: '', open: [] });
}

function typeOf(schema: unknown, place: Place): string {
  if (schema === false) return 'never';
  if (typeof schema !== 'object' || schema === null) return 'unknown';
  const keywords = schema as Keywords;
  const { $ref: reference, const: constant, enum: values, anyOf, oneOf, type } = keywords;
  if (typeof reference === 'string') return referenced(reference, place);
  if (constant !== undefined) return JSON.stringify(constant);
  if (Array.isArray(values)) return union(values.map((value) => JSON.stringify(value)));
  const branches = Array.isArray(anyOf) ? anyOf : Array.isArray(oneOf) ? oneOf : undefined;
  if (branches !== undefined) return union(branches.map((branch) => typeOf(branch, place)));
  const kinds = Array.isArray(type) ? type : [type ?? (keywords['properties'] === undefined ? undefined : 'object')];
  return union(kinds.map((kind) => typeOfKind(kind, keywords, place)));
}

function typeOfKind(kind: unknown, keywords: Keywords, place: Place): string {
  switch (kind) {
    case 'string':
    case 'boolean':
    case 'null':
      return kind;
    case 'integer':
    case 'number':
      return 'number';
    case 'array':
      return `readonly ${inBrackets(typeOf(keywords['items'] ?? true, place))}[]`;
    case 'object':
      return objectType(keywords, place);
    default:
      return 'unknown';
  }
}

function objectType({ properties = {}, required = [], additionalProperties: others }: Keywords, place: Place): string {
  const inner = { ...place, indent: `${place.indent}  ` };
  const needed = new Set(Array.isArray(required) ? required : []);
  const lines = Object.entries(properties as { readonly [name: string]: JsonSchema }).flatMap(([name, schema]) => {
    const about = typeof schema === 'object' ? schema['description'] : undefined;
    const comment =
      typeof about === 'string'
        ? [`${inner.indent}/** ${about.replaceAll('*/', '* /').replaceAll(/\s+/g, ' ')} */`]
        : [];
    const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
    return [...comment, `${inner.indent}readonly ${key}${needed.has(name) ? '' : '?'}: ${typeOf(schema, inner)};`];
  });
  if (lines.length === 0)
    return `{ readonly [name: string]: ${others === false ? 'never' : typeOf(others ?? true, inner)} }`;
  if (typeof others === 'object') lines.push(`${inner.indent}readonly [name: string]: unknown;`);
  return `{\n${lines.join('\n')}\n${place.indent}}`;
}

/** A reference is written out; one that leads back into itself is unknown. */
function referenced(reference: string, place: Place): string {
  if (place.open.includes(reference)) return 'unknown';
  const open = [...place.open, reference];
  if (reference === '#') return typeOf(place.root, { ...place, open });
  const [, name = ''] = /^#\/\$defs\/(.+)$/.exec(reference) ?? [];
  const defs = place.root['$defs'] as { readonly [name: string]: JsonSchema } | undefined;
  return typeOf(defs?.[name] ?? true, { ...place, open });
}

function union(types: readonly string[]): string {
  const all = [...new Set(types)];
  return all.includes('unknown') ? 'unknown' : all.join(' | ') || 'never';
}

function inBrackets(type: string): string {
  return type.includes(' | ') && !type.startsWith('{') ? `(${type})` : type;
}
