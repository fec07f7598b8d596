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
};

/** Checks, and again after each change; checks never overlap, and no change between two of them is missed. Does not end. */
export async function watchFiles({
  choose,
  check,
}: {
  readonly choose: () => Watched;
  readonly check: () => Promise<void>;
}): Promise<never> {
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
  for (;;) {
    isStale = false;
    const before = watchers;
    watchers = open(choose(), onChange);
    for (const watcher of before) watcher.close();
    await check();
    // eslint-disable-next-line typescript/no-unnecessary-condition -- a timer sets it
    if (!isStale) await new Promise<void>((done) => (wake = done));
  }
}

function open({ files, folders }: Watched, onChange: () => void): readonly FSWatcher[] {
  const deep = new Set(folders.map((folder) => resolve(folder)));
  const flat = new Set(files.map((file) => dirname(resolve(file))).filter((folder) => !deep.has(folder)));
  return [...deep, ...flat].map((folder) => {
    const watcher = watch(folder, { recursive: deep.has(folder) }, (_event, name) => {
      if (name === null || /\.ya?ml$/.test(name)) onChange();
    });
    // A folder that goes is a change like any other.
    return watcher.on('error', onChange);
  });
}
