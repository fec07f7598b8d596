// The package as others get it: packed out of a copy, so that nothing of the folder changes, and installed where nothing else is.
import { cpSync, existsSync, mkdirSync, readdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installDependencies } from '../../plugins/npm.ts';
import { packageOf } from '../../plugins/package.ts';
import { linkPeers } from '../../plugins/store.ts';
import { readTarball } from '../../plugins/tarball.ts';
import { buildManifest } from '../manifest-file.ts';
import { readPackage } from '../package.ts';
import { lastLines, runProgram } from '../program.ts';
import { failed, findingOf, passed } from './finding.ts';
import type { Outcome } from './finding.ts';
import type { Packed, Subject } from './subject.ts';

const PACK_MS = 120_000;
const SHOWN_LINES = 20;
const LEFT_OUT = new Set(['node_modules', '.git', '.configurable-agents']);

/** Packs and loads the package; `packed` is there where that went well. */
export async function checkPackage(subject: Subject): Promise<{ readonly outcome: Outcome; readonly packed?: Packed }> {
  const { found, scratch } = subject;
  const copy = copied(found.dir, join(scratch, 'copy'));
  const args = ['pack', '--silent', '--pack-destination', scratch];
  const run = { cwd: copy, timeoutMs: PACK_MS, signal: subject.signal, path: [commandFolder(scratch)] };
  const { status, output } = await runProgram('npm', args, run);
  const tarball = readdirSync(scratch).find((name) => name.endsWith('.tgz'));
  if (status !== 0 || tarball === undefined) {
    const outcome = failed({
      code: 'PLUGIN_PACK_FAILED',
      message: `npm pack ended with ${status ?? 'a signal'}, in a copy of the folder`,
      help: 'run `npm pack --dry-run` and mend what it says; its script `prepack` builds the package',
      detail: lastLines(output, SHOWN_LINES),
    });
    return { outcome };
  }
  try {
    const packed = await installed(join(scratch, tarball), subject);
    return { packed, outcome: passed(`${packed.files} files; it loads in a clean folder`) };
  } catch (error) {
    const help = 'see what is packed by `npm pack --dry-run`: `files` of package.json names it, `exports` the module';
    return { outcome: failed(findingOf(error, help)) };
  }
}

/** What was installed is used where it is: scripts may start its programs. */
function copied(dir: string, to: string): string {
  cpSync(dir, to, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => path === dir || !LEFT_OUT.has(basename(path)),
  });
  const modules = join(dir, 'node_modules');
  if (existsSync(modules)) symlinkSync(realpathSync(modules), join(to, 'node_modules'), 'junction');
  return to;
}

/** A folder with this very command, for scripts of a package that has not installed it. */
function commandFolder(scratch: string): string {
  const folder = join(scratch, 'bin');
  const command = join(dirname(fileURLToPath(import.meta.resolve('#package'))), 'bin', 'configurable-agents.js');
  mkdirSync(folder);
  symlinkSync(command, join(folder, 'configurable-agents'));
  return folder;
}

async function installed(tarball: string, { found, scratch }: Subject): Promise<Packed> {
  const files = await readTarball(tarball);
  const { json } = packageOf(files, found.shown);
  const modules = join(scratch, 'clean', 'node_modules');
  const folder = join(modules, json.name ?? 'plugin');
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  if (Object.keys(json.dependencies).length > 0) {
    await installDependencies(folder, { name: json.name ?? found.shown, dependencies: json.dependencies });
  }
  linkPeers(dirname(modules));
  const { manifest, text } = await buildManifest({ ...readPackage(folder), shown: found.shown });
  let bytes = 0;
  for (const each of files.values()) bytes += each.length;
  return { manifest, manifestText: text, specifier: readPackage(folder).specifier, files: files.size, bytes };
}
