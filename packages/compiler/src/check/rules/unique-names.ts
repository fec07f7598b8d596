import type { CheckRule } from '../context.ts';
import type { Span } from '../../source.ts';

/** Nodes and state fields share one space of names: nothing hides anything. */
export const uniqueNames: CheckRule = ({ document, reporter }) => {
  const seen = new Map<string, { readonly span: Span; readonly what: string }>();
  const add = (name: string, span: Span, what: string): void => {
    // The flow dialect reads fields by `state.`, so that a node may have the name of one.
    const key = document.isFlow ? `${what} ${name}` : name;
    const before = seen.get(key);
    if (before === undefined) {
      seen.set(key, { span, what });
      return;
    }
    reporter.report({
      code: 'W306',
      span,
      message:
        before.what === what ? `two ${what}s are named \`${name}\`` : `\`${name}\` is a ${what} and a ${before.what}`,
      help: 'give one of them another name',
      related: [{ span: before.span, message: `the ${before.what}` }],
    });
  };
  for (const { name, at } of document.fields) add(name, at.span, 'state field');
  for (const { name, at } of document.nodes) add(name, at.span, 'node');
};
