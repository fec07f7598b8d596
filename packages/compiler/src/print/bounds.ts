// What a graph may do at least and at most, as a table and as JSON.
import type { GraphBounds } from '../bounds/bounds.ts';
import { costText, floorCostText } from '../bounds/cost-text.ts';
import { durationText } from '../bounds/duration-text.ts';
import { formText, legendOf } from '../bounds/form-text.ts';
import type { Interval } from '../bounds/interval.ts';
import type { Quantity, Total } from '../bounds/own.ts';
import { rangeText } from '../bounds/range-text.ts';
import type { Show } from '../bounds/range-text.ts';

type Range = { readonly min: number; readonly max: number | null };
type Shares = {
  readonly executions: Range;
  readonly llm_calls: Range;
  readonly input_tokens: Range;
  readonly output_tokens: Range;
  readonly tokens: Range;
  /** What the input is likely to be at most, at four bytes a token: no bound. */
  readonly estimated_input_tokens: number | null;
  /** Null where the price of a model is not known, or prices were not asked for. */
  readonly cost_usd: Range | null;
  readonly wall_ms: Range;
};

const KEYS = {
  calls: 'llm_calls',
  input: 'input_tokens',
  output: 'output_tokens',
  wall: 'wall_ms',
} as const;

/** Bounds of a file for programs. `max: null` is no bound; `unbounded` says of which nodes, why, and what to do. */
export type BoundsJson = {
  readonly file: string;
  readonly total: Shares;
  readonly nodes: readonly (Shares & { readonly name: string })[];
  /** Ceilings by the lengths of inputs: `2 + 3·|findings|`. */
  readonly by_length: { readonly [what: string]: string };
  /** Models without a price, as `provider/model`. */
  readonly unpriced: readonly string[];
  readonly unbounded: readonly {
    readonly node: string;
    readonly what: (typeof KEYS)[Quantity];
    readonly why: string;
    readonly help: string;
  }[];
};

const count: Show = (number) => number.toLocaleString('en-US');

const finite = (number: number): number | null => (number === Infinity ? null : number);

const rangeOf = ({ lo, hi }: Interval): Range => ({ min: lo, max: finite(hi) });

/** In billionths of a dollar, as costs are kept. */
function costRange({ lo, hi }: Interval): Range {
  const inBillionths = (usd: number): number => Number((usd * 1e9).toPrecision(12));
  return { min: Math.floor(inBillionths(lo)) / 1e9, max: finite(Math.ceil(inBillionths(hi)) / 1e9) };
}

/** A likely number of tokens, where the estimate knows nothing better by the bytes. */
function likely({ estimate, input }: Total): number {
  return Math.ceil(Math.min(estimate.hi, estimate.hi === Infinity ? input.hi / 4 : input.hi));
}

function isPriced(total: Total, bounds: GraphBounds): boolean {
  return bounds.isPriced && total.unpriced.length === 0;
}

function sharesOf(total: Total, bounds: GraphBounds): Shares {
  const { executions, calls, input, output, tokens, cost, wall } = total;
  return {
    executions: rangeOf(executions),
    llm_calls: rangeOf(calls),
    input_tokens: rangeOf(input),
    output_tokens: rangeOf(output),
    tokens: rangeOf(tokens),
    estimated_input_tokens: finite(likely(total)),
    cost_usd: isPriced(total, bounds) ? costRange(cost) : null,
    wall_ms: rangeOf(wall),
  };
}

/** What has a polynomial, by its name for people and for programs. */
const MEASURED = [
  ['calls', 'LLM calls', 'llm_calls', count],
  ['input', 'input tokens', 'input_tokens', count],
  ['output', 'output tokens', 'output_tokens', count],
  ['cost', 'cost', 'cost_usd', costText],
] as const;

type Measured = { readonly name: string; readonly key: string; readonly text: string };

function measuredOf(bounds: GraphBounds): readonly Measured[] {
  const { total } = bounds;
  return MEASURED.flatMap(([what, name, key, show]): readonly Measured[] => {
    const { form } = total[what];
    if (form === undefined || (what === 'cost' && !isPriced(total, bounds))) return [];
    return [{ name, key, text: formText(form, show) }];
  });
}

