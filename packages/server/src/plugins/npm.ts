// npm, as a program of its own: it knows registries, proxies and tokens. Scripts of packages never run.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { RuntimeError } from '@configurable-agents/core';
import { npmSpec } from './reference.ts';
import type { Reference } from './reference.ts';

const TIMEOUT_MS = 120_000;
const QUIET = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--no-update-notifier'];

/** Fetches a package into a folder that is empty, and answers the tarball's path. Throws `PLUGIN_PACKAGE_INVALID`. */
export async function fetchPackage(
  reference: Extract<Reference, { kind: 'npm' }>,
  { cwd, folder }: { readonly cwd: string; readonly folder: string },
): Promise<string> {
  const spec = npmSpec(reference);
  await npm(['pack', ...QUIET, '--pack-destination', folder, '--', spec], { cwd, what: `fetch ${spec}` });
  const found = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (found === undefined) throw failed(`fetch ${spec}`, 'it wrote no tarball');
  return join(folder, found);
}

/**
 * Installs what a package depends on into its folder. npm does it elsewhere: it would look at development dependencies too, which nobody
 * may be able to fetch, and write beside files that must stay as they are. Throws `PLUGIN_PACKAGE_INVALID`.
 */
export async function installDependencies(
  folder: string,
  { name, dependencies }: { readonly name: string; readonly dependencies: { readonly [name: string]: string } },
): Promise<void> {
  const apart = mkdtempSync(join(dirname(folder), '.installing-'));
  try {
    writeFileSync(join(apart, 'package.json'), JSON.stringify({ private: true, dependencies }));
    await npm(['install', ...QUIET, '--omit=dev', '--omit=peer', '--legacy-peer-deps', '--prefer-offline'], {
      cwd: apart,
      what: `install the dependencies of ${name}`,
    });
    renameSync(join(apart, 'node_modules'), join(folder, 'node_modules'));
  } finally {
    rmSync(apart, { recursive: true, force: true });
  }
}

async function npm(
  args: readonly string[],
  { cwd, what }: { readonly cwd: string; readonly what: string },
): Promise<void> {
  const child = spawn('npm', args, { cwd, stdio: ['ignore', 'ignore', 'pipe'], timeout: TIMEOUT_MS });
  const closed = once(child, 'close') as Promise<[number | null, string | null]>;
  const said = text(child.stderr);
  let ended: readonly [number | null, string | null];
  try {
    ended = await closed;
  } catch (cause) {
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    throw failed(what, isMissing ? 'npm is not on the PATH' : String(cause), cause);
  }
  const [status, signal] = ended;
  if (status === 0) return;
  if (signal !== null) throw failed(what, `it took longer than ${TIMEOUT_MS / 1000} s`);
  const lines = (await said).split('\n').map((line) => line.replace(/^npm (?:error|ERR!) ?/, ''));
  const told = lines.filter((line) => line.trim() !== '' && !line.startsWith('A complete log'));
  throw failed(what, told.slice(0, 4).join(' ') || `it ended with ${status}`);
}

function failed(what: string, reason: string, cause?: unknown): RuntimeError {
  return new RuntimeError('PLUGIN_PACKAGE_INVALID', `npm could not ${what}: ${reason}`, { cause });
}
