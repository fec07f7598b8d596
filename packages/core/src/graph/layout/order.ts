// The order of the items of each row: as the file has them, then six sweeps by the median of the neighbours, of which the best is kept.
import type { Grid, Item, Step } from './grid.ts';

const SWEEPS = 6;

/** Puts the items of each row in the order with the fewest crossings that it finds. Without crossings the file's order stays. */
export function orderRows(grid: Grid): void {
  const { rows } = grid;
  for (const row of rows) arrange(row, asWritten);
  let fewest = crossings(rows);
  let best = rows.map((row) => [...row]);
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep += 1) {
    if (sweep % 2 === 0) for (const row of rows) arrange(row, byMedian('up'));
    else for (const row of rows.toReversed()) arrange(row, byMedian('down'));
    const count = crossings(rows);
    if (count >= fewest) continue;
    fewest = count;
    best = rows.map((row) => [...row]);
  }
  for (const [i, row] of best.entries()) {
    rows[i] = row;
    for (const [at, item] of row.entries()) item.at = at;
  }
}

function arrange(row: Item[], compare: (row: readonly Item[]) => (a: Item, b: Item) => number): void {
  row.sort(compare(row));
  for (const [at, item] of row.entries()) item.at = at;
}

/** Below the same item the order of its links, which is that of its routes. Of several items the leftmost counts. */
function asWritten(row: readonly Item[]): (a: Item, b: Item) => number {
  const keys = new Map(
    row.map((item) => {
      const first = item.up.toSorted((a, b) => a.from.at - b.from.at || a.link - b.link)[0];
      return [item, first === undefined ? [item.at, 0] : [first.from.at, first.link]] as const;
    }),
  );
  return (a, b) => {
    const [[at = 0, link = 0], [otherAt = 0, otherLink = 0]] = [keys.get(a) ?? [], keys.get(b) ?? []];
    return at - otherAt || link - otherLink || a.at - b.at;
  };
}

function byMedian(side: 'up' | 'down'): (row: readonly Item[]) => (a: Item, b: Item) => number {
  return (row) => {
    const keys = new Map(
      row.map((item) => [
        item,
        item[side].length === 0 ? item.at : median(item[side].map((step) => placeOf(step, side))),
      ]),
    );
    return (a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0) || a.at - b.at;
  };
}

/** A place in a row, with the pin of the block as a fraction: of two lines out of one block the left one is left. */
function placeOf(step: Step, side: 'up' | 'down'): number {
  const item = side === 'up' ? step.from : step.to;
  return item.at + (side === 'up' ? step.out : step.in) / (item.width + 1);
}

/** The middle one; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const [first = 0, second = first] = values;
  // Most items have one neighbour or two.
  if (values.length < 3) return (first + second) / 2;
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? upper) + upper) / 2;
}

function crossings(rows: readonly (readonly Item[])[]): number {
  return rows.reduce((sum, row) => sum + crossingsBelow(row), 0);
}

/** Pairs of lines that cross, counted in a tree of sums: n log n, where comparing each pair would be n². */
function crossingsBelow(row: readonly Item[]): number {
  const lines = row
    .flatMap(({ down }) => down.map((step) => [placeOf(step, 'up'), placeOf(step, 'down')] as const))
    .toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
  const ranks = new Map([...new Set(lines.map(([, to]) => to))].toSorted((a, b) => a - b).map((to, i) => [to, i + 1]));
  const sums = new Int32Array(ranks.size + 1);
  let count = 0;
  for (const [seen, [, to]] of lines.entries()) {
    const rank = ranks.get(to) ?? 1;
    let notRight = 0;
    for (let i = rank; i > 0; i -= i & -i) notRight += sums[i] ?? 0;
    count += seen - notRight;
    for (let i = rank; i <= ranks.size; i += i & -i) sums[i] = (sums[i] ?? 0) + 1;
  }
  return count;
}
