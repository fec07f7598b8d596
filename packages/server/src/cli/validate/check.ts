// The check of one set of files: read, compiled, repaired where that is asked for.
import { readFileSync } from 'node:fs';
import { compile, repair } from '@configurable-agents/compiler';
import type { Applicability, CompileOptions, Diagnostic, GraphBounds } from '@configurable-agents/compiler';
import { readSource } from '../source.ts';
import { writeWhole } from './write.ts';

export type Checked = {
  readonly sources: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
  readonly repaired: readonly Diagnostic[];
  /** The worst case of each file that is right, where `compile.limits` asks for it. */
  readonly bounds: ReadonlyMap<string, GraphBounds>;
};

export type CheckOptions = {
  readonly compile: Omit<CompileOptions, 'file'>;
  /** Kinds of fixes to apply. */
  readonly apply: readonly Applicability[];
  /** Files are left as they are. */
  readonly isDry: boolean;
  /** Told after each file. */
  readonly progress: (done: number, all: number) => void;
};

/** Checks files, and writes those that it repairs. Standard input is `<stdin>`, and is never written. */
export async function checkFiles(files: readonly string[], options: CheckOptions): Promise<Checked> {
  const sources = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  const repaired: Diagnostic[] = [];
  const bounds = new Map<string, GraphBounds>();
  for (const [i, name] of files.entries()) {
    const file = name === '-' ? '<stdin>' : name;
    const source = await readSource(name);
    const check = (text: string): readonly Diagnostic[] => {
      const result = compile(text, { ...options.compile, file, checkOnly: true });
      if (result.bounds === undefined) bounds.delete(file);
      else bounds.set(file, result.bounds);
      return result.diagnostics;
    };
    if (options.apply.length === 0 || !isWritable(name, source)) {
      sources.set(file, source);
      diagnostics.push(...check(source));
    } else {
      const done = repair(source, { check, file, apply: options.apply });
      if (done.text !== source && !options.isDry) writeWhole(name, done.text);
      sources.set(file, options.isDry ? source : done.text);
      diagnostics.push(...(options.isDry ? check(source) : done.diagnostics));
      repaired.push(...done.repaired);
    }
    options.progress(i + 1, files.length);
  }
  return { sources, diagnostics, repaired, bounds };
}

/** What does not come back from text as the same bytes is never written. */
function isWritable(name: string, source: string): boolean {
  return name !== '-' && Buffer.from(source).equals(readFileSync(name));
}
