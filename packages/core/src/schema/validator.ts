import type { Ajv2020, ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import type { Json, JsonSchema } from '@configurable-agents/plugin-sdk';
import { PatternError } from '../pattern/index.ts';
import { boundedAjv } from './bounded-ajv.ts';
import { Meter, TooMuch } from './meter.ts';

// Unknown keywords are a workflow author's (`x-…`, `reduce`), not mistakes; formats are annotations, as JSON Schema has it.
const OPTIONS = { strict: false, validateFormats: false, allErrors: true };
const meter = new Meter();
const plain = boundedAjv(OPTIONS, meter);
const filling = boundedAjv({ ...OPTIONS, useDefaults: true }, meter);

/** Whether a value fits. `errors` says why the last one did not. */
export type Validator = {
  (value: unknown): boolean;
  errors: readonly ErrorObject[];
};

// Schemas live as long as the graph or the plugin that holds them; a validator lives as long as its schema.
const validators = { plain: new WeakMap<object, Validator>(), filling: new WeakMap<object, Validator>() };

/** The validator of a schema, compiled once. With `useDefaults` it fills missing properties of the value in place. */
export function validatorFor(
  schema: JsonSchema,
  { useDefaults = false }: { readonly useDefaults?: boolean } = {},
): Validator {
  const ajv = useDefaults ? filling : plain;
  if (typeof schema === 'boolean') return compiled(ajv, schema);
  const known = validators[useDefaults ? 'filling' : 'plain'];
  let validate = known.get(schema);
  if (validate === undefined) known.set(schema, (validate = compiled(ajv, schema)));
  return validate;
}

function compiled(ajv: Ajv2020, schema: JsonSchema): Validator {
  try {
    return metered(ajv.compile(schema));
  } catch (error) {
    // The compiler lets no such schema pass, nor does the shape of manifests: it stands in a graph of before they looked at patterns.
    if (error instanceof PatternError) return refusing(`cannot be held against its schema: ${error.message}`);
    throw error;
  }
}

function metered(check: ValidateFunction): Validator {
  const validator: Validator = (value) => {
    try {
      const fits = meter.run(() => check(value));
      validator.errors = told(check.errors ?? []);
      return fits;
    } catch (error) {
      if (!(error instanceof TooMuch)) throw error;
      validator.errors = [problem(`takes too long to check: ${error.message}`)];
      return false;
    }
  };
  validator.errors = [];
  return validator;
}

/** Problems of one value that are told: a body of a megabyte may have a hundred thousand. */
const MOST_TOLD = 100;

function told(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  if (errors.length <= MOST_TOLD) return errors;
  return [...errors.slice(0, MOST_TOLD), problem(`has ${errors.length - MOST_TOLD} more problems`)];
}

function refusing(message: string): Validator {
  return Object.assign(() => false, { errors: [problem(message)] });
}

/** An error of the value as a whole. */
function problem(message: string): ErrorObject {
  return { keyword: 'false schema', instancePath: '', schemaPath: '#', params: {}, message };
}

/** What is wrong, in one clause: the place and the sentence. */
export function firstProblem({ errors: [error] }: Validator): string {
  return error === undefined
    ? 'it does not fit'
    : `${error.instancePath === '' ? 'it' : error.instancePath} ${error.message ?? 'does not fit'}`;
}

/** What is wrong with a value by a schema, in one clause; undefined where it fits. */
export function schemaProblem(schema: JsonSchema, value: Json): string | undefined {
  const validate = validatorFor(schema);
  return validate(value) ? undefined : firstProblem(validate);
}
