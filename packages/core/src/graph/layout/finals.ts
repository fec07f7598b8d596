import type { ExecutionGraph } from '../graph.ts';
import { BEFORE_FINALS, BESIDE_CARD, PADDING } from './spacing.ts';
import type { Card, Rect, Size, Sizes } from './types.ts';

/** Between two rows of cards. */
const BETWEEN = 16;

/** Places the nodes that run at the end below the flow, in rows as wide as it is, in a box of their own. */
export function placeFinals(
  graph: ExecutionGraph,
  { sizes, cards, flow }: { readonly sizes: Sizes; readonly cards: readonly Card[]; readonly flow: Size },
): { readonly cards: readonly Card[]; readonly box?: Rect } {
  const nodes = graph.nodes.filter((node) => node.finally === true);
  if (nodes.length === 0) return { cards: [] };
  const rows: { cards: Omit<Card, 'y'>[]; width: number; height: number }[] = [];
  for (const node of nodes) {
    const size = sizes.card(node);
    const open = rows.at(-1);
    const isFull =
      open === undefined || open.width + BESIDE_CARD + size.width + 2 * PADDING > Math.max(flow.width, 560);
    const row = isFull ? { cards: [], width: 0, height: 0 } : open;
    if (isFull) rows.push(row);
    const x = row.width === 0 ? 0 : row.width + BESIDE_CARD;
    row.cards.push({ name: node.name, ...size, x });
    row.width = x + size.width;
    row.height = Math.max(row.height, size.height);
  }
  const width = Math.max(sizes.finals.width, ...rows.map((row) => row.width)) + 2 * PADDING;
  const end = cards.find(({ name }) => name === 'END');
  const middle = end === undefined ? Math.round(flow.width / 2) : end.x + end.width / 2;
  const [left, top] = [middle - Math.ceil(width / 2), flow.height + BEFORE_FINALS];
  let y = top + sizes.finals.height;
  const placed = rows.flatMap((row) => {
    const start = left + Math.round((width - row.width) / 2);
    const at = y;
    y += row.height + BETWEEN;
    return row.cards.map((card): Card => ({ ...card, x: start + card.x, y: at }));
  });
  return { cards: placed, box: { x: left, y: top, width, height: y - BETWEEN + PADDING - top } };
}
