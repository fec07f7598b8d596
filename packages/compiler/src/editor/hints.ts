// What a run may do at most, beside what makes it so.
import { boundsOf } from '../bounds/bounds.ts';
import type { NodeBounds } from '../bounds/bounds.ts';
import type { Interval } from '../bounds/interval.ts';
import { formatBounds } from '../print/bounds.ts';
import { entryOf } from '../parse/tree.ts';
import type { Snapshot } from './snapshot.ts';

/** `at`: the offset after which it is shown. */
export type InlayHint = { readonly at: number; readonly label: string; readonly tooltip: string };

/** LLM calls of a run at the key `nodes`, and of each node that makes more or fewer than one. Nothing while there is an error. */
export function hintsOf({ result, root, context }: Snapshot): readonly InlayHint[] {
  const { graph } = result;
  const nodes = entryOf(root, 'nodes');
  if (graph === undefined || context === undefined || nodes === undefined) return [];
  const bounds = boundsOf(graph);
  const own = bounds.nodes.flatMap((node): readonly InlayHint[] => {
    const at = context.document.nodes[context.indexOf.get(node.name) ?? -1]?.at;
    const isPlain = node.calls.lo === node.calls.hi && node.calls.hi <= 1;
    return at === undefined || isPlain ? [] : [{ at: at.span[1], label: callsText(node.calls), tooltip: whyOf(node) }];
  });
  if (bounds.total.calls.hi === 0) return own;
  const whole = { label: callsText(bounds.total.calls), tooltip: `\`\`\`\n${formatBounds(bounds)}\`\`\`` };
  return [{ at: nodes.key.span[1] + 1, ...whole }, ...own];
}

function callsText({ lo, hi }: Interval): string {
  if (hi === Infinity) return 'LLM calls without a bound';
  const count = hi.toLocaleString('en-US');
  return lo === hi ? `${count} LLM call${hi === 1 ? '' : 's'}` : `${lo.toLocaleString('en-US')} to ${count} LLM calls`;
}

function whyOf({ unbounded, executions: { lo, hi } }: NodeBounds): string {
  const first = unbounded.find(({ what }) => what === 'calls');
  if (first !== undefined) return `${first.why}; ${first.edit}`;
  return lo === hi ? `runs ${lo} times` : `runs ${lo} to ${hi} times`;
}
