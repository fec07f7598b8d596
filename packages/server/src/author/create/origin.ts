// Where the SDK and the command of this process come from: a new plugin gets the same ones.
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LockEntries } from './lock.ts';

export const SDK = '@configurable-agents/plugin-sdk';
export const SERVER = '@configurable-agents/server';

export type Origin =
  /** A checkout, whose packages are linked. `isSource`: they are not built, so that TypeScript is what runs. */
  | { readonly kind: 'checkout'; readonly sdk: string; readonly server: string; readonly isSource: boolean }
  /** Installed in a folder, whose lock file of npm says what came with it. */
  | { readonly kind: 'installed'; readonly version: string; readonly root: string; readonly entries: LockEntries }
  /** Installed for the whole machine: the command is on the PATH, and nothing says from where it came. */
  | { readonly kind: 'global'; readonly version: string };

/** What this process runs with. */
export function findOrigin(version: string): Origin {
  const entry = realpathSync(fileURLToPath(import.meta.resolve(SDK)));
  const server = realpathSync(dirname(fileURLToPath(import.meta.resolve('#package'))));
  const below = `${sep}node_modules${sep}${SDK.replace('/', sep)}${sep}`;
  const at = entry.lastIndexOf(below);
  if (at === -1) return { kind: 'checkout', sdk: dirname(dirname(entry)), server, isSource: entry.endsWith('.ts') };
  const root = entry.slice(0, at);
  // The lock file of the project knows packages for other machines too; npm's own only those that are here.
  const locks = ['package-lock.json', join('node_modules', '.package-lock.json')].map((path) => join(root, path));
  const entries = locks.map(entriesIn).find((found) => Object.hasOwn(found, `node_modules/${SDK}`));
  return entries === undefined ? { kind: 'global', version } : { kind: 'installed', version, root, entries };
}

function entriesIn(lock: string): LockEntries {
  if (!existsSync(lock)) return {};
  const { packages = {} } = JSON.parse(readFileSync(lock, 'utf8')) as { readonly packages?: LockEntries };
  return packages;
}
