import type { Span } from '../source.ts';
import type { YamlNode, YamlScalar } from './tree.ts';

/** The same value further on in the text. */
export function moved<N extends YamlNode>(node: N, by: number): N {
  return (by === 0 ? node : move(node, by)) as N;
}

function move(node: YamlNode, by: number): YamlNode {
  const span: Span = [node.span[0] + by, node.span[1] + by];
  switch (node.kind) {
    case 'list':
      return { ...node, span, items: node.items.map((item) => move(item, by)) };
    case 'map':
      return {
        ...node,
        span,
        entries: node.entries.map(({ key, value }) => ({ key: moveScalar(key, by), value: move(value, by) })),
      };
    case 'scalar':
      return moveScalar(node, by);
  }
}

function moveScalar({ kind, value, spelling, span, writing }: YamlScalar, by: number): YamlScalar {
  return { kind, value, spelling, span: [span[0] + by, span[1] + by], writing: moveWriting(writing, by) };
}

function moveWriting(writing: YamlScalar['writing'], by: number): YamlScalar['writing'] {
  if (typeof writing === 'function') return (offset) => writing(offset) + by;
  return writing && { ...writing, moved: writing.moved + by };
}
