import type { ExecutionGraph } from '../graph.ts';
import { wiresOf } from '../layout/ends.ts';
import { FINALS, kindOf } from './parts.ts';
import { linesOf } from './words.ts';

/** Nodes that are told one by one. More would be read out for minutes. */
const MOST = 60;

/** The picture in sentences, for who cannot see it. */
export function drawingText(graph: ExecutionGraph): string {
  const from = Map.groupBy(wiresOf(graph), (wire) => wire.from);
  const told = graph.nodes.slice(0, MOST).map((node) => {
    const ways = (from.get(node.name) ?? []).map((wire) => {
      const words = linesOf(wire, graph).join(', ');
      const to = wire.kind === 'back' ? `back to ${wire.to}` : wire.to;
      return words === '' ? to : `${to} (${words})`;
    });
    const last = node.finally === true ? `, ${FINALS}` : '';
    return `${node.name}: ${kindOf(node)[0]}${last}${ways.length === 0 ? '' : `, then ${ways.join('; ')}`}.`;
  });
  const rest = graph.nodes.length - told.length;
  return [
    ...(graph.description === undefined ? [] : [graph.description]),
    ...told,
    ...(rest > 0 ? [`And ${rest} more.`] : []),
  ].join('\n');
}
