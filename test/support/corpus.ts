// The corpus of mistakes: what people write who know another tool, one mistake a folder.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile, repair } from '@configurable-agents/compiler';
import type { Diagnostic } from '@configurable-agents/compiler';
import { eventSchemasOf } from '../../packages/server/src/config/event-schemas.ts';
import { firstPartyManifests } from './manifests.ts';
import { ROOT } from './markdown.ts';

/** `W101 6:5-6:7 repaired`, and below it what message or help must say; places are those of editors, ends exclusive. */
export type Expected = {
  readonly code: string;
  readonly place: string;
  readonly way: 'repaired' | 'by-hand';
  readonly says: string;
};

export type Mistake = {
  readonly name: string;
  readonly bad: string;
  readonly good: string;
  readonly expected: Expected;
};

export type Answer = {
  readonly diagnostics: readonly Diagnostic[];
  /** What is left after the safe fixes. */
  readonly left: readonly Diagnostic[];
  readonly twin: readonly Diagnostic[];
};

const FOLDER = join(ROOT, 'packages/compiler/test/corpus');

export function mistakes(): readonly Mistake[] {
  const folders = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders
    .map(({ name }) => name)
    .toSorted()
    .map((name) => {
      const read = (file: string): string => readFileSync(join(FOLDER, name, file), 'utf8');
      const found = /^(W\d{3}) (\S+) (repaired|by-hand)\n(.+)\n$/.exec(read('expected'));
      if (found === null) throw new Error(`${name}/expected has another form`);
      const [, code = '', place = '', way, says = ''] = found;
      const expected = { code, place, way: way === 'repaired' ? way : 'by-hand', says } as const;
      return { name, bad: read('bad.yaml'), good: read('good.yaml'), expected };
    });
}

/** Answers mistakes as `validate` with the plugins of this repository does. */
export async function openAnswers(): Promise<(mistake: Mistake) => Answer> {
  const plugins = await firstPartyManifests();
  const options = { file: 'workflow.yaml', plugins, eventSchemas: eventSchemasOf(plugins) };
  const check = (text: string): readonly Diagnostic[] => compile(text, options).diagnostics;
  return ({ bad, good }) => ({
    diagnostics: check(bad),
    left: repair(bad, { check, file: options.file }).diagnostics,
    twin: check(good),
  });
}

export function placeOf({ line, column, end_line: endLine, end_column: endColumn }: Diagnostic): string {
  return `${line}:${column}-${endLine}:${endColumn}`;
}

/** Whether the answer is the one finding at its exact place, and says the way out. */
export function isLocated({ expected }: Mistake, { diagnostics }: Answer): boolean {
  const [only, ...others] = diagnostics;
  return only !== undefined && others.length === 0 && only.code === expected.code && placeOf(only) === expected.place;
}

export function isNamed({ expected }: Mistake, { diagnostics: [only] }: Answer): boolean {
  return `${only?.message}; ${only?.help ?? ''}`.includes(expected.says);
}
