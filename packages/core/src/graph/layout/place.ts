// The middles of the items of each row: towards the median of the neighbours, as near as the distances allow.
import type { Grid, Item, Step } from './grid.ts';
import { median } from './order.ts';
import { BESIDE_CARD, BESIDE_LINE } from './spacing.ts';

const PASSES = 8;
/** When nothing moves farther than this, in pixels, another pass would change nothing that is seen. */
const STILL = 0.5;

/** Lines are kept straight before cards are centred; what has no neighbour on a side stays nearly where it is. */
const WEIGHTS: { readonly [kind in Item['kind']]: number } = { block: 1, label: 2, bend: 3 };
const LONELY = 0.05;
/** What is only there for a failure gives way, by less than a pixel. */
const ASIDE = 0.001;

/** Distance between the middles of two neighbours. */
export function distance(left: Item, right: Item): number {
  const beside = left.kind === 'block' && right.kind === 'block' ? BESIDE_CARD : BESIDE_LINE;
  return (left.width + right.width) / 2 + beside;
}

/** Gives each item its `x`, in whole pixels. */
export function placeItems({ rows }: Grid): void {
  for (const row of rows) spread(row);
  let farthest = Infinity;
  for (let pass = 0; pass < PASSES && farthest > STILL; pass += 1) {
    farthest = 0;
    for (const row of rows) farthest = Math.max(farthest, pull(row, 'up'));
    for (const row of rows.toReversed()) farthest = Math.max(farthest, pull(row, 'down'));
  }
  for (const row of rows) pull(row, 'up');
  // Distances are whole, and equal fractions are rounded alike: neither an overlap nor a bend comes of it.
  for (const row of rows) round(row);
}

/** Side by side around 0. */
function spread(row: readonly Item[]): void {
  let x = 0;
  for (const [i, item] of row.entries()) {
    const before = row[i - 1];
    if (before !== undefined) x += distance(before, item);
    item.x = x;
  }
  for (const item of row) item.x -= x / 2;
}

/** Where a line wants the item to be, so that it is straight. */
function wish({ from, to, out, in: into }: Step, side: 'up' | 'down'): number {
  return side === 'up' ? from.x + out - into : to.x + into - out;
}

/** The ways that are taken when all goes well, where there are some. */
function usualOf(steps: readonly Step[]): readonly Step[] {
  const usual = steps.filter(({ isAside }) => !isAside);
  return usual.length === 0 ? steps : usual;
}

/** Items that would be too near to each other form a group, which stands at the mean of what its items want. */
type Group = { sum: number; weight: number; size: number };

/** Least squares under the distances, by pooling adjacent violators. Gives how far an item has moved at most. */
function pull(row: readonly Item[], side: 'up' | 'down'): number {
  let farthest = 0;
  const offsets: number[] = [];
  const groups: Group[] = [];
  for (const [i, item] of row.entries()) {
    const before = row[i - 1];
    const offset = before === undefined ? 0 : (offsets[i - 1] ?? 0) + distance(before, item);
    offsets.push(offset);
    const steps = usualOf(item[side]);
    const weight =
      steps.length === 0 ? LONELY : WEIGHTS[item.kind] * (steps.every(({ isAside }) => isAside) ? ASIDE : 1);
    const wanted = steps.length === 0 ? item.x : median(steps.map((step) => wish(step, side)));
    let group = { sum: (wanted - offset) * weight, weight, size: 1 };
    for (let last = groups.at(-1); last !== undefined && meanOf(last) > meanOf(group); last = groups.at(-1)) {
      groups.pop();
      group = { sum: last.sum + group.sum, weight: last.weight + group.weight, size: last.size + group.size };
    }
    groups.push(group);
  }
  let i = 0;
  for (const group of groups) {
    for (const end = i + group.size; i < end; i += 1) {
      const item = row[i];
      if (item === undefined) continue;
      const x = meanOf(group) + (offsets[i] ?? 0);
      farthest = Math.max(farthest, Math.abs(x - item.x));
      item.x = x;
    }
  }
  return farthest;
}

function meanOf({ sum, weight }: Group): number {
  return sum / weight;
}

function round(row: readonly Item[]): void {
  for (const [i, item] of row.entries()) {
    const before = row[i - 1];
    // A fraction like 0.4999999 must not be told from 0.5.
    const x = Math.round(item.x * 1000) / 1000;
    item.x = Math.max(Math.round(x), before === undefined ? -Infinity : before.x + distance(before, item));
  }
}
