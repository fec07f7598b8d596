// What a `.mocharc` says of a run. JSON is YAML too.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const SOURCE = 'conditions=@configurable-agents/source';

export type Config = {
  readonly files: readonly string[];
  readonly nodeOptions: readonly string[];
  readonly timeoutMs: number;
};

type Written = {
  readonly spec: readonly string[];
  readonly ignore?: readonly string[];
  readonly 'node-option': readonly string[];
  readonly timeout: number;
};

/** Files stand in the order of `spec`. */
export function readConfig(path: string, root: string): Config {
  const { spec, ignore = [], 'node-option': options, timeout } = parse(readFileSync(path, 'utf8')) as Written;
  const left = new Set(ignore.flatMap((pattern) => found(pattern, root)));
  const files = [...new Set(spec.flatMap((pattern) => found(pattern, root)))].filter((file) => !left.has(file));
  const preloads = ['compile-cache.mjs', ...(options.includes(SOURCE) ? ['one-typebox.mjs'] : [])];
  return {
    files,
    // By their whole paths: a test may be in another folder when it starts a thread.
    nodeOptions: [...options, ...preloads.map((name) => `require=${join(root, 'test', 'support', name)}`)].map(
      (option) => `--${option}`,
    ),
    timeoutMs: timeout,
  };
}

/** A pattern that finds nothing is one that was forgotten as files moved. */
function found(pattern: string, root: string): readonly string[] {
  const files = globSync(pattern, { cwd: root, exclude: ['**/node_modules/**'] }).toSorted();
  if (files.length === 0) throw new Error(`${pattern} names no file`);
  return files;
}
