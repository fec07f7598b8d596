import type { Budget } from '@configurable-agents/core/graph';
import { valueOf } from '../parse/tree.ts';
import type { YamlNode } from '../parse/tree.ts';

/** A `budget`, of a run or of a node. The shape has been checked. */
export function budgetOf(node: YamlNode | undefined): { readonly budget?: Budget } {
  const number = (key: string): number | undefined => {
    const value = valueOf(node, key);
    return value?.kind === 'scalar' && typeof value.value === 'number' ? value.value : undefined;
  };
  const [cost, tokens, calls] = [number('max_cost'), number('max_tokens'), number('max_llm_calls')];
  if (cost === undefined && tokens === undefined && calls === undefined) return {};
  return {
    budget: {
      ...(cost === undefined ? {} : { max_cost_usd: cost }),
      ...(tokens === undefined ? {} : { max_tokens: tokens }),
      ...(calls === undefined ? {} : { max_llm_calls: calls }),
    },
  };
}
