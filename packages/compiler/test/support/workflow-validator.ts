// The validator of the language's schema as code, so that no process compiles it: half of a cold `validate` went there.
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';

export const VALIDATOR_FILE: URL = new URL('../../src/shape/workflow-validator.generated.ts', import.meta.url);

/** The text of the generated file for the schema as it is. */
export function validatorText(): string {
  const schema = JSON.parse(
    readFileSync(new URL('../../schema/workflow.schema.json', import.meta.url), 'utf8'),
  ) as object;
  const ajv = new Ajv2020({
    allErrors: true,
    // `required` names keys that `then` describes, which strict mode would take for a mistake.
    strict: false,
    verbose: true,
    formats: { regex: true },
    code: { source: true, esm: true, lines: true },
  });
  // A CommonJS module's default is its namespace.
  const generate = standaloneCode as unknown as { readonly default: (of: Ajv2020, validate: unknown) => string };
  const code = generate.default(ajv, ajv.compile(schema));
  const [, main = ''] = /export const validate = (\w+);/.exec(code) ?? [];
  const [, schemaName = ''] = /const (schema\d+) = \{"\$schema"/.exec(code) ?? [];
  const body = code
    .replace('"use strict";', '')
    .replace(/export const validate = \w+;\s*export default \w+;/, '')
    .replaceAll(/require\("(ajv\/dist\/runtime\/\w+)"\)\.default/g, "load('$1.js').default");
  return `// @ts-nocheck
// Made by \`npm run build:validator\` from schema/workflow.schema.json, by ajv. Not to be edited.
import { createRequire } from 'node:module';
import type { WorkflowValidator } from './shape.ts';
const load = createRequire(import.meta.url);
export const validateWorkflow: WorkflowValidator = ${main};
${body}
/** The schema itself, with its descriptions. */
export const workflowSchema: { readonly [keyword: string]: unknown } = ${schemaName};
`;
}
