import type { ExecutionGraph } from '../graph.ts';
import { drawingOf, FINALS } from './parts.ts';
import type { Arrow, Box } from './parts.ts';

const SHAPES: { readonly [S in Box['shape']]: string } = {
  model: 'shape=box, style=rounded',
  action: 'shape=box',
  engine: 'shape=box, style="rounded,dashed"',
  wait: 'shape=hexagon',
  run: 'shape=box, peripheries=2',
};

const ARROWS: { readonly [K in Arrow['kind']]: string } = {
  plain: '',
  route: '',
  back: 'style=dashed, constraint=false',
  error: 'style=dotted',
};

/** The graph in the language of Graphviz, https://graphviz.org/doc/info/lang.html. */
export function toDot(graph: ExecutionGraph): string {
  const { name, boxes, arrows, loops, finals } = drawingOf(graph);
  const lines = [`digraph ${quoted(name)} {`, '  rankdir=TB;', '  node [fontname="Helvetica"];'];
  for (const { name: node, detail, shape } of boxes)
    lines.push(`  ${quoted(node)} [label=${quoted(`${node}\n${detail}`)}, ${SHAPES[shape]}];`);
  for (const [i, { title, nodes }] of loops.entries()) {
    lines.push(
      `  subgraph cluster_loop_${i} { label=${quoted(title)}; ${nodes.map((node) => `${quoted(node)};`).join(' ')} }`,
    );
  }
  if (arrows.some(({ to }) => to === 'END')) lines.push('  END [shape=doublecircle, label="END"];');
  for (const { from, to, words, kind } of arrows) {
    const attributes = [words === '' ? '' : `label=${quoted(words)}`, ARROWS[kind]].filter((each) => each !== '');
    const shown = attributes.length === 0 ? '' : ` [${attributes.join(', ')}]`;
    lines.push(`  ${quoted(from)} -> ${to === 'END' ? 'END' : quoted(to)}${shown};`);
  }
  if (finals.length > 0) {
    lines.push(
      `  subgraph cluster_finally { label=${quoted(FINALS)}; ${finals.map((node) => `${quoted(node)};`).join(' ')} }`,
    );
  }
  return `${lines.join('\n')}\n}\n`;
}

function quoted(text: string): string {
  return `"${text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', String.raw`\"`)
    .replaceAll('\n', String.raw`\n`)}"`;
}
