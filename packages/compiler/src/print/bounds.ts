// What a graph may do at least and at most, as a table and as JSON.
import type { GraphBounds } from '../bounds/bounds.ts';
import { durationText } from '../bounds/duration-text.ts';
import type { Interval } from '../bounds/interval.ts';
import { rangeText } from '../bounds/range-text.ts';

type Range = { readonly min: number; readonly max: number | null };
type Shares = { readonly executions: Range; readonly llm_calls: Range; readonly wall_ms: Range };

/** Bounds of a file for programs. `max: null` is no bound; `unbounded` says of which nodes, why, and what to do. */
export type BoundsJson = {
  readonly file: string;
  readonly total: Shares;
  readonly nodes: readonly (Shares & { readonly name: string })[];
  readonly unbounded: readonly {
    readonly node: string;
    readonly what: 'llm_calls' | 'wall_ms';
    readonly why: string;
    readonly help: string;
  }[];
};

const rangeOf = ({ lo, hi }: Interval): Range => ({ min: lo, max: hi === Infinity ? null : hi });

function sharesOf({ executions, calls, wall }: GraphBounds['total']): Shares {
  return { executions: rangeOf(executions), llm_calls: rangeOf(calls), wall_ms: rangeOf(wall) };
}

export function boundsJson(file: string, { nodes, total }: GraphBounds): BoundsJson {
  return {
    file,
    total: sharesOf(total),
    nodes: nodes.map((node) => ({ name: node.name, ...sharesOf(node) })),
    unbounded: nodes.flatMap(({ name, unbounded }) =>
      unbounded.map(({ what, why, edit }) => ({
        node: name,
        what: what === 'calls' ? ('llm_calls' as const) : ('wall_ms' as const),
        why,
        help: edit,
      })),
    ),
  };
}

/**
 * A table for a terminal: a line for each node, the run, and why something has no bound. Floors are of a run that succeeds.
 *
 * @example
 * node   executions  LLM calls  time
 * draft  1-4         1-12       0s-8m6s
 * a run  1-4         1-12       0s-8m6s
 */
export function formatBounds({ nodes, total }: GraphBounds): string {
  const row = (name: string, { executions, calls, wall }: GraphBounds['total']): readonly string[] => [
    name,
    rangeText(executions, (count) => count.toLocaleString('en-US')),
    rangeText(calls, (count) => count.toLocaleString('en-US')),
    rangeText(wall, durationText),
  ];
  const rows = [
    ['node', 'executions', 'LLM calls', 'time'],
    ...nodes.map((node) => row(node.name, node)),
    row('a run', total),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((cells) => (cells[column] ?? '').length)));
  const lines = rows.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const causes = nodes.flatMap(({ unbounded }) => unbounded.map(({ why, edit }) => `no bound: ${why}; ${edit}`));
  return `${[...lines, ...new Set(causes)].join('\n')}\n`;
}
