// Budgets of cost over models whose price nobody knows: their calls count nothing there.
import type { ExecutionGraph, GraphNode } from '@configurable-agents/core/graph';
import { modelsOf } from '../bounds/answer.ts';
import type { Models } from '../bounds/answer.ts';
import type { PriceOf } from '../bounds/price.ts';
import type { NodeDoc } from '../parse/document.ts';
import { valueOf } from '../parse/tree.ts';
import type { YamlNode } from '../parse/tree.ts';
import type { CheckContext } from './context.ts';

/** Reports each `max_cost` over a model without a price. Prices are asked for only where there is one. */
export function reportUnpriced(graph: ExecutionGraph, prices: PriceOf, context: CheckContext): void {
  const { document, indexOf, provider } = context;
  const models = provider === undefined ? { prices } : { prices, provider };
  const docOf = ({ name }: GraphNode): NodeDoc | undefined => document.nodes[indexOf.get(name) ?? -1];
  const awaited = Object.values(graph.subgraphs ?? {}).flatMap(({ nodes }) => nodes);
  const report = (budget: YamlNode | undefined, nodes: readonly GraphNode[]): void => {
    const limit = valueOf(budget, 'max_cost');
    if (limit === undefined) return;
    const unpriced = nodes.filter((node) => unpricedOf(node, models).length > 0);
    const names = [...new Set(unpriced.flatMap((node) => unpricedOf(node, models)))];
    const [first] = names;
    if (first === undefined) return;
    context.reporter.report({
      code: 'W444',
      span: limit.span,
      message: `\`max_cost\` does not stop ${names.map((name) => `\`${name}\``).join(', ')}: ${names.length === 1 ? 'its price is' : 'their prices are'} not known`,
      help: `give the price of \`${first}\` under \`pricing\` in the configuration, or bound it by \`max_tokens\` as well`,
      related: unpriced.flatMap((node) => {
        const at = docOf(node)?.llm?.model;
        return at === undefined || awaited.includes(node)
          ? []
          : [{ span: at.span, message: 'a model without a price' }];
      }),
    });
  };
  report(valueOf(document.execution, 'budget'), [...graph.nodes, ...awaited]);
  for (const node of graph.nodes) report(docOf(node)?.talk.budget, [node]);
}

function unpricedOf(node: GraphNode, models: Models & { readonly prices: PriceOf }): readonly string[] {
  if (node.kind !== 'action' || node.llm === undefined) return [];
  return modelsOf(node.llm, models)
    .filter(({ provider, model }) => models.prices(provider, model) === undefined)
    .map(({ provider, model }) => `${provider}/${model}`);
}
