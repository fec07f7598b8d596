import { explain } from '../../assign/explain.ts';
import { valueOf } from '../../parse/tree.ts';
import { oldBoolean } from '../../shape/old-boolean.ts';
import { fieldSchema } from '../context.ts';
import type { CheckRule } from '../context.ts';

/** A field's default is a value of the field. */
export const defaultFits: CheckRule = (context) => {
  for (const { name, schema, value } of context.document.fields) {
    const given = valueOf(value, 'default');
    const declared = fieldSchema(name, context);
    if (given === undefined || typeof schema === 'boolean' || declared === undefined) continue;
    const answer = explain({ schema: declared, root: declared }, schema['default']);
    if (typeof answer === 'string') continue;
    const old = answer.keyword === 'type' && answer.wanted.includes('true') ? oldBoolean(given) : undefined;
    if (old !== undefined) {
      context.reporter.report(old);
      continue;
    }
    const where = answer.path.length === 0 ? 'it' : `\`${answer.path.join('.')}\` in it`;
    context.reporter.report({
      code: 'W410',
      span: given.span,
      message: `the default of \`${name}\` does not fit: ${where} must ${answer.wanted}`,
      help: 'write a value of that kind, or change the type',
    });
  }
};
