import { Ajv2020 } from 'ajv/dist/2020.js';
import comparison from 'ajv/dist/runtime/equal.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import type { Json, JsonSchema } from '@configurable-agents/plugin-sdk';
import { sameJson } from '../graph/same-json.ts';

// The comparison of ajv calls what stands under `valueOf` and `toString`, where a value from outside may have anything.
Object.assign(comparison, {
  default: Object.assign((a: unknown, b: unknown) => sameJson(a, b), { code: comparison.default.code }),
});

// Unknown keywords are a workflow author's (`x-…`, `reduce`), not mistakes; formats are annotations, as JSON Schema has it.
const OPTIONS = { strict: false, validateFormats: false, allErrors: true };
const plain = new Ajv2020(OPTIONS);
const filling = new Ajv2020({ ...OPTIONS, useDefaults: true });
// Schemas live as long as the graph or the plugin that holds them; a validator lives as long as its schema.
const validators = { plain: new WeakMap<object, ValidateFunction>(), filling: new WeakMap<object, ValidateFunction>() };

/** The validator of a schema, compiled once. With `useDefaults` it fills missing properties of the value in place. */
export function validatorFor(
  schema: JsonSchema,
  { useDefaults = false }: { readonly useDefaults?: boolean } = {},
): ValidateFunction {
  const ajv = useDefaults ? filling : plain;
  if (typeof schema === 'boolean') return ajv.compile(schema);
  const known = validators[useDefaults ? 'filling' : 'plain'];
  let validate = known.get(schema);
  if (validate === undefined) known.set(schema, (validate = ajv.compile(schema)));
  return validate;
}

/** What is wrong, in one clause: the place and the sentence. */
export function firstProblem(validate: ValidateFunction): string {
  const error = validate.errors?.[0];
  return error === undefined
    ? 'it does not fit'
    : `${error.instancePath === '' ? 'it' : error.instancePath} ${error.message ?? 'does not fit'}`;
}

/** What is wrong with a value by a schema, in one clause; undefined where it fits. */
export function schemaProblem(schema: JsonSchema, value: Json): string | undefined {
  const validate = validatorFor(schema);
  return validate(value) ? undefined : firstProblem(validate);
}
