import type { Region } from '../graph.ts';
import { arrange } from './arrange.ts';
import type { Arranged, Block } from './level.ts';
import { outlineOf, pinOf } from './nest.ts';
import type { Flow, Thing } from './nest.ts';
import { PADDING } from './spacing.ts';

/** A level with its places, and the levels of the loops in it. */
export type Placed = {
  readonly arranged: Arranged;
  readonly loop?: Region;
  readonly blocks: readonly (Block & { readonly thing?: Thing; readonly inner?: Placed })[];
};

/** Part of a card's width by which what is taken after a failure or at a loop's bound leaves beside the middle. */
const ASIDE = { plain: 0, back: 0, error: 0.3, limit: -0.3 };

/** Lays out the graph, or one loop, and before that the loops within. */
export function placeLevel(flow: Flow, loop?: Region): Placed {
  const { parts, ...outline } = outlineOf(flow, loop);
  const blocks = parts.map((part) => (part.kind === 'thing' ? cardBlock(flow, part.thing) : boxBlock(flow, part.loop)));
  return { arranged: arrange({ ...outline, blocks }), blocks, ...(loop === undefined ? {} : { loop }) };
}

function cardBlock(flow: Flow, thing: Thing): Placed['blocks'][number] {
  const wires = flow
    .wiresFrom(thing.name)
    .flatMap((i) => flow.wires[i] ?? [])
    .filter(({ kind }) => kind !== 'back');
  const isOneKind = new Set(wires.map(({ kind }) => kind)).size < 2;
  const pins = new Map(
    wires.map((wire) => [pinOf(wire), isOneKind ? 0 : Math.round(ASIDE[wire.kind] * thing.width)] as const),
  );
  return { width: thing.width, height: thing.height, entry: 0, pins, thing };
}

/** The only way into a loop is its header, which stands alone at the top. */
function boxBlock(flow: Flow, loop: Region): Placed['blocks'][number] {
  const inner = placeLevel(flow, loop);
  const { arranged, blocks } = inner;
  // Middles are whole pixels.
  const width = Math.ceil(arranged.width / 2) * 2 + 2 * PADDING;
  const fromMiddle = (x: number): number => x + PADDING - width / 2;
  const [place, header] = [arranged.places[0], blocks[0]];
  return {
    width,
    height: arranged.height + 2 * PADDING,
    entry: fromMiddle((place?.x ?? 0) + (header?.width ?? 0) / 2 + (header?.entry ?? 0)),
    pins: new Map([...arranged.ports].map(([pin, x]) => [pin, fromMiddle(x)])),
    inner,
  };
}
