// Where the peers are installed: on demand, outside of the workspaces, with a lock of their own.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, 'peers');

/** A folder with the peers installed as the lock says; one that is there is used again. Undefined where it cannot be made. */
export function peersFolder(): string | undefined {
  const lock = readFileSync(join(FOLDER, 'package-lock.json'));
  const name = `configurable-agents-bench-peers-${createHash('sha256').update(lock).digest('hex').slice(0, 12)}`;
  const folder = join(tmpdir(), name);
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(FOLDER)) copyFileSync(join(FOLDER, file), join(folder, file));
  if (existsSync(join(folder, 'node_modules', '.package-lock.json'))) return folder;
  try {
    execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'pipe' });
    return folder;
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim().split('\n')[0] : '';
    console.error(`the peers could not be installed, so they are not measured: npm ci: ${said}`);
    return undefined;
  }
}

/** A peer with its version, as it was installed. */
export function versioned(folder: string, name: string): string {
  const text = readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8');
  return `${name} ${(JSON.parse(text) as { readonly version: string }).version}`;
}
