// What a process prints, as lines for the log: without secrets, and no more than somebody can read.

export type OutputOptions = {
  /** Values that are replaced. */
  readonly secrets: readonly string[];
  readonly onLine: (line: string) => void;
};

export type Output = {
  readonly push: (chunk: Buffer) => void;
  /** The last line; V8's report of its end is not one. */
  readonly last: () => string;
  readonly isOutOfMemory: () => boolean;
};

const MASK = '***';
const MOST_LENGTH = 2000;
const MOST_LINES = 50;
const WINDOW_MS = 1000;

export function readOutput({ secrets, onLine }: OutputOptions): Output {
  let rest = '';
  let last = '';
  let isDying = false;
  let isOutOfMemory = false;
  let since = 0;
  let lines = 0;
  let left = 0;

  function say(line: string): void {
    const now = performance.now();
    if (now - since > WINDOW_MS) {
      if (left > 0) onLine(`${left} more lines are left out`);
      since = now;
      lines = 0;
      left = 0;
    }
    if ((lines += 1) > MOST_LINES) left += 1;
    else onLine(line);
  }

  function read(text: string): void {
    if (/<--- Last few GCs|^# Fatal|^FATAL ERROR/.test(text)) isDying = true;
    if (text.includes('heap out of memory')) isOutOfMemory = true;
    if (isDying || text.trim() === '') return;
    let clean = text;
    for (const secret of secrets) clean = clean.replaceAll(secret, MASK);
    last = clean.slice(0, MOST_LENGTH);
    say(last);
  }

  return {
    push: (chunk) => {
      const parts = `${rest}${chunk.toString()}`.split('\n');
      rest = parts.pop() ?? '';
      for (const part of parts) read(part);
      // A line without an end is not held.
      if (rest.length > MOST_LENGTH) {
        read(rest);
        rest = '';
      }
    },
    last: () => {
      if (rest !== '') read(rest);
      rest = '';
      return last;
    },
    isOutOfMemory: () => isOutOfMemory,
  };
}
