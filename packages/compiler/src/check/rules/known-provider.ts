import { suggest } from '../../expression/check.ts';
import { modelsOf } from '../../parse/llm.ts';
import { textOf } from '../../parse/tree.ts';
import type { CheckRule } from '../context.ts';

/** Providers that the product names and a plugin offers: not misspelt, only not installed. */
const KNOWN = ['google', 'openai', 'anthropic', 'openai-compatible', 'ollama', 'local'];

/** Each LLM node's provider is installed, or known. */
export const knownProvider: CheckRule = ({ document, catalogue, provider, reporter }) => {
  if (provider !== undefined) return;
  const reported = new Set<string>();
  for (const { provider: node } of document.nodes.flatMap(({ llm }) => modelsOf(llm))) {
    const name = textOf(node);
    if (node === undefined || name === undefined || catalogue.providers.has(name) || reported.has(name)) continue;
    reported.add(name);
    if (KNOWN.includes(name)) {
      reporter.report({
        code: 'W303',
        span: node.span,
        message: `no plugin for the provider \`${name}\` is installed, so this node would fail`,
        help: 'add the plugin, or run without a network by `--provider echo`',
      });
    } else {
      reporter.report({
        code: 'W302',
        span: node.span,
        message: `there is no provider \`${name}\``,
        ...suggest(name, [...catalogue.providers.keys(), ...KNOWN]),
      });
    }
  }
};
