// Files are read below a folder only, by real path: neither `..` nor a symbolic link leads out, also not one that comes in between.
import { closeSync, constants, fstatSync, openSync, readFileSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';

/** What is there below a folder. `real` is the file's real path. */
export type Inside =
  | { readonly kind: 'file'; readonly real: string; readonly bytes: Buffer }
  | { readonly kind: 'outside' | 'missing' | 'folder' | 'not-a-file' }
  | { readonly kind: 'large'; readonly size: number }
  | { readonly kind: 'unreadable'; readonly cause: unknown };

/**
 * Reads a file of at most `mostBytes` below a folder.
 *
 * @example
 * readInside('/srv/workflows', '../etc/passwd', 1000); // { kind: 'outside' }
 */
export function readInside(folder: string, path: string, mostBytes: number): Inside {
  // Before any look at the disk: what lies outside is not even said to exist.
  if (!isInside(folder, resolve(folder, path))) return { kind: 'outside' };
  try {
    const root = realpathSync(folder);
    const real = realpathSync(resolve(root, path));
    return isInside(root, real) ? read(real, { root, mostBytes }) : { kind: 'outside' };
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    return code === 'ENOENT' || code === 'ENOTDIR' ? { kind: 'missing' } : { kind: 'unreadable', cause };
  }
}

function isInside(root: string, path: string): boolean {
  const from = relative(root, path);
  return from !== '' && from !== '..' && !from.startsWith(`..${sep}`) && !isAbsolute(from);
}

function read(real: string, { root, mostBytes }: { readonly root: string; readonly mostBytes: number }): Inside {
  // The path is resolved; a link put there since then is not followed. Opening a pipe must not wait for its writer.
  const file = openSync(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    // A folder on the way may have become a link since then: what counts is where the file is that was opened.
    const place = placeOf(file, real);
    if (place === undefined || !isInside(root, place)) return { kind: 'outside' };
    const stat = fstatSync(file);
    if (!stat.isFile()) return { kind: stat.isDirectory() ? 'folder' : 'not-a-file' };
    if (stat.size > mostBytes) return { kind: 'large', size: stat.size };
    return { kind: 'file', real, bytes: readFileSync(file) };
  } finally {
    closeSync(file);
  }
}

/** Where an open file is. Without `/proc` the path is looked at once more; undefined where another file is there by now. */
function placeOf(file: number, path: string): string | undefined {
  try {
    return readlinkSync(`/proc/self/fd/${file}`);
  } catch {
    const [opened, there] = [fstatSync(file), statSync(path)];
    return opened.ino === there.ino && opened.dev === there.dev ? realpathSync(path) : undefined;
  }
}
