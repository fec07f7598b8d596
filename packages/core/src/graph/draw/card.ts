import type { Card } from '../layout/types.ts';
import { CARD, CODE, DETAIL, NAME } from './face.ts';
import type { Face } from './face.ts';
import { escaped, fitting } from './text.ts';

/** How far the cards behind a map's card stand out. */
const STACK = [6, 3];

/** The cards behind that of a map. */
export function drawStack({ x, y, width, height }: Card): readonly string[] {
  return STACK.map(
    (by) =>
      `<rect class="card" x="${x + by + 0.5}" y="${y + by + 0.5}" width="${width - 1}" height="${height - 1}" rx="8"/>`,
  );
}

/** A card with icon, name and kind, and below them what is special about the node. */
export function drawCard({ x, y, width, height }: Card, face: Face): string {
  const { name, detail, notes, icon, isRun, isAny } = face;
  const room = width - CARD.textX - CARD.padding;
  const frame = `width="${width - 1}" height="${height - 1}" rx="8"`;
  return [
    `<g transform="translate(${x} ${y})"><title>${escaped([name, detail, ...notes].join('\n'))}</title>`,
    `<rect class="card" x="0.5" y="0.5" ${frame}/>`,
    ...(isRun ? [`<path class="fold" d="M4.5 1V${height - 1}"/>`] : []),
    '<rect class="tile" x="10" y="10" width="24" height="24" rx="6"/>',
    `<path class="icon" transform="translate(14 14)" d="${icon}"/>`,
    `<text class="name" x="${CARD.textX}" y="20">${escaped(fitting(name, room, NAME))}</text>`,
    `<text class="quiet" x="${CARD.textX}" y="35">${escaped(fitting(detail, room, DETAIL))}</text>`,
    ...notes.flatMap((note, i) => drawNote(note, CARD.head + i * CARD.note, width)),
    ...(isAny
      ? [
          `<rect class="pill" x="${width - 46}" y="-8" width="36" height="16" rx="8"/>`,
          `<text class="code mid strong" x="${width - 28}" y="4">any</text>`,
        ]
      : []),
    '</g>',
  ].join('');
}

function drawNote(note: string, y: number, width: number): readonly string[] {
  return [
    `<path class="rule" d="M1 ${y - 0.5}H${width - 1}"/>`,
    `<text class="code" x="${CARD.padding}" y="${y + 13}">${escaped(fitting(note, width - 2 * CARD.padding, CODE))}</text>`,
  ];
}

export function drawEnd({ x, y, width, height }: Card): string {
  return `<g transform="translate(${x} ${y})"><rect class="end" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="${height / 2}"/><text class="mid strong" x="${width / 2}" y="${height / 2 + 4}">END</text></g>`;
}
