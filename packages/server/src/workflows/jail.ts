// Files of workflows are read only inside the workflows folder, by real path: `..` and symbolic links do not lead out.
import { closeSync, constants, fstatSync, openSync, readFileSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { Problem } from '../problem.ts';

const MAX_BYTES = 4 * 1024 * 1024;

/** A workflow file inside the folder: its path as shown, its real path and its text. */
export type WorkflowFile = { readonly shown: string; readonly path: string; readonly source: string };

/** Reads a file of the workflows folder (`root` is a real path). 403 outside of it, also through a link; 404 when missing. */
export function readInside(root: string, configPath: string): WorkflowFile {
  if (configPath === '' || configPath.includes('\0')) {
    throw new Problem(422, 'CONFIG_PATH_INVALID', '`config_path` must be the path of a workflow file');
  }
  const wanted = resolve(root, configPath);
  // Before any look at the disk: what lies outside is not even said to exist.
  if (!isInside(root, wanted)) throw outside(configPath);
  const path = realPathOf(wanted, configPath);
  if (!isInside(root, path)) throw outside(configPath);
  return { shown: relative(root, wanted), path, source: read(path, { root, shown: configPath }) };
}

function isInside(root: string, path: string): boolean {
  const from = relative(root, path);
  return from !== '' && from !== '..' && !from.startsWith(`..${sep}`) && !isAbsolute(from);
}

function realPathOf(path: string, shown: string): string {
  try {
    return realpathSync(path);
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT' || codeOf(cause) === 'ENOTDIR') {
      throw new Problem(404, 'CONFIG_PATH_NOT_FOUND', `there is no file ${shown} in the workflows folder`, { cause });
    }
    throw unreadable(shown, cause);
  }
}

function read(path: string, { root, shown }: { readonly root: string; readonly shown: string }): string {
  let file: number;
  try {
    // The path is resolved; a link put there since then is not followed. Opening a pipe must not wait for its writer.
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (cause) {
    throw unreadable(shown, cause);
  }
  try {
    // A folder on the way may have become a link since then: what counts is where the file is that was opened.
    const place = placeOf(file, path);
    if (place === undefined || !isInside(root, place)) throw outside(shown);
    const stat = fstatSync(file);
    if (!stat.isFile()) {
      throw new Problem(
        422,
        'CONFIG_PATH_INVALID',
        `${shown} is ${stat.isDirectory() ? 'a folder' : 'not a file'}; name a workflow file`,
      );
    }
    if (stat.size > MAX_BYTES) {
      throw new Problem(
        422,
        'CONFIG_PATH_INVALID',
        `${shown} has ${stat.size} bytes; a workflow file has at most ${MAX_BYTES}`,
      );
    }
    return readFileSync(file, 'utf8');
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

function outside(shown: string): Problem {
  return new Problem(
    403,
    'PATH_OUTSIDE_WORKFLOWS_DIR',
    `${JSON.stringify(shown)} is outside the workflows folder; move the file there, or start the server with --workflows-dir`,
  );
}

function unreadable(shown: string, cause: unknown): Problem {
  return new Problem(422, 'CONFIG_PATH_INVALID', `${shown} cannot be read: ${codeOf(cause) ?? 'unknown error'}`, {
    cause,
  });
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
