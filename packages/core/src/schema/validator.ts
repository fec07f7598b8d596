import type { Ajv2020, ErrorObject, Options, ValidateFunction } from 'ajv/dist/2020.js';
import type { Json, JsonSchema } from '@configurable-agents/plugin-sdk';
import { PatternError } from '../pattern/index.ts';
import { boundedAjv } from './bounded-ajv.ts';
import { Meter, TooMuch } from './meter.ts';

// Unknown keywords are a workflow author's (`x-…`, `reduce`), not mistakes; formats are annotations, as JSON Schema has it.
const OPTIONS = { strict: false, validateFormats: false, allErrors: true };
const meter = new Meter();
/** Of a text of JSON: longer ones are rarely the same, and their graph or plugin keeps them. */
const LONGEST_SHARED = 10_000;
const MOST_SHARED = 1000;
/** What an ajv has compiled it keeps as long as itself: after so many it is left to the validators that are in use. */
const MOST_COMPILED = 1000;

/** Whether a value fits. `errors` says why the last one did not. */
export type Validator = {
  (value: unknown): boolean;
  errors: readonly ErrorObject[];
};

type SchemaObject = Exclude<JsonSchema, boolean>;
type Validators = {
  readonly of: (schema: SchemaObject) => Validator;
  readonly ofBoolean: (schema: boolean) => Validator;
};

const plain = openValidators(OPTIONS);
const filling = openValidators({ ...OPTIONS, useDefaults: true });

/** The validator of a schema, compiled once. With `useDefaults` it fills missing properties of the value in place. */
export function validatorFor(
  schema: JsonSchema,
  { useDefaults = false }: { readonly useDefaults?: boolean } = {},
): Validator {
  const validators = useDefaults ? filling : plain;
  return typeof schema === 'boolean' ? validators.ofBoolean(schema) : validators.of(schema);
}

/** Validators live as long as their schema, and a while longer where another one says the same: each run brings its own copy of a form. */
function openValidators(options: Options): Validators {
  const known = new WeakMap<object, Validator>();
  const shared = new Map<string, Validator>();
  let ajv = boundedAjv(options, meter);
  let count = 0;

  function compile(schema: SchemaObject): Validator {
    if (count === MOST_COMPILED) [ajv, count] = [boundedAjv(options, meter), 0];
    count += 1;
    return compiled(ajv, schema);
  }

  function sharedOf(schema: SchemaObject): Validator {
    const text = JSON.stringify(schema);
    const same = shared.get(text);
    if (same !== undefined) return same;
    const validator = compile(schema);
    if (text.length > LONGEST_SHARED) return validator;
    shared.set(text, validator);
    const [oldest] = shared.keys();
    if (shared.size > MOST_SHARED && oldest !== undefined) shared.delete(oldest);
    return validator;
  }

  return {
    of: (schema) => {
      let validator = known.get(schema);
      if (validator === undefined) known.set(schema, (validator = sharedOf(schema)));
      return validator;
    },
    ofBoolean: (schema) => compiled(ajv, schema),
  };
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
