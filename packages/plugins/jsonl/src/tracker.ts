// The tracker's `record`: which facts are in the file already, and what is said where they cannot be.
import { isAbsolute } from 'node:path';
import { RetryableError } from '@configurable-agents/plugin-sdk';
import type { Json, JsonObject, TrackedFact, TrackerContext } from '@configurable-agents/plugin-sdk';
import { openLogFile } from './file.ts';
import type { LogFile } from './file.ts';
import { lineOf, REDACTED } from './line.ts';

type Record = (batch: readonly TrackedFact[], context: TrackerContext) => Promise<void>;

/** For tests: opens the file. */
export type TrackerOptions = { readonly openFile?: typeof openLogFile };

/** How far the file is: new facts, and those of history that this process was asked for. */
type Written = { fresh: number; replayed: number };

const PAUSE_FOR_A_PERSON_MS = 30_000;

/** Makes a `record`. One serves a whole process, which is the only one that writes to the file. */
export function openTracker({ openFile = openLogFile }: TrackerOptions = {}): Record {
  let knownSize: number | undefined;
  const written: Written = { fresh: 0, replayed: 0 };

  async function opened(config: JsonObject): Promise<LogFile> {
    const file = await openFile({
      path: pathOf(config),
      maxBytes: Number(config['max_bytes'] ?? 67_108_864),
      maxFiles: Number(config['max_files'] ?? 10),
      isSynced: config['fsync'] !== 'never',
      ...(knownSize === undefined ? {} : { knownSize }),
    });
    written.fresh = Math.max(written.fresh, lastFresh(file.tail));
    return file;
  }

  return async (batch, { config, run, isReplay, signal }) => {
    if (batch.length === 0) return;
    signal.throwIfAborted();
    const at = isReplay ? 'replayed' : 'fresh';
    const redact = new Set(namesOf(config['redact']).map((name) => name.toLowerCase()));
    const captureOf = capturesOf(run);
    let file: LogFile | undefined;
    try {
      file = await opened(config);
      // After a failure the end of the file is read again, and repaired.
      knownSize = undefined;
      const due = batch.filter(({ pos }) => pos > written[at]);
      let count = 0;
      await file.append(
        due.map((fact) => lineOf(fact, { capture: captureOf(fact.runId), redact, isReplay })),
        (more) => {
          count += more;
          written[at] = due[count - 1]?.pos ?? written[at];
        },
      );
      knownSize = file.size();
    } catch (error) {
      throw error instanceof RetryableError ? error : failureOf(error, String(config['path']));
    } finally {
      await file?.close();
    }
  };
}

/** Whether the contents of a run are written, looked up once in a batch. */
function capturesOf(run: TrackerContext['run']): (runId: string) => 'all' | 'metadata' {
  const captures = new Map<string, 'all' | 'metadata'>();
  return (runId) => {
    let capture = captures.get(runId);
    capture ??= run(runId)?.settings['capture'] === 'metadata' ? 'metadata' : 'all';
    captures.set(runId, capture);
    return capture;
  };
}

function pathOf(config: JsonObject): string {
  const { path } = config;
  if (typeof path === 'string' && isAbsolute(path)) return path;
  const found = path === undefined ? 'nothing' : JSON.stringify(path);
  throw new RetryableError(
    `trackers.jsonl.path of configurable-agents.yaml must be an absolute path, found ${found}; set it and start again`,
    { retryAfterMs: PAUSE_FOR_A_PERSON_MS },
  );
}

/** Whatever hinders it, a disk that is full or a folder that is gone: the lines wait in the journal until it is mended. */
function failureOf(error: unknown, path: string): RetryableError {
  const { code = 'unknown', message } = error as NodeJS.ErrnoException;
  const help = HELP[code] ?? message;
  return new RetryableError(`${path} cannot be written (${code}): ${help}; lines wait in the journal until then`);
}

const HELP: { readonly [code: string]: string } = {
  ENOSPC: 'the disk is full; free some of it',
  EDQUOT: 'the quota is used up; free some of it',
  EFBIG: 'the file may not grow any more; raise the limit or lower max_bytes',
  ENOENT: 'its folder is not there; make it',
  EACCES: 'the server may not write there; give it the right',
  EROFS: 'it is on a read-only disk; name another path',
  EISDIR: 'it is a folder; name a file',
};

/** The position of the last fact in the file that was not sent again. */
function lastFresh(tail: readonly string[]): number {
  for (const line of tail.toReversed()) {
    const told = parse(line);
    if (told !== undefined && told['replay'] !== true) return Number(told['pos']) || 0;
  }
  return 0;
}

function parse(line: string): { readonly [name: string]: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as { readonly [name: string]: unknown }) : undefined;
  } catch {
    return undefined;
  }
}

function namesOf(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? (value as readonly Json[]).map(String) : REDACTED;
}
