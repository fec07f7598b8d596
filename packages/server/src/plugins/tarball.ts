// A tarball, read with limits: nothing is written before the last byte of it was looked at.
import { createReadStream, statSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { RuntimeError } from '@configurable-agents/core';
import { Parser } from 'tar';
import type { ReadEntry } from 'tar';
import type { PackageFiles } from './integrity.ts';
import { MAX_BYTES, MAX_FILES, MAX_NAME, MAX_PATH, MAX_TARBALL_BYTES } from './limits.ts';
import { packageInvalid } from './package.ts';
import { mayBePacked } from './packlist.ts';

/** Headers, padding and the end of an archive of that many files. */
const MAX_UNPACKED = MAX_BYTES + MAX_FILES * 2048;
const MAX_META_BYTES = 64 * 1024;
const MAGIC_BYTES = 4;

/**
 * The files of a gzipped tarball, by their paths below its one folder, without what npm never packs. Throws `PLUGIN_PACKAGE_INVALID` for
 * what no package holds (`..`, absolute names, links, devices, a name twice), `PLUGIN_TOO_LARGE` as soon as it is too much.
 */
export async function readTarball(path: string): Promise<PackageFiles> {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw packageInvalid(path, 'is not there');
  if (!stat.isFile()) throw packageInvalid(path, 'is no file');
  if (stat.size > MAX_TARBALL_BYTES) throw tarballTooLarge(path);
  const collected = collector(path);
  const parser = new Parser({ strict: true, maxMetaEntrySize: MAX_META_BYTES, onReadEntry: collected.take });
  let failure: unknown;
  parser.on('error', (error: unknown) => (failure ??= error));
  parser.on('ignoredEntry', collected.take);
  const compressed = createReadStream(path);
  const unpacked = createGunzip();
  compressed.on('error', (error) => unpacked.destroy(error));
  let bytes = 0;
  let head: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of compressed.pipe(unpacked) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > MAX_UNPACKED) throw tarballTooLarge(path);
      // The parser would unpack a second time, and nobody would count.
      if (head.length < MAGIC_BYTES) {
        head = Buffer.concat([head, chunk]).subarray(0, MAGIC_BYTES);
        if (isCompressed(head)) throw packageInvalid(path, 'is compressed twice');
      }
      // Entries are taken as they come, so that there is nothing to wait for.
      parser.write(chunk);
      collected.assertFine();
      if (failure !== undefined) throw failure;
    }
    parser.end();
    if (failure !== undefined) throw failure;
    return collected.done();
  } catch (error) {
    throw error instanceof RuntimeError
      ? error
      : packageInvalid(path, `is no gzipped tarball: ${reasonOf(error)}`, error);
  } finally {
    compressed.destroy();
    unpacked.destroy();
  }
}

/** Gzip, and Zstandard. */
function isCompressed(head: Buffer): boolean {
  return head.subarray(0, 2).toString('hex') === '1f8b' || head.toString('hex') === '28b52ffd';
}

type Collector = {
  readonly take: (entry: ReadEntry) => void;
  /** Throws what was found wrong with an entry: the parser's events are no place to throw. */
  readonly assertFine: () => void;
  readonly done: () => PackageFiles;
};

function collector(where: string): Collector {
  const files = new Map<string, Uint8Array>();
  const taken = new Set<string>();
  let [top, bytes, count]: [string | undefined, number, number] = [undefined, 0, 0];
  let failure: RuntimeError | undefined;

  function check(entry: ReadEntry): string | undefined {
    const { type, path: name, size } = entry;
    const shown = JSON.stringify(name.length > MAX_NAME ? `${name.slice(0, MAX_NAME)}…` : name);
    if (
      type !== 'File' &&
      type !== 'OldFile' &&
      type !== 'ContiguousFile' &&
      type !== 'Directory' &&
      type !== 'GNUDumpDir'
    )
      throw packageInvalid(where, `holds ${shown}, which is a ${type}; packages hold files and folders only`);
    const problem = problemOf(name);
    if (problem !== undefined) throw packageInvalid(where, `holds the name ${shown}, which ${problem}`);
    const [first = '', ...rest] = name.split('/').filter((step) => step !== '');
    top ??= first;
    if (first !== top) throw packageInvalid(where, `holds ${shown} beside the folder ${JSON.stringify(top)}`);
    if (++count > MAX_FILES) throw tarballTooLarge(where);
    if (type === 'Directory' || type === 'GNUDumpDir') return undefined;
    bytes += size;
    if (bytes > MAX_BYTES) throw tarballTooLarge(where);
    const path = rest.join('/');
    if (path === '') throw packageInvalid(where, `holds the file ${shown} beside its folder`);
    // Some file systems know one name for both.
    const folded = path.normalize('NFC').toLowerCase();
    if (taken.has(folded)) throw packageInvalid(where, `holds ${shown} twice`);
    taken.add(folded);
    return mayBePacked(path) ? path : undefined;
  }

  return {
    take: (entry) => {
      let path: string | undefined;
      try {
        if (failure === undefined) path = check(entry);
      } catch (error) {
        failure = error as RuntimeError;
      }
      if (path === undefined || failure !== undefined) {
        entry.resume();
        return;
      }
      const chunks: Buffer[] = [];
      const found = path;
      entry.on('data', (chunk: Buffer) => chunks.push(chunk));
      entry.on('end', () => files.set(found, Buffer.concat(chunks)));
    },
    assertFine: () => {
      if (failure !== undefined) throw failure;
    },
    done: () => {
      if (failure !== undefined) throw failure;
      if (files.size === 0) throw packageInvalid(where, 'is empty');
      return files;
    },
  };
}

/** Why a name of an archive is not taken. */
function problemOf(name: string): string | undefined {
  if (name.length > MAX_PATH) return `is longer than ${MAX_PATH} characters`;
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/.test(name)) return 'holds a control character';
  if (name.startsWith('/') || /^[a-z]:/i.test(name)) return 'is absolute';
  if (/[\\:*?"<>|]/.test(name)) return 'holds a character that not every file system takes';
  const steps = name.replace(/\/$/, '').split('/');
  if (steps.some((step) => step === '..' || step === '.')) return 'leads out of its folder';
  if (steps.some((step) => step === '' || step.length > MAX_NAME)) return 'has a step that is empty or too long';
  return undefined;
}

function tarballTooLarge(where: string): RuntimeError {
  return new RuntimeError(
    'PLUGIN_TOO_LARGE',
    `the plugin package ${where} is too large: ${MAX_TARBALL_BYTES / 1024 / 1024} MiB packed, ${MAX_BYTES / 1024 / 1024} MiB unpacked and ${MAX_FILES} files are taken at most`,
  );
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
