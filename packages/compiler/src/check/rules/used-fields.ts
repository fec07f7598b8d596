import { textOf, valueOf } from '../../parse/tree.ts';
import type { YamlNode } from '../../parse/tree.ts';
import type { CheckRule } from '../context.ts';

/** A field that no node writes and nothing reads: an input that changes nothing. */
export const usedFields: CheckRule = ({ document, writers, catalogue, reporter }) => {
  const texts = document.nodes.flatMap(({ prompt, with: given, when, talk, workflow, forEach }) =>
    [prompt, given, when, talk.system, talk.messages, talk.images, talk.tools, workflow, forEach].flatMap(textsOf),
  );
  const routes = (document.edges ?? []).flatMap((edge) => edge.routes ?? []);
  texts.push(...[...routes.map(({ when }) => when), document.result].flatMap(textsOf));
  // The generic trigger's condition may be all that looks at an input.
  texts.push(...document.triggers.flatMap(({ when }) => textsOf(when)));
  for (const limited of [document.execution, ...document.triggers.map(({ node }) => node)]) {
    const limits = ['concurrency', 'rate_limit', 'debounce', 'priority'].map((limit) => valueOf(limited, limit));
    texts.push(...limits.flatMap(textsOf));
  }
  const words = new Set(texts.flatMap((text) => text.match(/[A-Za-z_]\w*/g) ?? []));
  // A whole `state` or `inputs` may read any field, and the echo provider copies those that its answer names.
  if (words.has('inputs') || texts.some((text) => /\bstate\b(?!\s*\.)/.test(text))) return;
  const offered = new Set(
    document.nodes.flatMap(({ outputSchema }) =>
      typeof outputSchema === 'object' ? Object.keys(outputSchema['properties'] ?? {}) : [],
    ),
  );
  for (const { name, at } of document.fields) {
    const isUsed = writers.has(name) || document.collected.has(name) || words.has(name) || offered.has(name);
    if (isUsed || catalogue.actions.size === 0) continue;
    reporter.report({
      code: 'W413',
      span: at.span,
      message: `no node reads or writes \`${name}\`, so it changes nothing`,
      help: 'remove the field, or read it in a node',
    });
  }
};

function textsOf(node: YamlNode | undefined): readonly string[] {
  if (node === undefined) return [];
  if (node.kind === 'list') return node.items.flatMap(textsOf);
  if (node.kind === 'map') return node.entries.flatMap(({ value }) => textsOf(value));
  const text = textOf(node);
  return text === undefined ? [] : [text];
}
