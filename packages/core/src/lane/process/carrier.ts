// Lanes in child processes, each for one plugin. What comes from there is believed only as far as it can be checked.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import type { Duplex } from 'node:stream';
import type { Carried, Carrier, CarrierEvents } from '../carrier.ts';
import type { LaneInit, ToLane } from '../protocol.ts';
import type { ChildInit } from './child.ts';
import type { Confinement } from './confine.ts';
import { encodeFrame, frameReader } from './frames.ts';
import { openLedger } from './ledger.ts';
import { readOutput } from './output.ts';
import type { Reaper } from './reaper.ts';

export type ProcessOptions = {
  readonly confinement: Confinement;
  readonly init: LaneInit;
  readonly memoryMb: number;
  readonly reaper: Reaper;
  /** A line that the plugin printed. */
  readonly onLine: (line: string) => void;
};

/** What a process may say in a second, in bytes and in results and log lines. */
const MOST_BYTES = 128 * 1024 * 1024;
const MOST_SAID = 20_000;
const WINDOW_MS = 1000;
/** Memory beside V8's old generation: code, buffers, stacks. */
const BESIDE_HEAP_MB = 256;
/** A process that was told to end has so long for it. */
const DRAIN_MS = 1000;
/** After its end, for what it had still written: another process may hold its pipes open. */
const LAST_WORDS_MS = 500;

export function processCarrier(options: ProcessOptions): Carrier {
  const { confinement, reaper } = options;
  const ends = new Map<Carried, Promise<void>>();
  return {
    name: `a process of plugin \`${confinement.plugin}\``,
    start: (events) => {
      const over = Promise.withResolvers<void>();
      const carried = startChild(options, {
        ...events,
        ended: (end) => {
          ends.delete(carried);
          over.resolve();
          events.ended(end);
        },
      });
      ends.set(carried, over.promise);
      return carried;
    },
    close: async () => {
      const left = [...ends];
      for (const [carried] of left) carried.end();
      await Promise.all(left.map(async ([, over]) => await over));
      reaper.close();
    },
  };
}

function startChild({ confinement, init, memoryMb, reaper, onLine }: ProcessOptions, events: CarrierEvents): Carried {
  const { args, env, cwd, secrets, isBare } = confinement;
  // A group of its own: what it starts goes with it, and no signal of a terminal reaches it before we have ended.
  const child = spawn(process.execPath, [...args], {
    env,
    cwd,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const channel = child.stdio[3] as Duplex;
  const ledger = openLedger();
  const output = readOutput({ secrets, onLine });
  let why: 'memory' | 'forging' | undefined;
  let problem: Error | undefined;
  let isGone = false;
  let isOver = false;
  let [since, bytes, said] = [0, 0, 0];

  if (child.pid !== undefined) {
    reaper.watch(child.pid);
    preferToEnd(child.pid);
  }

  function end(): void {
    if (!isGone) killGroup(child);
  }

  function giveUp(reason: 'memory' | 'forging', error: Error): void {
    why ??= reason;
    problem ??= error;
    end();
  }

  function bound(size: number, count: number): void {
    const now = performance.now();
    if (now - since > WINDOW_MS) [since, bytes, said] = [now, 0, 0];
    bytes += size;
    said += count;
    if (bytes > MOST_BYTES || said > MOST_SAID)
      throw new Error(`it said more in a second than ${MOST_SAID} things or ${MOST_BYTES} bytes`);
  }

  const frames = frameReader((frame, size) => {
    if (why === 'forging') return;
    const { message, count } = ledger.heard(frame);
    bound(size, count);
    events.message(message);
  });

  function weigh(): void {
    const residentMb = residentMbOf(child.pid);
    if (residentMb > memoryMb + BESIDE_HEAP_MB)
      giveUp('memory', new Error(`it held ${Math.round(residentMb)} MB, and ${memoryMb + BESIDE_HEAP_MB} is the most`));
  }

  function over(error?: Error): void {
    if (isOver) return;
    isOver = true;
    channel.destroy();
    const reason = why ?? (output.isOutOfMemory() ? 'memory' : undefined);
    const failure = problem ?? error;
    events.ended({
      ...(reason === undefined ? {} : { why: reason }),
      ...(failure === undefined ? {} : { error: failure }),
    });
  }

  channel.on('data', (chunk: Buffer) => {
    if (why === 'forging') return;
    try {
      frames.push(chunk);
    } catch (error) {
      giveUp('forging', error as Error);
    }
  });
  // It has closed its end, and nothing that it does is heard any more.
  channel.on('end', end);
  channel.on('error', end);
  child.stdout?.on('data', output.push);
  child.stderr?.on('data', output.push);
  child.on('error', (error) => over(error));
  child.on('exit', (status, signal) => {
    // What it started holds its pipes, perhaps.
    killGroup(child);
    isGone = true;
    if (child.pid !== undefined) reaper.forget(child.pid);
    const told = (): void => {
      const last = output.last();
      over(new Error(`it ended by ${signal ?? `status ${status}`}${last === '' ? '' : `, and printed last: ${last}`}`));
    };
    child.once('close', told);
    setTimeout(told, LAST_WORDS_MS).unref();
  });

  const write = (message: ToLane | ChildInit): void => {
    if (!isGone && channel.writable) channel.write(encodeFrame(message));
  };
  write({ init, isBare } satisfies ChildInit);
  return {
    post: (message) => {
      ledger.sent(message);
      if (message.kind === 'ping') weigh();
      if (message.kind === 'drain') setTimeout(end, DRAIN_MS).unref();
      write(message);
    },
    end,
  };
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has gone.
  }
}

/** When the machine has no memory left, Linux ends it before us. */
function preferToEnd(pid: number): void {
  if (process.platform !== 'linux') return;
  try {
    writeFileSync(`/proc/${pid}/oom_score_adj`, '1000');
  } catch {
    // A container may not allow it.
  }
}

/** Resident memory as the system counts it, since a process may say what it likes; 0 where the system does not tell. */
function residentMbOf(pid: number | undefined): number {
  if (pid === undefined || process.platform !== 'linux') return 0;
  try {
    const [, kilobytes = '0'] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) / 1024;
  } catch {
    return 0;
  }
}
