import type { Grid, Item, Step } from './grid.ts';
import { median } from './order.ts';
import { distance } from './place.ts';

const ROUNDS = 3;

/**
 * Takes the bends out of lines where there is room: items that follow one another alone are moved under one another, as far as
 * their neighbours in the rows let them. Nothing changes its place in a row.
 */
export function straighten({ rows }: Grid): void {
  const runs = runsOf(rows);
  for (let round = 0; round < ROUNDS; round += 1) for (const run of runs) alignRun(rows, run);
}

/** Items that are joined by lines one to one, with the offset that each has when the line is straight. */
type Run = readonly { readonly item: Item; readonly offset: number }[];

/** Beside what is taken after a failure or at a limit only. */
function isAlone(step: Step): boolean {
  return [step.from.down, step.to.up].every((all) =>
    all.every((each) => each === step || (each.isAside && !step.isAside)),
  );
}

function runsOf(rows: readonly (readonly Item[])[]): readonly Run[] {
  return rows.flat().flatMap((item): Run[] => {
    if (item.up.some(isAlone)) return [];
    const run = [{ item, offset: 0 }];
    let offset = 0;
    for (let step = item.down.find(isAlone); step !== undefined; step = step.to.down.find(isAlone)) {
      offset += step.out - step.in;
      run.push({ item: step.to, offset });
    }
    return run.length === 1 && item.kind === 'block' ? [] : [run];
  });
}

/** As many items at a time as there is a common place for. */
function alignRun(rows: readonly (readonly Item[])[], run: Run): void {
  let start = 0;
  while (start < run.length) {
    let [low, high] = [-Infinity, Infinity];
    let end = start;
    for (const { item, offset } of run.slice(start)) {
      const [least, most] = roomOf(rows, item);
      const [nextLow, nextHigh] = [Math.max(low, least - offset), Math.min(high, most - offset)];
      if (nextLow > nextHigh) break;
      [low, high] = [nextLow, nextHigh];
      end += 1;
    }
    const part = run.slice(start, Math.max(end, start + 1));
    const x = wishes(part).find((wish) => wish >= low && wish <= high) ?? Math.min(Math.max(middle(part), low), high);
    for (const { item, offset } of part) item.x = x + offset;
    start += part.length;
  }
}

function middle(part: Run): number {
  return Math.round(median(part.map(({ item, offset }) => item.x - offset)));
}

/** A line goes straight on from the card above it, or into the one below. A card among others stays where they put it. */
function wishes(part: Run): readonly number[] {
  const [first, last] = [part[0], part.at(-1)];
  const above = first === undefined || first.item.kind === 'block' ? [] : first.item.up;
  const below = last === undefined || last.item.kind === 'block' ? [] : last.item.down;
  return [
    ...above.map(({ from, out, in: into }) => from.x + out - into - (first?.offset ?? 0)),
    ...below.map(({ to, out, in: into }) => to.x + into - out - (last?.offset ?? 0)),
  ];
}

function roomOf(rows: readonly (readonly Item[])[], item: Item): readonly [number, number] {
  const row = rows[item.row] ?? [];
  const [left, right] = [row[item.at - 1], row[item.at + 1]];
  return [
    left === undefined ? -Infinity : left.x + distance(left, item),
    right === undefined ? Infinity : right.x - distance(item, right),
  ];
}
