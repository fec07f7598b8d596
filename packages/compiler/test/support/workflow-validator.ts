// The validators of the two dialects' schemas as code, so that no process compiles them: half of a cold `validate` went there.
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';

export type Generated = {
  readonly schema: string;
  /** What the generated module exports. */
  readonly name: string;
  readonly file: URL;
  /** How the module finds the type of a validator. */
  readonly shape: string;
};

export const VALIDATORS: readonly Generated[] = [
  {
    schema: 'workflow.schema.json',
    name: 'validateWorkflow',
    file: new URL('../../src/shape/workflow-validator.generated.ts', import.meta.url),
    shape: './shape.ts',
  },
  {
    schema: 'flow.schema.json',
    name: 'validateFlow',
    file: new URL('../../src/flow/flow-validator.generated.ts', import.meta.url),
    shape: '../shape/shape.ts',
  },
];

/** Keywords that only editors read. */
const OF_EDITORS = new Set(['markdownDescription', 'defaultSnippets']);

/** The text of a generated file for its schema as it is. */
export function validatorText({ schema: file, name, shape }: Generated): string {
  const text = readFileSync(new URL(`../../schema/${file}`, import.meta.url), 'utf8');
  const schema = JSON.parse(text, (key, value: unknown) => (OF_EDITORS.has(key) ? undefined : value)) as object;
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
  const body = code
    .replace('"use strict";', '')
    .replace(/export const validate = \w+;\s*export default \w+;/, '')
    // The comparison of ajv calls what stands under `valueOf` and `toString`, where a document may have anything.
    .replaceAll('require("ajv/dist/runtime/equal").default', 'sameJson')
    .replaceAll(/require\("ajv\/dist\/runtime\/(\w+)"\)\.default/g, '$1.default');
  const helpers = [...body.matchAll(/const func\d+ = (\w+)\.default/g)].map(([, name]) => String(name));
  return `// @ts-nocheck
// Made by \`npm run build:validator\` from schema/${file}, by ajv. Not to be edited.
${[...new Set(helpers)].map((name) => `import ${name} from 'ajv/dist/runtime/${name}.js';`).join('\n')}
${body.includes('sameJson') ? "import { sameJson } from '@configurable-agents/core/graph';\n" : ''}import type { WorkflowValidator } from '${shape}';
export const ${name}: WorkflowValidator = ${main};
${body}
`;
}
