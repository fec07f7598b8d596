// What a plugin asks for, held against its last release.
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { PluginManifest } from '@configurable-agents/plugin-sdk';
import { readFolder } from '../../plugins/folder.ts';
import { packageOf } from '../../plugins/package.ts';
import { readTarball } from '../../plugins/tarball.ts';
import { clausesOf, widened } from '../../plugins/words.ts';
import { lastLines, runProgram } from '../program.ts';
import { failed, findingOf, passed, skipped } from './finding.ts';
import type { Outcome } from './finding.ts';
import type { Packed, Subject } from './subject.ts';

const FETCH_MS = 30_000;

/** The difference against the release that was named, or the one that npm has. */
export async function checkCapabilities(subject: Subject, { manifest }: Packed): Promise<Outcome> {
  const asked = clausesOf(manifest.capabilities);
  const asks = asked.length === 0 ? 'it asks for nothing' : `it may ${asked.join(', ')}`;
  const release = await lastRelease(subject);
  if (release.kind === 'wrong')
    return failed(findingOf(release.error, 'name a tarball or a folder of a release by --against'));
  if (release.kind === 'none') return skipped(`${release.why}; ${asks}`);
  return compared(release.manifest, manifest);
}

type Release =
  | { readonly kind: 'found'; readonly manifest: PluginManifest }
  | { readonly kind: 'none'; readonly why: string }
  | { readonly kind: 'wrong'; readonly error: unknown };

async function lastRelease({ found, against, scratch, signal }: Subject): Promise<Release> {
  try {
    if (against !== undefined) return { kind: 'found', manifest: await manifestIn(against) };
    const { name } = found.json;
    if (found.isPrivate || name === undefined) return { kind: 'none', why: 'it is never published' };
    const folder = join(scratch, 'release');
    mkdirSync(folder);
    const args = ['pack', '--ignore-scripts', '--loglevel=error', '--fetch-retries=0', '--', `${name}@latest`];
    const { status, output } = await runProgram('npm', args, { cwd: folder, timeoutMs: FETCH_MS, signal });
    const tarball = readdirSync(folder).find((file) => file.endsWith('.tgz'));
    if (status === 0 && tarball !== undefined)
      return { kind: 'found', manifest: await manifestIn(join(folder, tarball)) };
    const isUnknown = /\bE404\b/.test(output);
    return { kind: 'none', why: isUnknown ? 'npm knows no release' : `npm gave no release (${reasonIn(output)})` };
  } catch (error) {
    signal.throwIfAborted();
    return { kind: 'wrong', error };
  }
}

function reasonIn(output: string): string {
  const [, code] = /npm (?:error|ERR!) code (\w+)/.exec(output) ?? [];
  return code ?? (lastLines(output, 1) || 'it took too long');
}

async function manifestIn(path: string): Promise<PluginManifest> {
  if (existsSync(path) && statSync(path).isDirectory()) {
    const { manifest } = readFolder(path);
    if (manifest !== undefined) return manifest;
  }
  return packageOf(await readTarball(path), path).manifest;
}

/** More than before is for a version that says so: whoever installed the former one is asked again. Pure. */
export function compared(before: PluginManifest, after: PluginManifest): Outcome {
  const more = widened(before.capabilities, after.capabilities);
  const less = widened(after.capabilities, before.capabilities);
  const changes = [
    ...more.map((clause) => `may now ${clause}`),
    ...less.map((clause) => `no longer asks to ${clause}`),
  ];
  if (changes.length === 0) return passed(`as in ${before.version}`);
  const text = `since ${before.version} it ${changes.join(', ')}`;
  if (more.length === 0 || isRaised(before.version, after.version)) return passed(text);
  return failed({
    code: 'PLUGIN_CAPABILITY_WIDENED',
    message: `${text}, and its version is ${after.version}`,
    help: 'ask for less, or raise the minor or the major version: operators grant what is new before they get it',
  });
}

/** Whether a version says more than that mistakes were mended. */
function isRaised(before: string, after: string): boolean {
  const [[major = 0, minor = 0], [newMajor = 0, newMinor = 0]] = [numbersOf(before), numbersOf(after)];
  return newMajor > major || (newMajor === major && newMinor > minor);
}

function numbersOf(version: string): readonly number[] {
  return version.split('.').map((part) => Number.parseInt(part, 10) || 0);
}
