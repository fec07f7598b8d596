import type { ExecutionGraph } from '../graph.ts';
import { wiresOf } from '../layout/ends.ts';
import { kindOf } from './parts.ts';
import { wordsBack, wordsOn } from './words.ts';

/** Nodes that are told one by one. More would be read out for minutes. */
const MOST = 60;

/** The picture in sentences, for who cannot see it. */
export function drawingText(graph: ExecutionGraph): string {
  const from = Map.groupBy(wiresOf(graph), (wire) => wire.from);
  const told = graph.nodes.slice(0, MOST).map((node) => {
    const ways = (from.get(node.name) ?? []).map((wire) => {
      const region = graph.regions?.find(({ header, latch }) => latch === wire.from && header === wire.to);
      if (wire.kind === 'back' && region !== undefined)
        return `back to ${wire.to} (${wordsBack(region, graph).join(', ')})`;
      const words = wordsOn(wire, graph);
      return words === '' ? wire.to : `${wire.to} (${words})`;
    });
    const last = node.finally === true ? ', at the end, whatever happened' : '';
    return `${node.name}: ${kindOf(node)[0]}${last}${ways.length === 0 ? '' : `, then ${ways.join('; ')}`}.`;
  });
  const rest = graph.nodes.length - told.length;
  return [
    ...(graph.description === undefined ? [] : [graph.description]),
    ...told,
    ...(rest > 0 ? [`And ${rest} more.`] : []),
  ].join('\n');
}
