// Lines about what goes on: for people, or as JSON for programs that collect them.
import type { JsonObject } from '@configurable-agents/plugin-sdk';
import { printable } from './printable.ts';

export type LogFormat = 'human' | 'json';
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** `fields` are such as `request_id` and `run_id`, which tie lines together. */
export type Log = (level: LogLevel, message: string, fields?: JsonObject) => void;

type Options = {
  readonly format: LogFormat;
  readonly least: LogLevel;
  readonly write: (line: string) => void;
  readonly now?: () => number;
};

/** The lines that are at least so important. One line is one event, whatever its text holds. */
export function openLog({ format, least, write, now = Date.now }: Options): Log {
  return (level, message, fields = {}) => {
    if (LOG_LEVELS.indexOf(level) < LOG_LEVELS.indexOf(least)) return;
    write(format === 'json' ? asJson({ time: now(), level, message, fields }) : asText({ level, message, fields }));
  };
}

/** Names of the line itself go before those of fields. */
function asJson(line: {
  readonly time: number;
  readonly level: LogLevel;
  readonly message: string;
  readonly fields: JsonObject;
}): string {
  const { time, level, message, fields } = line;
  return JSON.stringify({ ...fields, time: new Date(time).toISOString(), level, message });
}

function asText({
  level,
  message,
  fields,
}: {
  readonly level: LogLevel;
  readonly message: string;
  readonly fields: JsonObject;
}): string {
  const texts = Object.entries(fields).map(([name, value]) => ({
    name,
    text: typeof value === 'string' ? value : JSON.stringify(value),
  }));
  // What the sentence says already is not said again.
  const shown = texts
    .filter(({ text }) => !message.includes(text))
    .map(({ name, text }) => ` ${name}=${printable(text)}`);
  return `${level}: ${printable(message)}${shown.join('')}`;
}

/** The weight that a sentence begins with, and the sentence. */
export function weighed(text: string): { readonly level: LogLevel; readonly message: string } {
  const [, word = '', message = text] = /^(warning|error|note): ([^]*)$/.exec(text) ?? [];
  return { level: word === 'warning' ? 'warn' : word === 'error' ? 'error' : 'info', message };
}
