// Distances of a picture, in pixels.

/** Between the edge of a picture and what is in it. */
export const MARGIN = 20;
/** Between two things of a row: cards, and lines that pass by. */
export const BESIDE_CARD = 28;
export const BESIDE_LINE = 16;
/** Between two horizontal lines of a gap. */
export const TRACK = 10;
/** Between a box and what is in it. */
export const PADDING = 16;
/** Between the cards of a loop and the words on the line that leads back. */
export const GUTTER = 8;
/** Between the flow and the nodes at the end. */
export const BEFORE_FINALS = 32;

/** Height of the gap between two rows whose lines go straight down. */
export function straightGap({ above, below }: { readonly above: RowKind; readonly below: RowKind }): number {
  if (below === 'labels') return 12;
  return above === 'labels' ? 18 : 34;
}

/** What lies above the first horizontal line of a gap and below the last: room for a corner, and below for an arrow's head. */
export function aroundTracks({ above, below }: { readonly above: RowKind; readonly below: RowKind }): {
  readonly top: number;
  readonly bottom: number;
} {
  return { top: above === 'labels' ? 10 : 14, bottom: below === 'labels' ? 10 : 20 };
}

export type RowKind = 'cards' | 'labels';
