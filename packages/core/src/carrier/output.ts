// What a process prints, as lines for the log: without secrets, and no more than somebody can read.
import { masked } from '../masked.ts';
import { boundedLines } from './lines.ts';

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

const MOST_LENGTH = 2000;
const MOST_LINES = 50;

export function readOutput({ secrets, onLine }: OutputOptions): Output {
  let rest = '';
  let last = '';
  let isDying = false;
  let isOutOfMemory = false;
  const say = boundedLines({ mostLength: MOST_LENGTH, most: MOST_LINES, onLine });

  function read(text: string): void {
    if (/<--- Last few GCs|^# Fatal|^FATAL ERROR/.test(text)) isDying = true;
    if (text.includes('heap out of memory')) isOutOfMemory = true;
    if (isDying || text.trim() === '') return;
    last = masked(text, secrets).slice(0, MOST_LENGTH);
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