export function boundsJson(file: string, bounds: GraphBounds): BoundsJson {
  const { nodes, total } = bounds;
  return {
    file,
    total: sharesOf(total, bounds),
    nodes: nodes.map((node) => ({ name: node.name, ...sharesOf(node, bounds) })),
    by_length: Object.fromEntries(measuredOf(bounds).map(({ key, text }) => [key, text])),
    unpriced: total.unpriced,
    unbounded: nodes.flatMap(({ name, unbounded }) =>
      unbounded.map(({ what, why, edit }) => ({ node: name, what: KEYS[what], why, help: edit })),
    ),
  };
}

type Column = readonly [title: string, cell: (total: Total) => string];

function columnsOf(bounds: GraphBounds): readonly Column[] {
  const asksModels = bounds.total.calls.hi > 0;
  const about = (total: Total): string => {
    const tokens = likely(total);
    return total.calls.hi === 0 ? '0' : tokens === Infinity ? '?' : `~${count(tokens)}`;
  };
  const cost = (total: Total): string =>
    total.unpriced.length > 0 ? 'unknown' : rangeText(total.cost, costText, floorCostText);
  const tokens: readonly Column[] = [
    ['input tokens', ({ input }) => rangeText(input, count)],
    ['likely', about],
    ['output tokens', ({ output }) => rangeText(output, count)],
  ];
  return [
    ['executions', ({ executions }) => rangeText(executions, count)],
    ['LLM calls', ({ calls }) => rangeText(calls, count)],
    ...(asksModels ? tokens : []),
    ...(asksModels && bounds.isPriced ? [['cost', cost] as const] : []),
    ['time', ({ wall }) => rangeText(wall, durationText)],
  ];
}

/**
 * A table for a terminal: a line for each node, the run, and why something has no bound. Floors are of a run that succeeds.
 *
 * @example
 * node   executions  LLM calls  input tokens  likely  output tokens  time
 * draft  1-4         1-12       1-4,560       ~1,100  0-12,000       0s-8m6s
 * a run  1-4         1-12       1-4,560       ~1,100  0-12,000       0s-8m6s
 */
export function formatBounds(bounds: GraphBounds): string {
  const { nodes, total } = bounds;
  const columns = columnsOf(bounds);
  const row = (name: string, share: Total): readonly string[] => [name, ...columns.map(([, cell]) => cell(share))];
  const rows = [
    ['node', ...columns.map(([title]) => title)],
    ...nodes.map((node) => row(node.name, node)),
    row('a run', total),
  ];
  const widths = columns.map((_, column) => Math.max(...rows.map((cells) => (cells[column] ?? '').length)));
  const lines = rows.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return `${[...lines, ...notesOf(bounds)].join('\n')}\n`;
}

/**
 * The run in one line, for who is about to start it; undefined where it asks no model.
 *
 * @example
 * boundsLine(bounds) // 'LLM calls 2-12, tokens in 9-4,560 (likely at most 1,100), out 0-12,000, cost $0-$0.0123, time 0s-8m6s'
 */
export function boundsLine(bounds: GraphBounds): string | undefined {
  const { total } = bounds;
  const { calls, input, output, cost, wall } = total;
  if (calls.hi === 0) return undefined;
  const about = likely(total);
  const hint = about === Infinity ? '' : ` (likely at most ${count(about)})`;
  const price = isPriced(total, bounds) ? rangeText(cost, costText, floorCostText) : 'unknown';
  return [
    `LLM calls ${rangeText(calls, count)}`,
    `tokens in ${rangeText(input, count)}${hint}`,
    `out ${rangeText(output, count)}`,
    ...(bounds.isPriced ? [`cost ${price}`] : []),
    `time ${rangeText(wall, durationText)}`,
  ].join(', ');
}

/** What the table leaves open: ceilings by lengths, what has no bound, and what has no price. */
function notesOf(bounds: GraphBounds): readonly string[] {
  const { nodes, total, isPriced: arePricesKnown } = bounds;
  const measured = measuredOf(bounds);
  const forms = MEASURED.flatMap(([what, name]) => {
    const { form } = total[what];
    return form !== undefined && measured.some((each) => each.name === name) ? [form] : [];
  });
  const causes = nodes.flatMap(({ unbounded }) => unbounded.map(({ why, edit }) => `no bound: ${why}; ${edit}`));
  const unpriced = arePricesKnown ? total.unpriced : [];
  return [
    ...measured.map(({ name, text }) => `a run, by its inputs: ${name} at most ${text}`),
    ...legendOf(forms),
    ...new Set(causes),
    ...unpriced.map(
      (model) => `cost unknown: \`${model}\` has no price; give it under \`pricing\` in the configuration`,
    ),
  ];
}
