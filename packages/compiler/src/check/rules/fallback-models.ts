import { aliasAt } from '../../parse/llm.ts';
import { entriesOf, entryOf, itemsOf, valueOf } from '../../parse/tree.ts';
import type { YamlNode } from '../../parse/tree.ts';
import type { CheckContext, CheckRule } from '../context.ts';
import { isUnknownAlias } from './model-settings.ts';

/** A model to fall back on is named whole, and has none itself. */
export const fallbackModels: CheckRule = (context) => {
  const { document } = context;
  const places = [
    valueOf(document.defaults, 'llm'),
    ...entriesOf(document.models).map(({ value }) => value),
    ...document.nodes.map(({ llmAt }) => llmAt),
  ];
  for (const item of places.flatMap((llm) => itemsOf(valueOf(llm, 'fallback'))))
    if (!isUnknownAlias(item, context)) checkFallback(item, context);
};

function checkFallback(item: YamlNode, { document, reporter }: CheckContext): void {
  const own = entryOf(item, 'fallback');
  if (own !== undefined) {
    reporter.report({
      code: 'W105',
      span: own.key.span,
      message: 'a model to fall back on has a `fallback` of its own, which is never asked',
      help: 'add its models to the list that it stands in',
    });
  }
  if (aliasAt(item, document.models) !== undefined) return;
  const missing = (['provider', 'model'] as const).filter((key) => entryOf(item, key) === undefined);
  if (missing.length === 0) return;
  reporter.report({
    code: 'W315',
    span: item.span,
    message: `a model to fall back on has no ${missing.map((key) => `\`${key}\``).join(' and ')}`,
    help: 'write both, or an alias of `models`',
  });
}
