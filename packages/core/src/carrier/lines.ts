// Lines from code that is not trusted, no longer and no more of them than somebody can read.

export type LinesOptions = {
  readonly mostLength: number;
  /** In a second; what is beyond is counted, and said with the next one. */
  readonly most: number;
  readonly onLine: (line: string) => void;
};

const WINDOW_MS = 1000;

export function boundedLines({ mostLength, most, onLine }: LinesOptions): (line: string) => void {
  let [since, lines, left] = [0, 0, 0];
  return (line) => {
    const now = performance.now();
    if (now - since > WINDOW_MS) {
      if (left > 0) onLine(`${left} more lines are left out`);
      [since, lines, left] = [now, 0, 0];
    }
    if ((lines += 1) > most) left += 1;
    else onLine(line.slice(0, mostLength));
  };
}
