import type { GraphEdge, GraphNode, Region } from '../graph.ts';

export type Point = { readonly x: number; readonly y: number };
export type Size = { readonly width: number; readonly height: number };
/** `x` and `y` are the upper left corner. */
export type Rect = Point & Size;

/** Which way a wire is: one that runs take as they go on, one at a loop's bound, one for a failure, one back to a loop's begin. */
export type WireKind = 'plain' | 'limit' | 'error' | 'back';

/** All edges from one node to another, which a picture shows as one line. Back edges are apart. */
export type WireEnds = {
  readonly from: string;
  readonly to: string;
  readonly kind: WireKind;
  readonly edges: readonly GraphEdge[];
};

/** A line of horizontal and vertical stretches, from a card to a card, with the place of its words. */
export type Wire = WireEnds & { readonly points: readonly Point[]; readonly label?: Rect };

export type Card = Rect & { readonly name: string };

/** A loop: a box around its nodes and no other. The wire that leads back is within it. */
export type LoopBox = Rect & { readonly header: string; readonly latch: string; readonly depth: number };

/** Where everything in a picture of a graph is. */
export type Layout = Size & {
  /** Nodes in topological order, then END where an edge leads to it. */
  readonly cards: readonly Card[];
  readonly wires: readonly Wire[];
  /** Outer ones first. */
  readonly loops: readonly LoopBox[];
  /** Around the nodes that run at the end, whatever happened. */
  readonly finals?: Rect;
};

/** How large things are, which only who draws them knows. Widths are even numbers. */
export type Sizes = {
  readonly card: (node: GraphNode) => Size;
  readonly end: Size;
  /** Words on a wire that leads on. */
  readonly label: (wire: WireEnds) => Size | undefined;
  /** Words on the wire that leads back. */
  readonly counter: (region: Region) => Size;
  /** Least size of the box of the nodes at the end; its height is that of the title. */
  readonly finals: Size;
};
