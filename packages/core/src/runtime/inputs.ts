// A run's inputs against the graph's schema: every problem at once, and the schema's defaults filled in.
import type { ErrorObject } from 'ajv/dist/2020.js';
import type { JsonObject } from '@configurable-agents/plugin-sdk';
import type { ExecutionGraph } from '../graph/graph.ts';
import { nearest } from '../graph/nearest.ts';
import { copyJson } from '../schema/copy-json.ts';
import { inexactIntegers } from '../schema/exact.ts';
import { validatorFor } from '../schema/validator.ts';
import type { InputError } from './api.ts';
import { missingEnv } from './env.ts';
import type { Environment } from './env.ts';

export type CheckedInputs = { readonly inputs: JsonObject; readonly errors: readonly InputError[] };

/** Validates inputs strictly (no coercion), and that the variables which the graph reads are set. `inputs` of the answer has the defaults. */
export function checkInputs(graph: ExecutionGraph, given: JsonObject, env: Environment): CheckedInputs {
  const missing = missingEnv(graph, env);
  const inputs = copyJson(given);
  const validate = validatorFor(graph.inputs, { useDefaults: true });
  if (validate(inputs)) return { inputs, errors: [...inexactIntegers(inputs, graph.inputs).map(inexact), ...missing] };
  const known = typeof graph.inputs === 'object' ? Object.keys(graph.inputs['properties'] ?? {}) : [];
  return { inputs, errors: [...validate.errors.map((error) => describe(error, known)), ...missing] };
}

function describe(error: ErrorObject, known: readonly string[]): InputError {
  if (error.keyword === 'additionalProperties') {
    const name = String(error.params['additionalProperty']);
    const suggestion = nearest(name, known);
    const inputs = known.length === 0 ? 'the workflow takes no inputs' : `the inputs are ${known.join(', ')}`;
    return {
      path: `${error.instancePath}/${name}`,
      message: `unknown input \`${name}\`; ${inputs}`,
      ...(suggestion === undefined ? {} : { suggestion }),
    };
  }
  if (error.keyword === 'required') {
    const name = String(error.params['missingProperty']);
    return { path: `${error.instancePath}/${name}`, message: `the input \`${name}\` is required` };
  }
  return { path: error.instancePath, message: `${error.instancePath} ${error.message ?? 'does not fit'}`.trim() };
}

function inexact(path: string): InputError {
  const message = `${path} is an integer beyond ±${Number.MAX_SAFE_INTEGER}, of which a JSON number loses digits; make it text, or a \`number\``;
  return { path, message };
}
