import type { ExecutionGraph } from '../graph.ts';
import { drawingOf, FINALS } from './parts.ts';
import type { Arrow, Box } from './parts.ts';

const SHAPES: { readonly [S in Box['shape']]: readonly [string, string] } = {
  model: ['(["', '"])'],
  action: ['["', '"]'],
  engine: ['("', '")'],
  wait: ['{{"', '"}}'],
  run: ['[["', '"]]'],
};

const ARROWS: { readonly [K in Arrow['kind']]: string } = { plain: '-->', route: '-->', back: '-.->', error: '-.->' };

/**
 * The graph as a Mermaid flow chart, https://mermaid.js.org/syntax/flowchart.html. Names of nodes are ids as they are, but for those
 * that Mermaid keeps for itself.
 */
export function toMermaid(graph: ExecutionGraph): string {
  const { boxes, arrows, loops, finals } = drawingOf(graph);
  const lines = ['flowchart TD'];
  for (const { name, detail, shape } of boxes) {
    const [open, close] = SHAPES[shape];
    lines.push(`  ${idOf(name)}${open}${text(name)}<br/>${text(detail)}${close}`);
  }
  for (const { title, nodes } of loops.toReversed()) {
    lines.push(
      `  subgraph ${idOf(`loop_${nodes[0] ?? ''}`)}["${text(title)}"]`,
      ...nodes.map((name) => `    ${idOf(name)}`),
      '  end',
    );
  }
  if (arrows.some(({ to }) => to === 'END')) lines.push('  END_((END))');
  for (const { from, to, words, kind } of arrows) {
    const label = words === '' ? '' : `|${text(words)}|`;
    lines.push(`  ${idOf(from)} ${ARROWS[kind]}${label} ${to === 'END' ? 'END_' : idOf(to)}`);
  }
  if (finals.length > 0)
    lines.push(
      '  END_ ~~~ finally_',
      `  subgraph finally_["${FINALS}"]`,
      ...finals.map((name) => `    ${idOf(name)}`),
      '  end',
    );
  return `${lines.join('\n')}\n`;
}

/** `end`, `graph`, `subgraph` and the like end or begin something in Mermaid. */
function idOf(name: string): string {
  return `n_${name}`;
}

/** Quotes and characters that Mermaid reads are written as it writes them. */
function text(words: string): string {
  return words.replaceAll('"', '#quot;').replaceAll('<', '#lt;').replaceAll('>', '#gt;').replaceAll('|', '#124;');
}
