// Sub-path @configurable-agents/core/drawing: graphs as text and pictures. Apart from core/graph, which every command opens: this is
// thirty files that only few need.
export { toDot } from './draw/dot.ts';
export { toMermaid } from './draw/mermaid.ts';
export { toSvg } from './draw/svg.ts';
export { layoutGraph } from './layout/layout.ts';
export type { Card, Layout, LoopBox, Point, Rect, Size, Sizes, Wire, WireEnds, WireKind } from './layout/types.ts';
