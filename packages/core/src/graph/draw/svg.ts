// The graph as a picture that needs nothing else: no script, no font, no file. Light or dark by what the reader prefers.
import type { ExecutionGraph } from '../graph.ts';
import { layoutGraph } from '../layout/layout.ts';
import type { Layout, LoopBox, Rect, Sizes, Wire } from '../layout/types.ts';
import { drawCard, drawEnd, drawStack } from './card.ts';
import { cardSize, cardWidth, CODE, faceOf } from './face.ts';
import type { Face } from './face.ts';
import { headPath, linePath } from './path.ts';
import { styleSheet } from './palette.ts';
import { FINALS, regionOf, titleOf } from './parts.ts';
import { drawWords, toneOf } from './plates.ts';
import { drawingText } from './spoken.ts';
import { escaped, widthOf } from './text.ts';
import { linesOf, platesSize, wordsBack, wordsOn } from './words.ts';

/** The graph as SVG. The same graph gives the same text. */
export function toSvg(graph: ExecutionGraph): string {
  const faces = new Map(graph.nodes.map((node) => [node.name, faceOf(node, graph)]));
  const layout = layoutGraph(graph, sizesOf(graph, faces));
  const { width, height, cards, loops, finals } = layout;
  const inner = [
    `<title>${escaped(graph.name)}</title>`,
    `<desc>${escaped(drawingText(graph))}</desc>`,
    `<style>\n${styleSheet()}\n</style>`,
    ...background(layout),
    ...loops.map((loop) => box(loop, `loop ${toneOf(loop)}`, loopTitle(loop, graph))),
    ...(finals === undefined ? [] : [box(finals, 'final', FINALS), finalsTitle(finals)]),
    ...layout.wires
      .toSorted(usualLast)
      .map(({ kind, points }) => `<path class="wire ${kind}" d="${linePath(points)}"/>`),
    ...cards.flatMap((card) => (faces.get(card.name)?.isMap === true ? drawStack(card) : [])),
    ...drawOnWires(layout, graph),
    ...cards.map((card) => {
      const face = faces.get(card.name);
      return face === undefined ? drawEnd(card) : drawCard(card, face);
    }),
  ];
  const open = `<svg xmlns="http://www.w3.org/2000/svg" class="ca-graph" role="img" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`;
  return `${[open, ...inner, '</svg>'].join('\n')}\n`;
}

function sizesOf(graph: ExecutionGraph, faces: ReadonlyMap<string, Face>): Sizes {
  const width = cardWidth([...faces.values()]);
  return {
    card: (node) => cardSize(faces.get(node.name) ?? faceOf(node, graph), width),
    end: { width: 48, height: 24 },
    label: (wire) => {
      const words = wordsOn(wire, graph);
      return words === '' ? undefined : platesSize([words]);
    },
    counter: (region) => platesSize(wordsBack(region, graph)),
    finals: { width: Math.ceil(widthOf(FINALS, CODE) / 2) * 2, height: 32 },
  };
}

/** Dots on a ground, as of drawing paper. */
function background({ width, height }: Layout): readonly string[] {
  const size = `width="${width - 1}" height="${height - 1}" rx="10"`;
  return [
    '<pattern id="ca-dots" width="16" height="16" patternUnits="userSpaceOnUse"><circle class="dot" cx="8" cy="8" r="1"/></pattern>',
    `<rect class="bg" x="0.5" y="0.5" ${size}/>`,
    `<rect x="0.5" y="0.5" ${size} fill="url(#ca-dots)"/>`,
  ];
}

function box({ x, y, width, height }: Rect, kind: string, title: string): string {
  return `<rect class="${kind}" x="${x + 0.5}" y="${y + 0.5}" width="${width - 1}" height="${height - 1}" rx="10"><title>${escaped(title)}</title></rect>`;
}

function finalsTitle({ x, y }: Rect): string {
  return `<text class="quiet" x="${x + 16}" y="${y + 20}">${FINALS}</text>`;
}

function loopTitle({ header, latch }: LoopBox, graph: ExecutionGraph): string {
  const region = regionOf(graph, { from: latch, to: header });
  return region === undefined ? '' : titleOf(region);
}

/** What is taken when all goes well is painted over the rest. */
function usualLast(a: Wire, b: Wire): number {
  return Number(a.kind === 'plain') - Number(b.kind === 'plain');
}

/** Heads and words of lines: over the cards behind a map's card, which the lines themselves go under. */
function drawOnWires({ wires, loops }: Layout, graph: ExecutionGraph): readonly string[] {
  return [
    ...wires.toSorted(usualLast).map(({ kind, points }) => `<path class="head ${kind}" d="${headPath(points)}"/>`),
    ...wires.flatMap((wire) => drawWords(wire, linesOf(wire, graph), loops)),
  ];
}
