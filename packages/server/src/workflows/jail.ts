// Files of workflows are read inside the workflows folder only.
import { relative, resolve } from 'node:path';
import { readInside as readBelow } from '@configurable-agents/core';
import type { Inside } from '@configurable-agents/core';
import { Problem } from '../problem.ts';

const MAX_BYTES = 4 * 1024 * 1024;

/** A workflow file inside the folder: its path as shown, its real path and its text. */
export type WorkflowFile = { readonly shown: string; readonly path: string; readonly source: string };

/** Reads a file of the workflows folder (`root` is a real path). 403 outside of it, also through a link; 404 when missing. */
export function readInside(root: string, configPath: string): WorkflowFile {
  if (configPath === '' || configPath.includes('\0'))
    throw invalid('`config_path` must be the path of a workflow file');
  const found = readBelow(root, configPath, MAX_BYTES);
  if (found.kind !== 'file') throw refusal(found, configPath);
  return { shown: relative(root, resolve(root, configPath)), path: found.real, source: found.bytes.toString('utf8') };
}

function refusal(found: Exclude<Inside, { readonly kind: 'file' }>, shown: string): Problem {
  switch (found.kind) {
    case 'outside':
      return new Problem(
        403,
        'PATH_OUTSIDE_WORKFLOWS_DIR',
        `${JSON.stringify(shown)} is outside the workflows folder; move the file there, or start the server with --workflows-dir`,
      );
    case 'missing':
      return new Problem(404, 'CONFIG_PATH_NOT_FOUND', `there is no file ${shown} in the workflows folder`);
    case 'folder':
      return invalid(`${shown} is a folder; name a workflow file`);
    case 'not-a-file':
      return invalid(`${shown} is not a file; name a workflow file`);
    case 'large':
      return invalid(`${shown} has ${found.size} bytes; a workflow file has at most ${MAX_BYTES}`);
    case 'unreadable':
      return invalid(`${shown} cannot be read: ${codeOf(found.cause)}`, found.cause);
  }
}

function invalid(message: string, cause?: unknown): Problem {
  return new Problem(422, 'CONFIG_PATH_INVALID', message, { cause });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
