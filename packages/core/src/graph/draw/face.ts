import type { ExecutionGraph, GraphNode } from '../graph.ts';
import type { Size } from '../layout/types.ts';
import { sourceOf } from '../../expression/source.ts';
import { asWritten } from './as-written.ts';
import { iconOf } from './icons.ts';
import { kindOf } from './parts.ts';
import { widthOf } from './text.ts';
import type { Font } from './text.ts';

export const NAME: Font = { face: 'strong', size: 13 };
export const DETAIL: Font = { face: 'plain', size: 11 };
export const CODE: Font = { face: 'mono', size: 10.5 };

/** What a card shows: a head with icon, name and kind, then a line for each thing that is special about the node. */
export type Face = {
  readonly name: string;
  readonly detail: string;
  readonly notes: readonly string[];
  readonly icon: string;
  readonly isMap: boolean;
  readonly isRun: boolean;
  readonly isAny: boolean;
};

/** The head of a card, a line below it, and where text begins. */
export const CARD = { head: 44, note: 20, textX: 44, padding: 12 };
const LEAST = 148;
const MOST = 224;

export function faceOf(node: GraphNode, graph: ExecutionGraph): Face {
  const { name, for_each: map, when, join } = node;
  return {
    name,
    detail: kindOf(node)[0],
    notes: [
      ...(map === undefined ? [] : [`for each ${map.as}, at most ${map.max_items}`]),
      ...(when === undefined ? [] : [`when ${sourceOf(asWritten(when, graph))}`]),
    ],
    icon: iconOf(node),
    isMap: map !== undefined,
    isRun: node.kind === 'subrun',
    isAny: join === 'any',
  };
}

/** One width for all cards: the widest text counts, within bounds. */
export function cardWidth(faces: readonly Face[]): number {
  const widest = faces.reduce((most, { name, detail, notes }) => {
    const head = CARD.textX + Math.max(widthOf(name, NAME), widthOf(detail, DETAIL));
    return Math.max(most, head, ...notes.map((note) => CARD.padding + widthOf(note, CODE)));
  }, 0);
  return Math.min(MOST, Math.max(LEAST, Math.ceil((widest + CARD.padding) / 4) * 4));
}

export function cardSize({ notes }: Face, width: number): Size {
  return { width, height: CARD.head + notes.length * CARD.note };
}
