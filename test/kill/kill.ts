// npm run test:kill: posts signed deliveries without a pause and kills the server (SIGKILL) at random moments. In the end every
// accepted delivery has exactly one run, it succeeded, and no node completed twice.
//   node --conditions=@configurable-agents/source test/kill/kill.ts [--kills 20] [--seed 1]
import { createHmac, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openReader } from '@configurable-agents/core';
import { startServer } from '../support/server.ts';
import type { ServerProcess } from '../support/server.ts';
import { inspectStore } from './inspect.ts';
import type { Findings } from './inspect.ts';

export type KillOptions = {
  readonly kills: number;
  readonly seed: number;
  readonly log: (line: string) => void;
};

export type KillResult = Findings & { readonly seed: number; readonly kills: number; readonly resent: number };

const WORKFLOW = 'notify';
const CONCURRENCY = 20;
/** A kill comes at random within this time of the first run that a restarted server has finished. */
const LONGEST_LIFE_MS = 900;
/**
 * Every so many kills one comes sooner, in the middle of the recovery. Not each of them: an execution that dies alone in its
 * thread three times in a row is given up by design, since from outside it looks as if it killed the process.
 */
const EARLY_EVERY = 4;
const LONGEST_EARLY_LIFE_MS = 400;
const SETTLE_TIMEOUT_MS = 60_000;
const NEXT_TRY_MS = 25;

/** Kills the server again and again under load, then looks at what became of every accepted delivery. */
export async function killUnderLoad({ kills, seed, log }: KillOptions): Promise<KillResult> {
  const random = mulberry32(seed);
  const dataDir = await mkdtemp(join(tmpdir(), 'configurable-agents-kill-'));
  const secret = randomBytes(16).toString('hex');
  const start = async (): Promise<ServerProcess> =>
    await startServer({ dataDir, workflowsDir: import.meta.dirname, env: { WEBHOOK_SECRET: secret } });
  let server = await start();
  const load = startLoad({ secret, url: () => server.url });
  try {
    await register(server.url);
    load.start();
    for (let kill = 1; kill <= kills; kill += 1) {
      const isEarly = kill % EARLY_EVERY === 0;
      const life = Math.round(random() * (isEarly ? LONGEST_EARLY_LIFE_MS : LONGEST_LIFE_MS));
      if (!isEarly) await Promise.race([load.finishOne(), diedByItself(server)]);
      await Promise.race([delay(life), diedByItself(server)]);
      const before = load.accepted.size;
      await server.kill();
      const began = performance.now();
      server = await start();
      const restart = Math.round(performance.now() - began);
      const moment = isEarly ? 'after the start' : 'after a run';
      const told = `kill ${String(kill).padStart(2)}  ${String(life).padStart(3)} ms ${moment.padEnd(15)}`;
      log(`${told}  ${before} accepted so far, ready again after ${restart} ms`);
    }
    await load.finishOne();
    await load.stop();
    await settle(server.url);
    const status = await server.stop();
    if (status !== 0) throw new Error(`the server ended with ${status}:\n${server.complaints()}`);
    const reader = openReader(dataDir);
    try {
      return {
        ...inspectStore(reader, { workflow: WORKFLOW, accepted: load.accepted }),
        seed,
        kills,
        resent: load.resent(),
      };
    } finally {
      reader.close();
    }
  } finally {
    load.abandon();
    await server.kill();
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Rejects when the server ends before it was killed. */
async function diedByItself(server: ServerProcess): Promise<never> {
  const status = await server.exited;
  throw new Error(`the server ended by itself with ${status}:\n${server.complaints()}`);
}

async function register(url: string): Promise<void> {
  const response = await fetch(`${url}/api/workflows`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: WORKFLOW, config_path: 'notify.yaml' }),
  });
  if (response.status !== 201) throw new Error(`registering answered ${response.status}: ${await response.text()}`);
}

