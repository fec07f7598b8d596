// Code of one plugin in child processes. What comes from there is believed only as far as it can be checked.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import type { Duplex } from 'node:stream';
import type { Carried, Carrier, CarrierEnd, CarrierEvents } from './carrier.ts';
import type { ChannelInit } from './channel.ts';
import type { Confinement } from './confine.ts';
import { encodeFrame, frameReader } from './frames.ts';
import { readOutput } from './output.ts';
import { openReaper } from './reaper.ts';
import type { Reaper } from './reaper.ts';

/** What a process may say, held against what it was asked. */
export type Ledger<To, From> = {
  /** The host sends this. */
  readonly sent: (message: To) => void;
  /** A message as one of those that may come, with how many things it says. Throws an error that says what is wrong with it. */
  readonly heard: (message: unknown) => { readonly message: From; readonly count: number };
};

export type ProcessOptions<To, From> = {
  readonly confinement: Confinement;
  /** The file that runs there. */
  readonly entry: string;
  /** What it is opened with. */
  readonly setup: unknown;
  /** One for each process. */
  readonly openLedger: () => Ledger<To, From>;
  /** A line that the plugin printed. */
  readonly onLine: (line: string) => void;
};

/** What a process may say in a second, in bytes and in things. */
const MOST_BYTES = 128 * 1024 * 1024;
const MOST_SAID = 20_000;
const WINDOW_MS = 1000;
/** Memory beside V8's old generation: code, buffers, stacks. */
const BESIDE_HEAP_MB = 256;
/** How often its memory is looked at. */
const WEIGH_MS = 250;
/** After its end, for what it had still written: another process may hold its pipes open. */
const LAST_WORDS_MS = 500;

export function processCarrier<To, From>(options: ProcessOptions<To, From>): Carrier<To, From> {
  const reaper = openReaper();
  const ends = new Map<Carried<To>, Promise<void>>();
  return {
    name: `a process of plugin \`${options.confinement.plugin}\``,
    start: (events) => {
      const over = Promise.withResolvers<void>();
      const carried = startChild(options, reaper, {
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
      // One that was started meanwhile is still watched.
      if (ends.size === 0) reaper.close();
    },
  };
}

function startChild<To, From>(
  { confinement, entry, setup, openLedger, onLine }: ProcessOptions<To, From>,
  reaper: Reaper,
  events: CarrierEvents<From>,
): Carried<To> {
  const { secrets, isBare, memoryMb } = confinement;
  const child = spawnConfined(confinement, entry);
  const channel = child.stdio[3] as Duplex;
  const ledger = openLedger();
  const output = readOutput({ secrets, onLine });
  const bound = openBound();
  let gaveUp: CarrierEnd | undefined;
  let isGone = false;
  let isOver = false;

  if (child.pid !== undefined) {
    reaper.watch(child.pid);
    preferToEnd(child.pid);
  }

  function end(): void {
    if (!isGone) killGroup(child);
  }

  function giveUp(why: 'memory' | 'forging', error: Error): void {
    gaveUp ??= { why, error };
    end();
  }

  const frames = frameReader((frame, size) => {
    if (gaveUp?.why === 'forging') return;
    const { message, count } = ledger.heard(frame);
    bound(size, count);
    events.message(message);
  });

  const weighing = setInterval(() => {
    const residentMb = residentMbOf(child.pid);
    const mostMb = memoryMb + BESIDE_HEAP_MB;
    if (residentMb > mostMb)
      giveUp('memory', new Error(`it held ${Math.round(residentMb)} MB, and ${mostMb} is the most`));
  }, WEIGH_MS).unref();

  function over(error: Error): void {
    if (isOver) return;
    isOver = true;
    clearInterval(weighing);
    channel.destroy();
    events.ended(gaveUp ?? (output.isOutOfMemory() ? { why: 'memory', error } : { error }));
  }

  channel.on('data', (chunk: Buffer) => {
    if (gaveUp?.why === 'forging') return;
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
  child.on('error', over);
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

  const write = (message: To | ChannelInit): void => {
    if (!isGone && channel.writable) channel.write(encodeFrame(message));
  };
  write({ setup, isBare });
  return {
    post: (message) => {
      ledger.sent(message);
      write(message);
    },
    end,
  };
}

/** In a group of its own: what it starts goes with it, and no signal of a terminal reaches it before we have ended. */
function spawnConfined({ args, env, cwd }: Confinement, entry: string): ChildProcess {
  return spawn(process.execPath, [...args, entry], {
    env,
    cwd,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
}

/** Throws where more is said in a second than anybody has to say. */
function openBound(): (size: number, count: number) => void {
  let [since, bytes, said] = [0, 0, 0];
  return (size, count) => {
    const now = performance.now();
    if (now - since > WINDOW_MS) [since, bytes, said] = [now, 0, 0];
    bytes += size;
    said += count;
    if (bytes > MOST_BYTES || said > MOST_SAID)
      throw new Error(`it said more in a second than ${MOST_SAID} things or ${MOST_BYTES} bytes`);
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
