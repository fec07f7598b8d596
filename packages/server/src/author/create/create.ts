// A new plugin on the disk: the template is read, the project written, all of it or nothing.
import { existsSync, globSync, mkdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { authorFailure } from '../failure.ts';
import type { LockEntries, LockEntry } from './lock.ts';
import type { Kind } from './name.ts';
import { findOrigin, SDK, SERVER } from './origin.ts';
import type { Origin } from './origin.ts';
import { projectFiles } from './project.ts';
import type { ProjectFile } from './project.ts';

export type Created = { readonly dir: string; readonly origin: Origin['kind']; readonly files: readonly string[] };

type How = { readonly name: string; readonly kind: Kind; readonly dir: string; readonly version: string };

/** Makes the folder of a new plugin. Throws `PLUGIN_FOLDER_EXISTS` where there is something already. */
export function createPlugin({ name, kind, dir, version }: How): Created {
  const target = resolve(dir);
  if (existsSync(target)) {
    const what = statSync(target).isDirectory() ? 'a folder' : 'a file';
    const other = join(dirname(dir), `${basename(dir)}-2`);
    const problem = `${dir} is ${what} already, and nothing is written over; name another: --dir ${other}`;
    throw authorFailure(2, 'PLUGIN_FOLDER_EXISTS', problem);
  }
  const origin = findOrigin(version);
  try {
    mkdirSync(target, { recursive: true });
    const files = projectFiles({
      name,
      dir: posixPath(realpathSync(target)),
      origin: posixOrigin(origin),
      files: [...templateFiles('common'), ...templateFiles(join('kinds', kind))],
      tools: JSON.parse(readTemplate('lock.json')) as LockEntries,
      linked: origin.kind === 'checkout' ? linkedPackages(origin) : {},
    });
    for (const { path, text } of files) {
      mkdirSync(dirname(join(target, path)), { recursive: true });
      writeFileSync(join(target, path), text);
    }
    return { dir: target, origin: origin.kind, files: files.map(({ path }) => path).toSorted() };
  } catch (cause) {
    rmSync(target, { recursive: true, force: true });
    const why = cause instanceof Error ? cause.message : String(cause);
    throw authorFailure(3, 'PLUGIN_PACKAGE_INVALID', `the plugin cannot be written to ${dir}: ${why}`, cause);
  }
}

const TEMPLATE = join(dirname(fileURLToPath(import.meta.resolve('#package'))), 'template');

function readTemplate(path: string): string {
  return readFileSync(join(TEMPLATE, path), 'utf8');
}

function templateFiles(folder: string): readonly ProjectFile[] {
  return globSync('**/*', { cwd: join(TEMPLATE, folder) })
    .filter((path) => statSync(join(TEMPLATE, folder, path)).isFile())
    .toSorted()
    .map((path) => ({ path: posixPath(path), text: readTemplate(join(folder, path)) }));
}

/** What a lock file says of a linked package. */
function linkedPackages({ sdk, server }: Extract<Origin, { kind: 'checkout' }>): {
  readonly [name: string]: LockEntry;
} {
  const entryOf = (folder: string): LockEntry => {
    const json = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { readonly [key: string]: unknown };
    const keys = [
      'name',
      'version',
      'license',
      'dependencies',
      'bin',
      'engines',
      'peerDependencies',
      'peerDependenciesMeta',
    ];
    return Object.fromEntries(keys.filter((key) => Object.hasOwn(json, key)).map((key) => [key, json[key]]));
  };
  return { [SDK]: entryOf(sdk), [SERVER]: entryOf(server) };
}

function posixOrigin(origin: Origin): Origin {
  if (origin.kind === 'checkout') return { ...origin, sdk: posixPath(origin.sdk), server: posixPath(origin.server) };
  return origin.kind === 'installed' ? { ...origin, root: posixPath(origin.root) } : origin;
}

function posixPath(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}
