// Checks again whenever a file changes, until the command is interrupted.
import { watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Editors write a file in several steps; one check after the last of them is enough. */
const QUIET_MS = 100;

export type Watched = {
  readonly files: readonly string[];
  /** Folders in which files may appear, with all below them. */
  readonly folders: readonly string[];
  /** Files that count, by their path below what is watched; default: YAML. */
  readonly matches?: RegExp;
};

/**
 * Checks, and again after each change; checks never overlap, and no change between two of them is missed. Ends when the signal aborts, after
 * the check that is under way; without one it does not end.
 */
export async function watchFiles({
  choose,
  check,
  signal,
}: {
  readonly choose: () => Watched;
  readonly check: () => Promise<void>;
  readonly signal?: AbortSignal;
}): Promise<void> {
  let isStale = false;
  let wake = (): void => {};
  let timer: NodeJS.Timeout | undefined;
  const onChange = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      isStale = true;
      wake();
    }, QUIET_MS);
  };
  let watchers: readonly FSWatcher[] = [];
  signal?.addEventListener('abort', () => wake());
  while (!isAborted(signal)) {
    isStale = false;
    const before = watchers;
    watchers = open(choose(), onChange);
    for (const watcher of before) watcher.close();
    await check();
    // eslint-disable-next-line typescript/no-unnecessary-condition -- a timer sets it
    if (!isStale && !isAborted(signal)) await new Promise<void>((done) => (wake = done));
  }
  clearTimeout(timer);
  for (const watcher of watchers) watcher.close();
}

/** Asked again after a wait, in which it may have become true. */
function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

function open({ files, folders, matches = /\.ya?ml$/ }: Watched, onChange: () => void): readonly FSWatcher[] {
  const deep = new Set(folders.map((folder) => resolve(folder)));
  const flat = new Set(files.map((file) => dirname(resolve(file))).filter((folder) => !deep.has(folder)));
  return [...deep, ...flat].map((folder) => {
    const watcher = watch(folder, { recursive: deep.has(folder) }, (_event, name) => {
      if (name === null || matches.test(name)) onChange();
    });
    // A folder that goes is a change like any other.
    return watcher.on('error', onChange);
  });
}
