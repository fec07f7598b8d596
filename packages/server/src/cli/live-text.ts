// What models say, on a terminal, while they say it. Pure: who uses it writes.
import type { RunText } from '@configurable-agents/core';
import { printable } from './printable.ts';

export type LiveText = {
  /** What to write for a piece. */
  readonly piece: (piece: Pick<RunText, 'key' | 'offset' | 'text'>) => string;
  /** What to write before a line of its own. */
  readonly pause: () => string;
};

/**
 * Each line begins with the node that says it; where another node, or the same one anew, goes on, a new line begins. `mark` styles the
 * beginning.
 */
export function openLiveText(mark: (text: string) => string): LiveText {
  /** Who has said the line that is not over. */
  let speaker: string | undefined;

  function begin(key: string): string {
    const ended = speaker === undefined ? '' : '\n';
    speaker = key;
    return `${ended}${mark(`${key} │`)} `;
  }

  return {
    piece: ({ key, offset, text }) => {
      let written = speaker === key && offset > 0 ? '' : begin(key);
      for (const [i, line] of text.split('\n').entries()) {
        if (i > 0) written += `\n${mark(`${key} │`)} `;
        written += printable(line);
      }
      return written;
    },
    pause: () => {
      if (speaker === undefined) return '';
      speaker = undefined;
      return '\n';
    },
  };
}
