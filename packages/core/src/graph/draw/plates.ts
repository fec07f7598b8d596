import type { LoopBox, Wire } from '../layout/types.ts';
import { escaped } from './text.ts';
import { PLATE, platesSize, wordsFitting } from './words.ts';

/** The words of a wire on plates that cover the line. The last ones of a way back are its counter, in a pill. */
export function drawWords(wire: Wire, lines: readonly string[], loops: readonly LoopBox[]): readonly string[] {
  const { label, kind } = wire;
  if (label === undefined) return [];
  const ground = loops.findLast(
    ({ x, y, width, height }) => label.x > x && label.x < x + width && label.y > y && label.y < y + height,
  );
  return lines.map((line, i) => {
    const isCounter = kind === 'back' && i === lines.length - 1;
    const width = isCounter ? pillWidth(label.width, line) : label.width;
    const [x, y] = [label.x + (label.width - width) / 2, label.y + i * (PLATE.height + PLATE.between)];
    const frame = `x="${x}" y="${y}" width="${width}" height="${PLATE.height}"`;
    const plate = isCounter
      ? `<rect class="pill" ${frame} rx="9"/>`
      : `<rect class="plate${ground === undefined ? '' : ` ${toneOf(ground)}`}" ${frame} rx="4"/>`;
    const shown = wordsFitting(line);
    const title = shown === line ? '' : `<title>${escaped(line)}</title>`;
    const text = `<text class="code mid ${kind}${isCounter ? ' strong' : ''}" x="${x + width / 2}" y="${y + 13}">${escaped(shown)}</text>`;
    return `<g>${title}${plate}${text}</g>`;
  });
}

/** A loop within a loop is told from it by its ground. */
export function toneOf({ depth }: LoopBox): 'even' | 'odd' {
  return depth % 2 === 0 ? 'even' : 'odd';
}

/** As wide as its words, whatever stands above. */
function pillWidth(most: number, line: string): number {
  return Math.min(most, platesSize([line]).width);
}
