import { styleText } from 'node:util';
import type { TrackedFact } from '@configurable-agents/plugin-sdk';
import { describe } from './describe.ts';

export type Level = 'debug' | 'info' | 'warn' | 'error';

/** From the least on. */
export const LEVELS: readonly Level[] = ['debug', 'info', 'warn', 'error'];

export type Look = { readonly least: Level; readonly hasColor: boolean };

/** A fact as one readable line, or undefined where it is below the level. Control characters are shown, never sent. */
export function lineOf({ runId, workflowName, fact }: TrackedFact, { least, hasColor }: Look): string | undefined {
  const { level, what, isEnd = false } = describe(fact);
  if (LEVELS.indexOf(level) < LEVELS.indexOf(least)) return undefined;
  const at = `${fact.time} ${workflowName} ${runId.slice(-8)}`;
  if (!hasColor) return visible(`${at} ${what}`);
  const style = isEnd && level === 'info' ? 'green' : STYLES[level];
  return `${styled('gray', visible(at))} ${style === null ? visible(what) : styled(style, visible(what))}`;
}

const STYLES: { readonly [level in Level]: 'gray' | 'yellow' | 'red' | null } = {
  debug: 'gray',
  info: null,
  warn: 'yellow',
  error: 'red',
};

/** Whether there are colours is the host's to say, not this process's streams'. */
function styled(style: 'gray' | 'yellow' | 'red' | 'green', text: string): string {
  return styleText(style, text, { validateStream: false });
}

/** C0 and C1 controls, line separators and bidirectional controls would let a payload forge lines or hide text. */
function visible(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
