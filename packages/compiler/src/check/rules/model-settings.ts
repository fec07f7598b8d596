import { suggest } from '../../expression/suggest.ts';
import { aliasAt } from '../../parse/llm.ts';
import { entriesOf, textOf, valueOf } from '../../parse/tree.ts';
import type { YamlNode } from '../../parse/tree.ts';
import type { CheckContext, CheckRule } from '../context.ts';

/** Each LLM node has a provider and a model, and an alias that it names is one. */
export const modelSettings: CheckRule = (context) => {
  const { document, reporter } = context;
  const reported = new Set<YamlNode>();
  const places = [valueOf(document.defaults, 'llm'), ...document.nodes.map(({ llmAt }) => llmAt)];
  for (const llm of places) if (isUnknownAlias(llm, context) && llm !== undefined) reported.add(llm);
  for (const { value } of entriesOf(document.models)) checkAlias(value, context);
  for (const { name, uses, llm, llmAt, at } of document.nodes) {
    if (uses !== 'llm' || (llmAt !== undefined && reported.has(llmAt))) continue;
    if (reported.has(valueOf(document.defaults, 'llm') ?? document.root)) continue;
    if (llmAt?.kind === 'map' && llmAt.isGuess === true) continue;
    const missing = (['provider', 'model'] as const).filter((key) => llm?.[key] === undefined);
    const [first] = missing;
    if (first === undefined) continue;
    const what = missing.map((key) => `\`${key}\``).join(' and ');
    reporter.report({
      code: 'W315',
      span: llmAt?.kind === 'map' ? (llmAt.entries[0]?.key.span ?? llmAt.span) : at.span,
      message: `\`${name}\` has no ${what}`,
      help: `write ${missing.length === 2 ? 'them' : 'it'} under \`llm\`, or for every node under \`${document.isFlow ? 'config' : 'defaults'}.llm\``,
    });
  }
};

/** Says so, where an alias is none. */
export function isUnknownAlias(llm: YamlNode | undefined, { document, reporter }: CheckContext): boolean {
  const alias = llm?.kind === 'scalar' ? aliasAt(llm, document.models) : undefined;
  const name = textOf(alias);
  const known = entriesOf(document.models).map(({ key }) => String(key.value));
  if (alias === undefined || name === undefined || known.includes(name)) return false;
  reporter.report({
    code: 'W316',
    span: alias.span,
    message: `there is no alias \`${name}\` in \`models\``,
    ...(known.length === 0
      ? { help: `add \`models: { ${name}: { provider: …, model: … } }\`, or write \`llm: { provider: …, model: … }\`` }
      : suggest(name, known)),
  });
  return true;
}

/** An alias stands for a model, not for another alias. */
function checkAlias(value: YamlNode, { document, reporter }: CheckContext): void {
  const alias = aliasAt(value, document.models);
  if (alias === undefined) return;
  reporter.report({
    code: 'W316',
    span: alias.span,
    message: `\`${String(alias.value)}\` is an alias, and an alias stands for a model`,
    help: 'write `provider` and `model`',
  });
}
