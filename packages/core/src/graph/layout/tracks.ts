// The gap between two rows: which horizontal line is at which height. Lines out of one pin share one, and so do lines into one card.
import type { Step } from './grid.ts';

/** Lines that share a height, with where they come from above and go to below. */
type Net = {
  readonly steps: readonly Step[];
  readonly tops: ReadonlySet<number>;
  readonly bottoms: ReadonlySet<number>;
  readonly left: number;
  readonly right: number;
};

/** What two vertical lines that are nearer to each other than this look like: one. */
const NEAR = 6;
/** What it costs that two lines look like one, in crossings. */
const ONE_LINE = 1000;

export function outX({ from, out }: Step): number {
  return from.x + out;
}

export function inX({ to, in: into }: Step): number {
  return to.x + into;
}

/** The track of each line of a gap that is not straight, from 0 at the top, and how many there are. */
export function tracksOf(steps: readonly Step[]): {
  readonly trackOf: ReadonlyMap<Step, number>;
  readonly count: number;
} {
  const placed: { readonly net: Net; readonly track: number }[] = [];
  const trackOf = new Map<Step, number>();
  let count = 0;
  for (const net of inOrder(netsOf(steps))) {
    const above = placed.filter(({ net: other }) => overlap(other, net)).map(({ track }) => track + 1);
    const track = above.reduce((most, each) => Math.max(most, each), 0);
    placed.push({ net, track });
    count = Math.max(count, track + 1);
    for (const step of net.steps) trackOf.set(step, track);
  }
  return { trackOf, count };
}

function overlap(a: Net, b: Net): boolean {
  return a.left <= b.right + NEAR && b.left <= a.right + NEAR;
}

function netsOf(steps: readonly Step[]): readonly Net[] {
  const fans = Map.groupBy(steps, outX);
  const nets = Map.groupBy(steps, (step) =>
    (fans.get(outX(step)) ?? []).length > 1 ? `from ${outX(step)}` : `to ${inX(step)}`,
  );
  return [...nets.values()]
    .filter((net) => net.some((step) => outX(step) !== inX(step)))
    .map((net) => {
      const [tops, bottoms] = [new Set(net.map(outX)), new Set(net.map(inX))];
      const all = [...tops, ...bottoms];
      return { steps: net, tops, bottoms, left: Math.min(...all), right: Math.max(...all) };
    });
}

/** From the top down, so that few lines cross: each time the one that costs the least above those that are left. */
function inOrder(nets: readonly Net[]): readonly Net[] {
  const costs = new Map(nets.map((net) => [net, 0]));
  const differences = new Map<Net, readonly (readonly [Net, number])[]>(
    nets.map((net) => [
      net,
      nets
        .filter((other) => other !== net && overlap(net, other))
        .map((other) => [other, costAbove(net, other) - costAbove(other, net)] as const),
    ]),
  );
  for (const [net, others] of differences) costs.set(net, sum(others.map(([, cost]) => cost)));
  const sorted: Net[] = [];
  while (costs.size > 0) {
    let next: Net | undefined;
    for (const [net, cost] of costs) if (next === undefined || cost < (costs.get(next) ?? 0)) next = net;
    if (next === undefined) break;
    sorted.push(next);
    costs.delete(next);
    for (const [other, difference] of differences.get(next) ?? []) {
      const cost = costs.get(other);
      // What the one cost above this one is no longer asked.
      if (cost !== undefined) costs.set(other, cost + difference);
    }
  }
  return sorted;
}

/** Crossings when the first is above the second: stems of the second through the first, ends of the first through the second. */
function costAbove(upper: Net, lower: Net): number {
  let cost = 0;
  for (const x of lower.tops) if (x > upper.left && x < upper.right) cost += 1;
  for (const x of upper.bottoms) if (x > lower.left && x < lower.right && !lower.bottoms.has(x)) cost += 1;
  // A stem of the lower one that comes down just where the upper one goes down.
  for (const x of lower.tops) for (const end of upper.bottoms) if (Math.abs(x - end) < NEAR) cost += ONE_LINE;
  return cost;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
