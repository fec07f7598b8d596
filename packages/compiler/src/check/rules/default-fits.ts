import { Ajv2020 } from 'ajv/dist/2020.js';
import { valueOf } from '../../parse/tree.ts';
import type { CheckRule } from '../context.ts';

/** A field's default is a value of the field. */
export const defaultFits: CheckRule = ({ document, reporter }) => {
  for (const { name, schema, value } of document.fields) {
    const given = valueOf(value, 'default');
    if (given === undefined || typeof schema === 'boolean') continue;
    let validate;
    try {
      validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
    } catch {
      // A schema that cannot be compiled has been reported by the shape check.
      continue;
    }
    if (validate(schema['default'])) continue;
    const [error] = validate.errors ?? [];
    reporter.report({
      code: 'W410',
      span: given.span,
      message: `the default of \`${name}\` does not fit: it ${error?.message ?? 'breaks the schema'}`,
    });
  }
};
