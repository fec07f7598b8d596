import { Ajv2020 } from 'ajv/dist/2020.js';
import { valueOf } from '../../parse/tree.ts';
import type { YamlNode } from '../../parse/tree.ts';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import type { CheckRule } from '../context.ts';

/** Keywords that a validator can stumble over: most schemas have none, and then nothing is compiled. */
const RISKY = /"(?:\$ref|pattern|patternProperties)":/;

/** Schemas refer to what is there, and their patterns are regular expressions. */
export const usableSchemas: CheckRule = ({ document, reporter }) => {
  const check = (schema: JsonSchema, at: YamlNode | undefined): void => {
    if (at === undefined || typeof schema === 'boolean' || !RISKY.test(JSON.stringify(schema))) return;
    try {
      new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
    } catch (error) {
      const [reason] = error instanceof Error ? error.message.split('\n') : ['it cannot be used'];
      reporter.report({ code: 'W104', span: at.span, message: `this JSON Schema cannot be used: ${reason}` });
    }
  };
  check(
    {
      type: 'object',
      properties: Object.fromEntries(document.fields.map(({ name, schema }) => [name, schema])),
      $defs: document.definitions,
    },
    valueOf(document.root, 'state'),
  );
  for (const { outputSchema, outputSchemaAt } of document.nodes)
    if (outputSchema !== undefined) check(outputSchema, outputSchemaAt);
};
