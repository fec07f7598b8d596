// Findings that a project has decided to live with for now: known by what they are about, never by their line.
import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fingerprints } from '@configurable-agents/compiler';
import type { Diagnostic } from '@configurable-agents/compiler';
import { Failure } from '../failure.ts';
import { writeWhole } from './write.ts';

/** Per file, how many findings there are of each fingerprint. */
type Known = { readonly [file: string]: { readonly [fingerprint: string]: number } };

export type Baseline = {
  /** The findings that are not in it. */
  readonly fresh: readonly Diagnostic[];
  /** How many of its findings are gone. */
  readonly gone: number;
};

type Found = { readonly diagnostics: readonly Diagnostic[]; readonly sources: ReadonlyMap<string, string> };

/** Leaves out what the baseline holds. A file that is not there is a wrong command line. */
export function applyBaseline(path: string, found: Found): Baseline {
  const left = new Map(
    Object.entries(read(path)).flatMap(([file, marks]) =>
      Object.entries(marks).map(([mark, count]) => [`${file} ${mark}`, count] as const),
    ),
  );
  const fresh: Diagnostic[] = [];
  for (const { file, mark, diagnostic } of marksOf(path, found)) {
    const count = left.get(`${file} ${mark}`) ?? 0;
    if (count === 0) fresh.push(diagnostic);
    else left.set(`${file} ${mark}`, count - 1);
  }
  const checked = new Set([...found.sources.keys()].map((file) => nameOf(path, file)));
  const gone = [...left].filter(([key]) => checked.has(key.slice(0, key.lastIndexOf(' '))));
  return { fresh, gone: gone.reduce((sum, [, count]) => sum + count, 0) };
}

/** Writes the findings as they are now; those of files that were not checked stay. */
export function writeBaseline(path: string, found: Found): number {
  const next: { [file: string]: { [mark: string]: number } } = {};
  const checked = new Set([...found.sources.keys()].map((file) => nameOf(path, file)));
  for (const [file, marks] of Object.entries(readIfThere(path) ?? {}))
    if (!checked.has(file)) next[file] = { ...marks };
  const marks = marksOf(path, found);
  for (const { file, mark } of marks) {
    const own = (next[file] ??= {});
    own[mark] = (own[mark] ?? 0) + 1;
  }
  const findings = Object.fromEntries(Object.entries(next).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  writeWhole(path, `${JSON.stringify({ version: 1, findings }, undefined, 2)}\n`);
  return marks.length;
}

type Marked = { readonly file: string; readonly mark: string; readonly diagnostic: Diagnostic };

function marksOf(path: string, { diagnostics, sources }: Found): readonly Marked[] {
  return [...sources].flatMap(([file, text]) => {
    const own = diagnostics.filter((each) => each.file === file);
    const marks = own.length === 0 ? [] : fingerprints(own, text);
    return own.map((diagnostic, i) => ({ file: nameOf(path, file), mark: marks[i] ?? '', diagnostic }));
  });
}

/** Relative to the baseline, with slashes: the same file on every machine. */
function nameOf(path: string, file: string): string {
  return relative(dirname(resolve(path)), resolve(file)).replaceAll('\\', '/');
}

function read(path: string): Known {
  const known = readIfThere(path);
  if (known !== undefined) return known;
  throw new Failure(2, `there is no baseline ${path}; make it: --baseline ${path} --update-baseline`);
}

function readIfThere(path: string): Known | undefined {
  try {
    return parse(readFileSync(path, 'utf8'), path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function parse(text: string, path: string): Known {
  const wrong = (cause?: unknown): Failure =>
    new Failure(2, `${path} is no baseline; make a new one: remove it, then --baseline ${path} --update-baseline`, {
      cause,
    });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw wrong(cause);
  }
  if (!isObject(value) || value['version'] !== 1 || !isObject(value['findings'])) throw wrong();
  for (const marks of Object.values(value['findings']))
    if (!isObject(marks) || Object.values(marks).some((count) => !Number.isInteger(count))) throw wrong();
  return value['findings'] as Known;
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
