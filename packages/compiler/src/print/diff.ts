// A difference of two graphs, for a terminal and as JSON.
import { styleText } from 'node:util';
import type { Change, Part, Subject } from '../diff/change.ts';
import type { GraphDiff } from '../diff/diff.ts';

/** What the two sides are called: files, or files of a revision. */
export type DiffNames = { readonly before: string; readonly after: string };

/** `{"version":1,…}`: stable for programs. */
export type DiffJson = {
  readonly version: 1;
  readonly before: { readonly file: string; readonly name: string; readonly hash: string };
  readonly after: { readonly file: string; readonly name: string; readonly hash: string };
  readonly equal: boolean;
  readonly breaking: boolean;
  readonly changes: readonly Change[];
};

export function diffJson({ before, after, changes, isBreaking }: GraphDiff, names: DiffNames): DiffJson {
  return {
    version: 1,
    before: { file: names.before, ...before },
    after: { file: names.after, ...after },
    equal: changes.length === 0,
    breaking: isBreaking,
    changes,
  };
}

const TITLES: { readonly [S in Subject]: string } = {
  input: 'inputs',
  result: 'result',
  state: 'state',
  node: 'nodes',
  edge: 'edges',
  loop: 'loops',
  trigger: 'triggers',
  workflow: 'workflow',
  capability: 'may use',
  bound: 'bounds',
};

const SIGNS = {
  added: ['+', 'green'],
  removed: ['-', 'red'],
  renamed: ['→', 'cyan'],
  changed: ['~', 'yellow'],
} as const;

type Style = Parameters<typeof styleText>[0];
type Paint = (style: Style, text: string) => string;

/**
 * A difference by subject, a line for each change, `!` before those that break callers. Empty where nothing differs.
 *
 * @example
 * inputs
 * ! + team      string, required: a start without it is refused
 */
export function formatDiff({ changes }: GraphDiff, { color }: { readonly color: boolean }): string {
  const paint: Paint = (style, text) => (color ? styleText(style, text, { validateStream: false }) : text);
  const subjects = Object.keys(TITLES) as Subject[];
  return subjects
    .map((subject) => changes.filter((change) => change.subject === subject))
    .filter((own) => own.length > 0)
    .map((own) => sectionOf(own, paint))
    .join('\n');
}

function sectionOf(changes: readonly Change[], paint: Paint): string {
  const title = changes[0] === undefined ? '' : TITLES[changes[0].subject];
  const width = Math.min(30, Math.max(...changes.map(({ name }) => name.length)));
  const lines = changes.flatMap(({ kind, name, message, breaking, parts = [], subject }) => {
    const [sign, style] = SIGNS[kind];
    const mark = breaking ? paint(['red', 'bold'], '!') : ' ';
    const head = `${mark} ${paint(style, sign)} ${shown(name).padEnd(width)}  ${shown(message)}`;
    return [head, ...(subject === 'workflow' ? [] : parts.flatMap((part) => partLines(part, paint)))];
  });
  return `${paint('bold', title)}\n${lines.join('\n')}\n`;
}

const LONG = 80;

/** Short values on a line, long ones below each other, from a little before where they part. */
function partLines({ what, before, after }: Part, paint: Paint): readonly string[] {
  const [left, right] = [before ?? 'none', after ?? 'none'];
  if (left.length + right.length <= LONG)
    return [`      ${what}: ${paint('red', shown(left))} → ${paint('green', shown(right))}`];
  const [old, now] = before === null || after === null ? [left, right] : apart(left, right);
  return [
    `      ${what}:`,
    `        ${paint('red', `- ${shown(old)}`)}`,
    `        ${paint('green', `+ ${shown(now)}`)}`,
  ];
}

/** How much of what two texts have in common is shown before and after where they differ. */
const CONTEXT = 30;

function apart(before: string, after: string): readonly [string, string] {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const [from, rest] = [Math.max(0, start - CONTEXT), Math.max(0, end - CONTEXT)];
  const cut = (text: string): string =>
    `${from > 0 ? '…' : ''}${text.slice(from, text.length - rest)}${rest > 0 ? '…' : ''}`;
  return [cut(before), cut(after)];
}

/** Longer text is cut. JSON has all of it. */
const LONGEST = 400;

/** In one line, without what would steer a terminal. */
function shown(text: string): string {
  const line = text.trimEnd().replaceAll('\n', '⏎ ').replaceAll(STEERING, '\ufffd');
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

// eslint-disable-next-line no-control-regex
const STEERING = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
