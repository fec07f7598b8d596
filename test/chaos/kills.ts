// Kills the server again and again (SIGKILL) while clients start work of every kind, then looks from outside at what became of it.
import { setTimeout as delay } from 'node:timers/promises';
import { check } from '../load/check.ts';
import type { Findings } from '../load/check.ts';
import { openLoad } from '../load/clients.ts';
import { gather } from '../load/evidence.ts';
import { diedByItself, makePlace, registerAll } from '../load/place.ts';
import { seeded } from '../load/scenarios.ts';
import { settle } from '../load/settle.ts';
import { listenTo } from '../load/stderr.ts';
import type { ServerProcess } from '../support/server.ts';

export type KillOptions = {
  readonly kills: number;
  readonly seed: number;
  /** Nothing goes on for longer than this. */
  readonly minutes: number;
  readonly clients?: number;
  readonly log: (line: string) => void;
};

export type KillResult = Findings & {
  readonly seed: number;
  /** Kills that were done. */
  readonly kills: number;
  /** Requests whose connection broke. */
  readonly broken: number;
  /** Milliseconds from the start of the next server to its first answer, the median and the longest. */
  readonly restartMs: { readonly median: number; readonly longest: number };
  readonly seconds: number;
};

const CLIENTS = 24;
const PAUSE_MS = 100;
/** A kill comes at random within this time of the first run that a restarted server has finished. */
const LONGEST_LIFE_MS = 900;
/**
 * Every so many kills one comes sooner, in the middle of the recovery. Not each of them: an execution that dies alone in its
 * thread three times in a row is given up by design, since from outside it looks as if it killed the process.
 */
const EARLY_EVERY = 4;
const LONGEST_EARLY_LIFE_MS = 400;
const SETTLE_TIMEOUT_MS = 120_000;
/** Beyond so many, lines about single kills would hide what matters. */
const TOLD_ONE_BY_ONE = 20;
const PROGRESS_MS = 10_000;

export async function killUnderLoad(options: KillOptions): Promise<KillResult> {
  const { kills, seed, minutes, clients = CLIENTS, log } = options;
  const began = performance.now();
  const deadline = began + minutes * 60_000;
  const random = seeded(seed);
  const place = await makePlace();
  const problems: string[] = [];
  const restarts: number[] = [];
  const start = async (): Promise<ServerProcess> =>
    await place.start({
      onLine: listenTo(problems),
    });
  let server = await start();
  const load = openLoad({ seed, clients, pauseMs: PAUSE_MS, secret: place.secret, url: () => server.url });
  const life = async (kill: number): Promise<string> => {
    const isEarly = kill % EARLY_EVERY === 0;
    const ms = Math.round(random() * (isEarly ? LONGEST_EARLY_LIFE_MS : LONGEST_LIFE_MS));
    if (!isEarly) await Promise.race([load.finishOne(), diedByItself(server)]);
    await Promise.race([delay(ms), diedByItself(server)]);
    return `${String(ms).padStart(3)} ms ${isEarly ? 'after the start' : 'after a run    '}`;
  };
  try {
    await registerAll(server.url);
    await server.stop();
    server = await start();
    load.start();
    let told = performance.now();
    let done = 0;
    while (done < kills && performance.now() < deadline) {
      const moment = await life(done + 1);
      await server.kill();
      done += 1;
      const stopped = performance.now();
      server = await start();
      restarts.push(performance.now() - stopped);
      if (kills > TOLD_ONE_BY_ONE && performance.now() - told < PROGRESS_MS && done < kills) continue;
      told = performance.now();
      const restart = `ready again after ${Math.round(restarts.at(-1) ?? 0)} ms`;
      log(`kill ${String(done).padStart(4)} of ${kills}  ${moment}  ${load.asked.length} runs asked for, ${restart}`);
    }
    if (done < kills) problems.push(`only ${done} of ${kills} kills in ${minutes} minutes: give it --minutes`);
    await Promise.race([load.finishOne(), diedByItself(server)]);
    await Promise.race([load.stop(), tooLong(SETTLE_TIMEOUT_MS, 'clients are still waiting for an answer')]);
    const open = await settle(server.url, { asked: load.asked, timeoutMs: SETTLE_TIMEOUT_MS });
    problems.push(...open.map((run) => `${SETTLE_TIMEOUT_MS / 1000} s after the last start ${run}`));
    log(`all clients are done, ${load.asked.length} runs asked for; reading every journal`);
    const findings = await check(await gather(server.url, place), load.asked, (judged) => {
      if (performance.now() - told < PROGRESS_MS) return;
      told = performance.now();
      log(`${judged} journals read`);
    });
    const status = await server.stop();
    if (status !== 0) problems.push(`the last server ended with ${status}`);
    return {
      ...findings,
      problems: [...problems, ...load.problems, ...findings.problems],
      seed,
      kills: done,
      broken: load.answers.get('broken') ?? 0,
      restartMs: spread(restarts),
      seconds: (performance.now() - began) / 1000,
    };
  } finally {
    load.abandon();
    await server.kill();
    await place.remove();
  }
}

function spread(times: readonly number[]): KillResult['restartMs'] {
  const sorted = times.toSorted((a, b) => a - b);
  return { median: Math.round(sorted[sorted.length >> 1] ?? 0), longest: Math.round(sorted.at(-1) ?? 0) };
}

async function tooLong(ms: number, what: string): Promise<never> {
  await delay(ms, undefined, { ref: false });
  throw new Error(`${what} after ${ms / 1000} s`);
}

const MOST_TOLD = 20;

/** The last lines: what was promised, and whether it was kept. */
export function verdictOf(result: KillResult): string {
  const { kills, seed, accepted, unanswered, broken, runs, endings, lostAttempts, completions, problems } = result;
  const lines = [
    `${kills} kills (seed ${seed}) in ${Math.round(result.seconds)} s; ready again after ${result.restartMs.median} ms (median), ${result.restartMs.longest} ms at most`,
    `${accepted} starts accepted, ${unanswered} never answered, ${broken} connections broken`,
    `${runs} runs, ${completions} completions, ${lostAttempts} attempts lost`,
    ...Object.entries(endings)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([ending, count]) => `  ${ending.padEnd(20)} ${count}`),
  ];
  const told = problems.slice(0, MOST_TOLD).map((problem) => `  ${problem}`);
  const rest = problems.length > MOST_TOLD ? [`  and ${problems.length - MOST_TOLD} more`] : [];
  const verdict =
    problems.length === 0
      ? 'ok: no accepted run is lost, none was started twice, no node completed twice, every run ended as its workflow allows'
      : `BROKEN: ${problems.length} promises`;
  return [...lines, verdict, ...told, ...rest].join('\n');
}
