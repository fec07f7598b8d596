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

function moveScalar({ kind, value, spelling, span, locate, origin }: YamlScalar, by: number): YamlScalar {
  const [first, all] = origin === undefined ? [locate, by] : [origin.locate, origin.by + by];
  return {
    kind,
    value,
    spelling,
    span: [span[0] + by, span[1] + by],
    locate: (offset) => first(offset) + all,
    origin: { locate: first, by: all },
  };
}
