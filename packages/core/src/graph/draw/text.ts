// Text in an SVG: escaped, measured without a font, cut to a width.

/** `strong` and `plain` are the interface's font, `mono` is that of code. Sizes are in pixels. */
export type Font = { readonly face: 'plain' | 'strong' | 'mono'; readonly size: number };

/** Widths in parts of the size, of a wide font: a picture is the same everywhere, and text must fit with any font. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[ijl|!'.,:;()[\]{}]/, 0.36],
  [/[ftr "\-/\\]/, 0.43],
  [/[mwMW@%]/, 0.96],
  [/[A-Z<>=+&~^#]/, 0.74],
  [/[ -\u024f]/, 0.63],
];
const WIDEST = 1.15;
const STRONG = 1.1;
const MONO = 0.61;

/** How wide a text is at most. */
export function widthOf(text: string, { face, size }: Font): number {
  let sum = 0;
  for (const character of text) {
    const isWide = (character.codePointAt(0) ?? 0) > 0x24f;
    if (face === 'mono') sum += isWide ? 2 * MONO : MONO;
    else sum += (WIDTHS.find(([pattern]) => pattern.test(character))?.[1] ?? WIDEST) * (face === 'strong' ? STRONG : 1);
  }
  return sum * size;
}

/** The text, or as much of it as fits, with an ellipsis. */
export function fitting(text: string, width: number, font: Font): string {
  const line = oneLine(text);
  if (widthOf(line, font) <= width) return line;
  const characters = Array.from(new Intl.Segmenter('en').segment(line), ({ segment }) => segment);
  while (characters.length > 1 && widthOf(`${characters.join('')}…`, font) > width) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** As XML has it. Characters that XML cannot hold, and those that turn the direction of text, are shown by their number. */
export function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(UNPRINTABLE, (character) => String.raw`\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const UNPRINTABLE = /(?![\t\n\r])[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu;
