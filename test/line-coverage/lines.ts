// Which lines of a file ran, from what V8 writes to NODE_V8_COVERAGE. Types are stripped in place, so its offsets are those of the source.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

type Range = { readonly startOffset: number; readonly endOffset: number; readonly count: number };
type Script = { readonly url: string; readonly functions: readonly { readonly ranges: readonly Range[] }[] };

/** `missed`: numbers of lines of code (blank lines and comments are none) that no process ran any part of. */
export type FileLines = { readonly path: string; readonly lines: number; readonly missed: readonly number[] };

/** Reads a folder of V8's files and merges all processes and threads. `isWanted` says which paths count. */
export function coveredLines(folder: string, isWanted: (path: string) => boolean): readonly FileLines[] {
  const missedBy = new Map<string, ReadonlySet<number>>();
  for (const name of readdirSync(folder)) {
    const { result } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { readonly result: readonly Script[] };
    for (const script of result) {
      if (!script.url.startsWith('file:')) continue;
      const path = fileURLToPath(script.url);
      if (!isWanted(path)) continue;
      const missed = missedLines(readFileSync(path, 'utf8'), script);
      const before = missedBy.get(path);
      missedBy.set(path, before === undefined ? missed : before.intersection(missed));
    }
  }
  return [...missedBy]
    .map(([path, missed]) => ({
      path,
      lines: codeLines(readFileSync(path, 'utf8')).length,
      missed: [...missed].toSorted((a, b) => a - b),
    }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

type Line = { readonly number: number; readonly start: number; readonly end: number };

/** Lines with code, `start` and `end` without the blanks around it. */
export function codeLines(text: string): readonly Line[] {
  const lines: Line[] = [];
  let offset = 0;
  let isComment = false;
  text.split('\n').forEach((line, index) => {
    const code = line.trim();
    const start = offset + line.indexOf(code);
    if (code.startsWith('/*')) isComment = true;
    if (code !== '' && !isComment && !code.startsWith('//')) {
      lines.push({ number: index + 1, start, end: start + code.length });
    }
    if (code.endsWith('*/')) isComment = false;
    offset += line.length + 1;
  });
  return lines;
}

/** A line is missed when none of it ran. Of nested ranges the innermost says what is so. */
export function missedLines(text: string, { functions }: Pick<Script, 'functions'>): ReadonlySet<number> {
  const ran = new Uint8Array(text.length).fill(1);
  const ranges = functions.flatMap((each) => each.ranges);
  for (const { startOffset, endOffset, count } of ranges.toSorted(
    (a, b) => a.startOffset - b.startOffset || b.endOffset - a.endOffset,
  )) {
    ran.fill(count > 0 ? 1 : 0, startOffset, endOffset);
  }
  return new Set(
    codeLines(text)
      .filter(({ start, end }) => ran.subarray(start, end).every((each) => each === 0))
      .map(({ number }) => number),
  );
}