type Load = {
  /** Run ids by `webhook_id`: what was answered with 2xx. */
  readonly accepted: Map<string, string>;
  /** Sends one more delivery and resolves when its run has ended. */
  readonly finishOne: () => Promise<void>;
  /** Deliveries that were sent again since their connection broke. */
  readonly resent: () => number;
  readonly start: () => void;
  /** Starts no delivery any more; resolves when those under way are accepted. */
  readonly stop: () => Promise<void>;
  /** Gives up, also on deliveries that were not accepted yet. */
  readonly abandon: () => void;
};

/** Sends without a pause, each delivery until it is accepted, as a sender that does not give up. */
function startLoad({ secret, url }: { readonly secret: string; readonly url: () => string }): Load {
  const accepted = new Map<string, string>();
  const stopping = new AbortController();
  const abandoned = new AbortController();
  let resent = 0;
  let number = 0;
  const sendOne = async (query = ''): Promise<void> => {
    number += 1;
    const id = `delivery-${number}`;
    const body = JSON.stringify({ workflow_name: WORKFLOW, inputs: { number }, webhook_id: id });
    while (!abandoned.signal.aborted) {
      const runId = await post(`${url()}/webhooks/generic${query}`, { body, secret });
      if (runId !== undefined) {
        accepted.set(id, runId);
        return;
      }
      resent += 1;
      await delay(NEXT_TRY_MS);
    }
  };
  let ended: Promise<unknown> = Promise.resolve();
  return {
    accepted,
    finishOne: async () => await sendOne('?wait=60s'),
    resent: () => resent,
    start: () => {
      const senders = Array.from({ length: CONCURRENCY }, async () => {
        while (!stopping.signal.aborted) await sendOne();
      });
      ended = Promise.all(senders);
      // Heard of when `stop` awaits it; until then it must not end the process.
      ended.catch(() => {});
    },
    stop: async () => {
      stopping.abort();
      await ended;
    },
    abandon: () => {
      stopping.abort();
      abandoned.abort();
    },
  };
}

/** The run's id, or undefined where the connection broke or the server was closing. */
async function post(
  url: string,
  { body, secret }: { readonly body: string; readonly secret: string },
): Promise<string | undefined> {
  let status: number;
  let text: string;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'X-Webhook-Signature': createHmac('sha256', secret).update(body).digest('hex'),
      },
      body,
    });
    status = response.status;
    text = await response.text();
  } catch {
    return undefined;
  }
  if (status === 503) return undefined;
  if (status !== 202 && status !== 200) throw new Error(`a delivery was answered ${status}: ${text}`);
  return (JSON.parse(text) as { readonly run_id: string }).run_id;
}

/** Waits until no run is open. */
async function settle(url: string): Promise<void> {
  const deadline = Date.now() + SETTLE_TIMEOUT_MS;
  while (Date.now() < deadline) {
    const counts = await Promise.all(
      ['queued', 'running', 'waiting'].map(async (status) => {
        const response = await fetch(`${url}/api/runs?status=${status}&limit=1`);
        return ((await response.json()) as { readonly items: readonly unknown[] }).items.length;
      }),
    );
    if (counts.every((count) => count === 0)) return;
    await delay(100);
  }
  throw new Error(`runs are still open ${SETTLE_TIMEOUT_MS} ms after the last delivery`);
}

/** A small seeded generator, so that a failure can be repeated as far as timing allows. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What the script prints last. */
export function verdictOf(result: KillResult): string {
  const { kills, seed, accepted, resent, runs, succeeded, lostAttempts, problems } = result;
  const counts = `${kills} kills (seed ${seed}), ${accepted} deliveries accepted, ${resent} sent again, ${runs} runs, ${succeeded} succeeded, ${lostAttempts} attempts lost and repeated`;
  return problems.length === 0 ? `ok: ${counts}` : `BROKEN: ${counts}\n${problems.join('\n')}`;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { kills: { type: 'string', default: '20' }, seed: { type: 'string' } } });
  const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
  const log = (line: string): void => void process.stdout.write(`${line}\n`);
  log(`seed ${seed}`);
  const result = await killUnderLoad({ kills: Number(values.kills), seed, log });
  log(verdictOf(result));
  if (result.problems.length > 0) process.exitCode = 1;
}

if (import.meta.main) await main();
