import { GATE_METRICS } from '@configurable-agents/core/graph';
import type { Gate } from '@configurable-agents/core/graph';
import { itemsOf, textOf, valueOf } from '../parse/tree.ts';
import type { YamlNode } from '../parse/tree.ts';

/** The `gates` of a run. Their shape has been checked; one that was wrong is left out. */
export function gatesOf(node: YamlNode | undefined): { readonly gates?: readonly Gate[] } {
  const gates = itemsOf(node).flatMap((item): readonly Gate[] => {
    const metric = GATE_METRICS.find((each) => each === textOf(valueOf(item, 'metric')));
    if (metric === undefined) return [];
    const [min, max] = [numberIn(item, 'min'), numberIn(item, 'max')];
    return [
      {
        name: textOf(valueOf(item, 'name')) ?? metric,
        metric,
        ...(min === undefined ? {} : { min }),
        ...(max === undefined ? {} : { max }),
        action: textOf(valueOf(item, 'action')) === 'fail' ? 'fail' : 'warn',
      },
    ];
  });
  return gates.length === 0 ? {} : { gates };
}

function numberIn(node: YamlNode, key: string): number | undefined {
  const value = valueOf(node, key);
  return value?.kind === 'scalar' && typeof value.value === 'number' ? value.value : undefined;
}
