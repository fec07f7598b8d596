// oxlint-disable-next-line no-control-regex
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g;

/** A text on one line: controls, line separators and bidirectional controls become blanks, and it is cut at `most`. */
export function oneLine(text: string, most: number): string {
  const plain = text.replaceAll(UNSEEN, ' ').trim();
  return plain.length > most ? `${plain.slice(0, most - 1)}…` : plain;
}
