// JSON Schema at the lane's edges: inputs before an action runs, outputs before anybody reads them.
import { RetryableError } from '@configurable-agents/plugin-sdk';
import type { Json, JsonObject, JsonSchema } from '@configurable-agents/plugin-sdk';
import { copyJson } from '../schema/copy-json.ts';
import { firstProblem, validatorFor } from '../schema/validator.ts';

export type Checked = { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly problem: string };

/** Validates an action's input and fills in the schema's defaults. */
export function checkInput(schema: JsonSchema, input: Json): Checked {
  const value = copyJson(input);
  const validate = validatorFor(schema, { useDefaults: true });
  return validate(value) ? { ok: true, value } : { ok: false, problem: firstProblem(validate) };
}

/** Prunes an output to what its schema declares, then validates it. Throws a failure of class `invalid_output`. */
export function checkOutput(schema: JsonSchema, output: Json): Json {
  if (schema === true) return output;
  const value = prune(schema, output);
  const validate = validatorFor(schema);
  if (validate(value)) return value;
  throw new RetryableError(`the output breaks its schema: ${firstProblem(validate)}`, {
    class: 'invalid_output',
    code: 'NODE_OUTPUT_INVALID',
  });
}

/**
 * Keeps the properties that a schema declares, so that producers are closed by construction. A schema that speaks of
 * other properties (`additionalProperties`, combinators, references) keeps what it is given.
 */
function prune(schema: JsonSchema, value: Json): Json {
  if (typeof schema === 'boolean' || value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    const items = schema['items'];
    return isSchema(items) ? value.map((item: Json) => prune(items, item)) : value;
  }
  const properties = schema['properties'];
  if (!isRecord(properties) || OPEN.some((keyword) => keyword in schema)) return value;
  const kept = Object.entries(value as JsonObject).filter(([name]) => Object.hasOwn(properties, name));
  return Object.fromEntries(
    kept.map(([name, child]) => {
      const declared = properties[name];
      return [name, isSchema(declared) ? prune(declared, child) : child];
    }),
  );
}

const OPEN = ['additionalProperties', 'patternProperties', 'unevaluatedProperties', '$ref', 'allOf', 'anyOf', 'oneOf'];

function isRecord(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'boolean' || isRecord(value);
}
