// What of a package is watched. Pure but for the look at what is there.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Watched } from '../../cli/validate/watch.ts';

/** Sources, workflows and settings; not what a round itself writes, nor what editors write beside a file. */
export const SOURCES: RegExp =
  /(?:^|[\\/])(?!\.|plugin\.json$|package-lock\.json$)[^\\/]+\.(?:[cm]?[jt]sx?|json|ya?ml)$/;

/** The folders of sources with all below them, and the files beside package.json. */
export function watchedOf(dir: string, workflow: string): Watched {
  const folders = [join(dir, 'src'), dirname(workflow)].filter((folder) => folder !== dir && existsSync(folder));
  return { folders, files: [join(dir, 'package.json')], matches: SOURCES };
}
