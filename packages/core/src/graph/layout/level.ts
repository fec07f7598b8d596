// What a level is: the whole graph or one loop, in which each loop directly within it is one block like a card.
import type { Rect, Size, Point } from './types.ts';

/** A card, or a loop as a whole. Offsets are from the middle of its width. */
export type Block = Size & {
  /** Where lines come in at the top. */
  readonly entry: number;
  /** Where lines go out at the bottom, by pin. */
  readonly pins: ReadonlyMap<string, number>;
};

/** A way from one block of a level to another, or out of the level at its bottom. Several wires may leave as one. */
export type Link = {
  readonly from: number;
  readonly pin: string;
  readonly to: number | 'out';
  readonly label?: Size;
  /** Taken only when something has gone wrong or run out: it does not move what is taken otherwise. */
  readonly isAside: boolean;
  readonly wires: readonly number[];
};

/** The way back of a loop, with the size of its words. */
export type Return = { readonly from: number; readonly to: number; readonly wire: number; readonly counter: Size };

/** Blocks stand in topological order; that of links is the order in which the file has them. */
export type Level = { readonly blocks: readonly Block[]; readonly links: readonly Link[]; readonly back?: Return };

/** A level with the places of its blocks and lines, from its upper left corner. */
export type Arranged = Size & {
  readonly places: readonly Point[];
  readonly routes: readonly Route[];
  /** Where lines leave at the bottom, by pin. */
  readonly ports: ReadonlyMap<string, number>;
};

export type Route = { readonly wires: readonly number[]; readonly points: readonly Point[]; readonly label?: Rect };
