// What a schema finds wrong with a request, in sentences that say what was found and what is expected.
import type { ErrorObject } from 'ajv/dist/2020.js';
import { nearest } from '@configurable-agents/core/graph';

export type Violation = { readonly path: string; readonly message: string };
type Schema = { readonly [keyword: string]: unknown };

/** `noun` is what a property is called: `field`, `query parameter`. */
export function violationsOf(errors: readonly ErrorObject[], noun: string): readonly Violation[] {
  // The branches of a union say nothing that the union does not say.
  const told = errors.filter(({ schemaPath }) => !/\/(anyOf|oneOf)\/\d/.test(schemaPath));
  return told.map((error) => violationOf(error, noun));
}

function violationOf(error: ErrorObject, noun: string): Violation {
  const { instancePath: at, params, parentSchema = {} } = error;
  if (error.keyword === 'additionalProperties') {
    const name = String(params['additionalProperty']);
    const known = Object.keys((parentSchema['properties'] ?? {}) as Schema);
    const near = nearest(name, known);
    const help = known.length === 0 ? 'there is none here' : `known are ${known.join(', ')}`;
    const hint = near === undefined ? help : `did you mean \`${near}\`? ${help}`;
    return { path: `${at}/${name}`, message: `unknown ${noun} \`${name}\`; ${hint}` };
  }
  if (error.keyword === 'required') {
    const name = String(params['missingProperty']);
    return { path: `${at}/${name}`, message: `\`${name}\` is required` };
  }
  const name = at.slice(1).replaceAll('/', '.');
  const what = name === '' ? 'the body' : noun === 'field' ? `\`${name}\`` : `the ${noun} \`${name}\``;
  return { path: at, message: `${what} must be ${expectedOf(parentSchema)}, found ${found(error.data)}` };
}

/** What a schema takes, in words; `x-expected` of the schema says it better. */
function expectedOf(schema: Schema): string {
  const { type, minimum = 0, maximum } = schema;
  if (typeof schema['x-expected'] === 'string') return schema['x-expected'];
  if (Array.isArray(schema['enum'])) return `one of ${schema['enum'].join(', ')}`;
  if (Array.isArray(schema['anyOf'])) {
    const words = (schema['anyOf'] as readonly Schema[]).map(
      (each) => (each['const'] as string | undefined) ?? expectedOf(each),
    );
    return words.every((word) => !word.includes(' ')) ? `one of ${words.join(', ')}` : words.join(' or ');
  }
  switch (type) {
    case 'integer':
      return `a whole number from ${String(minimum)}${maximum === undefined ? '' : ` to ${String(maximum)}`}`;
    case 'boolean':
      return 'true or false';
    case 'object':
      return 'an object';
    default:
      return `a ${String(type)}`;
  }
}

const MOST_SHOWN = 80;

function found(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value === null) return 'null';
  if (typeof value === 'object') return 'an object';
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}
