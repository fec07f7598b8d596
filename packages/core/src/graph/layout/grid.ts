// Layers by the longest path, and rows of items: blocks, the words of lines, and bends where a line passes a row.
import type { Level, Link } from './level.ts';
import type { RowKind } from './spacing.ts';

/** A line from an item to one of the next row. Offsets are from the middles of the two. */
export type Step = {
  readonly from: Item;
  readonly to: Item;
  readonly out: number;
  readonly in: number;
  /** The link, by index. */
  readonly link: number;
  readonly isAside: boolean;
};

/** Something in a row. `at` is its place in it, `x` its middle. */
export type Item = {
  readonly kind: 'block' | 'label' | 'bend';
  readonly row: number;
  readonly width: number;
  readonly height: number;
  /** The block, or the link, by index. */
  readonly of: number;
  readonly up: Step[];
  readonly down: Step[];
  at: number;
  x: number;
};

export type Grid = {
  readonly rows: Item[][];
  readonly kinds: readonly RowKind[];
  /** Items by block. */
  readonly blocks: readonly Item[];
  /** Steps of each link, from its source on. */
  readonly paths: readonly (readonly Step[])[];
  /** Bends of links that go round at the side instead of through the rows: where they leave them, and where they come back. */
  readonly skips: readonly (readonly Item[])[];
};

/** Width of a line in a row. */
const BEND = 2;
/** A line that passes more rows than this goes round them. */
const LONG = 12;

type Making = {
  readonly level: Level;
  readonly rows: readonly Item[][];
  readonly blocks: readonly Item[];
  readonly skips: Item[][];
};

export function gridOf(level: Level): Grid {
  const layers = layersOf(level);
  const { rowOf, kinds } = rowsOf(level, layers);
  const rows: Item[][] = kinds.map(() => []);
  const blocks = level.blocks.map(({ width, height }, of) =>
    put(rows, itemOf({ kind: 'block', row: rowOf(layers[of] ?? 0), width, height, of })),
  );
  const making = { level, rows, blocks, skips: [] };
  const paths = level.links.map((link, of) => pathOf(making, link, of));
  return { rows, kinds, blocks, paths, skips: making.skips };
}

function itemOf(item: Pick<Item, 'kind' | 'row' | 'width' | 'height' | 'of'>): Item {
  return { ...item, up: [], down: [], at: 0, x: 0 };
}

function put(rows: readonly Item[][], item: Item): Item {
  const row = rows[item.row] ?? [];
  item.at = row.length;
  row.push(item);
  return item;
}

/** The items of a link, put into the rows, and the steps between them. */
function pathOf({ level, rows, blocks, skips }: Making, link: Link, of: number): readonly Step[] {
  const source = blocks[link.from];
  if (source === undefined) throw new Error(`invariant: a link from block ${link.from}, which is not there`);
  const target = link.to === 'out' ? undefined : blocks[link.to];
  const end = target?.row ?? rows.length;
  const chain = [source];
  let row = source.row + 1;
  if (link.label !== undefined && row < end) {
    chain.push(put(rows, itemOf({ kind: 'label', row, ...link.label, of })));
    row += 1;
  }
  const bendAt = (at: number): Item => itemOf({ kind: 'bend', row: at, width: BEND, height: 0, of });
  const isSkip = end - row > LONG;
  const bends = isSkip ? [row, ...(target === undefined ? [] : [end - 1])].map(bendAt) : [];
  if (isSkip) skips.push(bends);
  else for (; row < end; row += 1) chain.push(put(rows, bendAt(row)));
  const whole = [...chain, ...bends, ...(target === undefined ? [] : [target])];
  const steps = whole.slice(1).map((to, i): Step => stepBetween(level, { from: whole[i] as Item, to, of }));
  for (const step of steps) {
    // What goes round the rows has no say in their order.
    if (bends.includes(step.from) || bends.includes(step.to)) continue;
    step.from.down.push(step);
    step.to.up.push(step);
  }
  return steps;
}

function stepBetween(
  { blocks, links }: Level,
  { from, to, of }: { readonly from: Item; readonly to: Item; readonly of: number },
): Step {
  const { pin, isAside } = links[of] as Link;
  return {
    from,
    to,
    out: from.kind === 'block' ? (blocks[from.of]?.pins.get(pin) ?? 0) : 0,
    in: to.kind === 'block' ? (blocks[to.of]?.entry ?? 0) : 0,
    link: of,
    isAside,
  };
}

/** The length of the longest path to each block. Blocks stand in topological order, so one pass is enough. */
function layersOf({ blocks, links }: Level): readonly number[] {
  const layers = blocks.map(() => 0);
  for (const { from, to } of links.toSorted((a, b) => a.from - b.from))
    if (to !== 'out') layers[to] = Math.max(layers[to] ?? 0, (layers[from] ?? 0) + 1);
  return layers;
}

/** A layer is a row, and one more for words where lines that begin in it have some. */
function rowsOf(
  { links }: Level,
  layers: readonly number[],
): { readonly rowOf: (layer: number) => number; readonly kinds: readonly RowKind[] } {
  const labelled = new Set(links.flatMap(({ label, from }) => (label === undefined ? [] : [layers[from] ?? 0])));
  const kinds: RowKind[] = [];
  const rows: number[] = [];
  const last = layers.reduce((most, layer) => Math.max(most, layer), -1);
  for (let layer = 0; layer <= last; layer += 1) {
    rows.push(kinds.length);
    kinds.push('cards');
    if (labelled.has(layer)) kinds.push('labels');
  }
  return { rowOf: (layer) => rows[layer] ?? 0, kinds };
}
