// The package that an author works on. Its code is not run here.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parsePackageJson } from '../plugins/package.ts';
import type { PackageJson } from '../plugins/package.ts';
import { authorFailure } from './failure.ts';
import { quoted } from '../cli/quoted.ts';

export type AuthorPackage = {
  /** As it was named. */
  readonly shown: string;
  /** Absolute. */
  readonly dir: string;
  readonly json: PackageJson;
  readonly scripts: { readonly [name: string]: string };
  /** Whether it is never published. */
  readonly isPrivate: boolean;
  /** Absolute URL of the module that exports `plugin`. */
  readonly specifier: string;
};

/** Reads package.json of a folder. Throws `PLUGIN_PACKAGE_INVALID`. */
export function readPackage(shown: string): AuthorPackage {
  const dir = resolve(shown);
  const path = join(dir, 'package.json');
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) {
    const what = existsSync(dir) ? 'has no package.json' : 'is not there';
    const way = 'name the folder of a plugin, or make one: configurable-agents plugins create NAME';
    throw authorFailure(2, 'PLUGIN_PACKAGE_INVALID', `${shown} ${what}; ${way}`);
  }
  const bytes = readFileSync(path);
  const json = parsePackageJson(bytes, shown);
  const { scripts, private: isPrivate } = JSON.parse(bytes.toString()) as {
    readonly scripts?: { readonly [name: string]: string };
    readonly private?: boolean;
  };
  return {
    shown,
    dir,
    json,
    scripts: scripts ?? {},
    isPrivate: isPrivate === true,
    specifier: pathToFileURL(join(dir, json.entry)).href,
  };
}

/** Throws `PLUGIN_NOT_BUILT` where the module that package.json names is not there. */
export function assertBuilt({ shown, dir, json, scripts }: AuthorPackage): void {
  if (existsSync(join(dir, json.entry))) return;
  const script = ['build', 'compile', 'prepack'].find((name) => Object.hasOwn(scripts, name));
  const where = shown === '.' ? '' : `cd ${quoted(shown)} && `;
  const way = script === undefined ? 'compile it, or mend `exports`' : `compile it: ${where}npm run ${script}`;
  throw authorFailure(
    1,
    'PLUGIN_NOT_BUILT',
    `${shown} names the module ${json.entry} in package.json, and it is not there; ${way}`,
  );
}
