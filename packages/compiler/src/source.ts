/** Start and end offsets in a source text, in UTF-16 units, end exclusive. */
export type Span = readonly [start: number, end: number];

/** A place as editors count: line and column from 1, columns in UTF-16 units. */
export type Position = { readonly line: number; readonly column: number };

/** A source text with its line table. */
export type Source = {
  readonly file: string;
  readonly text: string;
  readonly positionOf: (offset: number) => Position;
  /** The offset at which a line begins. */
  readonly startOf: (line: number) => number;
};

export function openSource(file: string, text: string): Source {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return {
    file,
    text,
    startOf: (line) => starts[line - 1] ?? text.length,
    positionOf: (offset) => {
      let [low, high] = [0, starts.length - 1];
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if ((starts[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
    },
  };
}
