import { setTimeout as delay } from 'node:timers/promises';
import type { JournalEntry, LogRow, StoreReader } from '@configurable-agents/core';
import { Failure, noSuchRun } from '../failure.ts';
import { printable } from '../printable.ts';
import type { Output } from '../output.ts';
import { openSession, openStore } from '../session.ts';
import type { CommandOptions } from '../session.ts';
import { moment } from './runs.ts';

type Options = CommandOptions & {
  readonly follow?: boolean;
  readonly workflow?: string;
  readonly level?: string;
  readonly since?: string;
};

/** A line of `logs --json`. */
export type Line = {
  readonly time: string;
  readonly level: string;
  readonly run_id: string | null;
  readonly workflow_name: string | null;
  readonly node: string | null;
  readonly event: string;
  readonly message: string;
};

const LEVELS = ['debug', 'info', 'warn', 'error'];
const POLL_MS = 200;
const BATCH = 1000;
/** Entries that are looked back at when neither a run nor a time is named. */
const TAIL = 500;

/** `logs [RUN_ID] [--follow]`: log lines and run events of the store, also while a server writes to it. */
export async function logs(runId: string | undefined, options: Options): Promise<void> {
  const session = await openSession(options);
  const least = LEVELS.indexOf(options.level ?? 'debug');
  if (least < 0) throw new Failure(2, `--level must be one of ${LEVELS.join(', ')}, found ${options.level ?? ''}`);
  const since = options.since === undefined ? undefined : moment(options.since);
  const reader = await openStore(session);
  const { output } = session;
  try {
    if (runId !== undefined && reader.run(runId) === undefined) throw noSuchRun(runId);
    const isWanted = (line: Line): boolean =>
      (runId === undefined || line.run_id === runId) &&
      (options.workflow === undefined || line.workflow_name === options.workflow) &&
      LEVELS.indexOf(line.level) >= least &&
      (since === undefined || Date.parse(line.time) >= since);
    const print = (line: Line): void => {
      if (isWanted(line)) output.result(options.json === true ? JSON.stringify(line) : human(line, output));
    };
    const isTail = runId === undefined && since === undefined;
    const cursor = {
      pos: isTail ? Math.max(0, reader.lastPos() - TAIL) : 0,
      log: isTail ? Math.max(0, reader.lastLogId() - TAIL) : 0,
    };
    while (drain(reader, cursor, print));
    if (options.follow === true) await follow(reader, { runId, step: () => drain(reader, cursor, print) });
  } finally {
    reader.close();
  }
}

/** Prints one batch of both streams in the order of time; false when there was nothing new. */
export function drain(reader: StoreReader, cursor: { pos: number; log: number }, print: (line: Line) => void): boolean {
  const entries = reader.entriesAfter(cursor.pos, BATCH);
  const rows = reader.logsAfter(cursor.log, BATCH);
  cursor.pos = entries.at(-1)?.pos ?? cursor.pos;
  cursor.log = rows.at(-1)?.id ?? cursor.log;
  const lines = [...entries.map(ofEntry), ...rows.map(ofLog)];
  for (const line of lines.toSorted((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0))) print(line);
  return lines.length > 0;
}

async function follow(
  reader: StoreReader,
  { runId, step }: { readonly runId: string | undefined; readonly step: () => boolean },
): Promise<void> {
  const abort = new AbortController();
  const stop = (): void => abort.abort();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  while (!abort.signal.aborted) {
    const isOver = runId !== undefined && reader.run(runId)?.finished_at !== null;
    const hadMore = step();
    if (isOver && !hadMore) return;
    // An abort only ends the wait early.
    if (!hadMore) await delay(POLL_MS, undefined, { signal: abort.signal }).catch(() => {});
  }
  process.exitCode = 130;
}

function ofLog(row: LogRow): Line {
  const { id: _id, ...rest } = row;
  return { ...rest, event: 'log' };
}

function ofEntry({ run_id, workflow_name, fact }: JournalEntry): Line {
  const node = typeof fact['key'] === 'string' ? fact['key'] : null;
  return {
    time: fact.time,
    level: levelOf(fact),
    run_id,
    workflow_name,
    node,
    event: fact.kind,
    message: messageOf(fact),
  };
}

function levelOf(fact: JournalEntry['fact']): string {
  if (fact.kind === 'node.failed') return 'error';
  if (fact.kind === 'run.finished') return fact['status'] === 'failed' ? 'error' : 'info';
  if (fact.kind === 'node.waiting' && fact['for'] === 'plugin') return 'warn';
  return fact.kind === 'node.attempt_failed' || fact.kind === 'attempt.lost' ? 'warn' : 'info';
}

function messageOf(fact: JournalEntry['fact']): string {
  const { error, status, attempt } = fact as {
    readonly error?: { readonly message?: string } | null;
    readonly status?: string;
    readonly attempt?: number;
  };
  const parts = [status, typeof attempt === 'number' && attempt > 1 ? `attempt ${attempt}` : undefined, error?.message];
  return parts.filter((part) => part !== undefined).join(': ');
}

/** A line for people. */
export function human(line: Line, output: Output): string {
  const color = line.level === 'error' ? 'red' : line.level === 'warn' ? 'yellow' : 'dim';
  const where = [line.workflow_name, line.run_id?.slice(-6), line.node]
    .filter((part) => part !== null && part !== undefined)
    .join(' ');
  const time = output.style('dim', line.time.slice(11, 23), 'out');
  return `${time} ${output.style(color, line.level.padEnd(5), 'out')} ${where} ${line.event === 'log' ? '' : `${line.event} `}${printable(line.message)}`.trimEnd();
}
