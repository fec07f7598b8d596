// What stands on lines: conditions, and why a line is taken that is not the usual one.
import type { ExecutionGraph, GraphEdge, Region } from '../graph.ts';
import type { Size, WireEnds } from '../layout/types.ts';
import { sourceOf } from '../../expression/source.ts';
import { asWritten } from './as-written.ts';
import { CODE } from './face.ts';
import { regionOf } from './parts.ts';
import { fitting, widthOf } from './text.ts';

/** Widest words on a line, in pixels. */
const MOST = 176;
const SIDES = 14;
/** Height of what is under words, and the distance between two of them. */
export const PLATE: { readonly height: number; readonly between: number } = { height: 18, between: 4 };

/** Words on a line that leads on: for each edge once. Nothing on a line that is always taken. */
export function wordsOn({ edges }: WireEnds, graph: ExecutionGraph): string {
  const usualFirst = edges.toSorted((a, b) => Number(a.kind === 'limit') - Number(b.kind === 'limit'));
  return [...new Set(usualFirst.map((edge) => wordsOf(edge, graph)))].filter((words) => words !== '').join(', ');
}

function wordsOf(edge: GraphEdge, graph: ExecutionGraph): string {
  switch (edge.kind) {
    case 'route':
    case 'back':
      return routeWords(edge, graph);
    case 'limit':
      return 'at the limit';
    case 'error':
      return 'on error';
    default:
      return '';
  }
}

function routeWords({ from, route = 0 }: GraphEdge, graph: ExecutionGraph): string {
  const when = graph.nodes.find(({ name }) => name === from)?.routes?.[route]?.when;
  return when === undefined ? 'else' : sourceOf(asWritten(when, graph));
}

/** Words on the line that leads back: when, and how often at most. */
export function wordsBack({ header, latch, max_iterations: most }: Region, graph: ExecutionGraph): readonly string[] {
  const back = graph.edges.find(({ from, to, kind }) => kind === 'back' && from === latch && to === header);
  const when = back?.route === undefined ? 'else' : routeWords(back, graph);
  return [...(when === 'else' ? [] : [when]), `at most ${most}`];
}

/** What stands on a line of the picture, one below the other. */
export function linesOf(wire: WireEnds, graph: ExecutionGraph): readonly string[] {
  if (wire.kind !== 'back') return [wordsOn(wire, graph)];
  const region = regionOf(graph, wire);
  return region === undefined ? [] : wordsBack(region, graph);
}

export function wordsFitting(words: string): string {
  return fitting(words, MOST - SIDES, CODE);
}

/** The plates under words, one below the other. */
export function platesSize(lines: readonly string[]): Size {
  const width = Math.max(...lines.map((line) => widthOf(wordsFitting(line), CODE))) + SIDES;
  return { width: Math.ceil(width / 2) * 2, height: lines.length * (PLATE.height + PLATE.between) - PLATE.between };
}
