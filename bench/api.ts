// The API over a store of 100,000 runs, with ten thousand readers of events, and how soon a command says that its arguments are wrong.
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createRuntime, storePath } from '@configurable-agents/core';
import { createServer } from '@configurable-agents/server';
import { withBuild } from './built.ts';
import { startScript } from './child.ts';
import { median, timed } from './measure.ts';
import type { Benchmark, Result } from './measure.ts';
import { openServer, residentMegabytes } from './server.ts';

const COMMAND = fileURLToPath(new URL('../packages/server/bin/configurable-agents.js', import.meta.url));
const WRONG = [['runs', 'lst'], ['run'], ['validate', '--format', 'xml'], ['plugins', 'add'], ['serve', '--prt', '1']];

export const api: Benchmark = {
  name: 'api',
  run: async ({ quick }) => [
    ...(await firstPages(quick ? 1000 : 100_000)),
    ...(await withBuild(async () => [await readers(quick ? 100 : 10_000), argumentError(quick ? 1 : 9)])),
  ],
};

/** Pages of the list: the newest, and the few that failed long ago, of all workflows and of one. */
const PAGES = ['/api/runs', '/api/runs?status=failed', '/api/runs?workflow=flow-3&status=failed'];

/** The first page of a list, as it is asked for over HTTP, beside a request that reads nothing. */
async function firstPages(runs: number): Promise<readonly Result[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'configurable-agents-bench-'));
  try {
    await (await createRuntime({ dataDir, plugins: [], workers: 1 })).close();
    fill(dataDir, runs);
    const runtime = await createRuntime({ dataDir, plugins: [], workers: 1 });
    const server = await createServer({ runtime, port: 0, workflowsDir: dataDir, env: {} });
    const ask = async (path: string): Promise<number> =>
      await timed(async () => await (await fetch(server.url + path)).text());
    const results: Result[] = [];
    for (const path of PAGES) {
      const [values, floors]: [number[], number[]] = [[], []];
      for (let i = 0; i < 50; i += 1) {
        floors.push(await ask('/healthz'));
        values.push(await ask(path));
      }
      const [value, floor] = [median(values), median(floors)];
      const name = `first page of ${runs} runs, over HTTP, median: ${path}`;
      results.push({ name, value, unit: 'ms', floor, ratio: value / floor, target: '<= 20 ms', met: value <= 20 });
    }
    await server.close();
    await runtime.close();
    return results;
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Rows as runs that have ended leave them. */
function fill(dataDir: string, runs: number): void {
  const db = new DatabaseSync(storePath(dataDir));
  const trigger = JSON.stringify({ name: 'manual', uses: 'manual' });
  const insert = db.prepare(
    `INSERT INTO runs(run, id, workflow, revision, graph, status, trigger, created, started, finished)
     VALUES(?, ?, ?, NULL, 'none', ?, ?, ?, ?, ?)`,
  );
  db.exec('BEGIN');
  for (let i = 1; i <= runs; i += 1)
    insert.run(i, `run-${i}`, `flow-${i % 20}`, i <= 5 ? 'failed' : 'succeeded', trigger, i, i, i + 1);
  db.exec('COMMIT');
  db.close();
}

const RUNS = 20;
const SOURCE = 'name: told\nnodes: [{ name: a, uses: set, with: { text: hello } }]\n';
const FLOOR = fileURLToPath(new URL('floor/readers.mjs', import.meta.url));

/** Memory of the shipped server with so many open streams of all events, each of which was told of some runs, beside plain Node's. */
async function readers(count: number): Promise<Result> {
  const floor = await plainReaders(count);
  const server = await openServer();
  try {
    const tell = async (): Promise<void> => {
      const headers = { 'Content-Type': 'application/json' };
      const body = JSON.stringify({ source: SOURCE });
      const { status } = await fetch(`${server.url}/api/runs?wait=30s`, { method: 'POST', headers, body });
      if (status !== 200) throw new Error(`the run was answered with ${status}`);
    };
    const value = await memoryWith(count, { url: server.url, pid: server.pid, tell });
    const name = `server with ${count} readers of events, each told of ${RUNS} runs, resident memory`;
    return { name, value, unit: 'MB', floor, ratio: value / floor, target: '<= 400 MB', met: value <= 400 };
  } finally {
    await server.close();
  }
}

async function plainReaders(count: number): Promise<number> {
  const { url, pid, close } = await startScript(FLOOR);
  try {
    const tell = async (): Promise<void> => void (await (await fetch(url, { method: 'POST' })).text());
    return await memoryWith(count, { url, pid, tell });
  } finally {
    await close();
  }
}

/** Opens so many streams, has some runs told to all of them, and looks at the memory of who tells. */
async function memoryWith(
  count: number,
  { url, pid, tell }: { readonly url: string; readonly pid: number; readonly tell: () => Promise<void> },
): Promise<number> {
  const sockets: Socket[] = [];
  try {
    const { hostname, port, host } = new URL(url);
    const told = { times: 0 };
    for (let i = 0; i < count; i += 1) {
      const socket = connect(Number(port), hostname);
      socket.write(`GET /api/events HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
      await once(socket, 'data');
      socket.on('data', (bytes: Buffer) => (told.times += occurrences(bytes, 'event: run.finished')));
      sockets.push(socket);
    }
    for (let run = 1; run <= RUNS; run += 1) {
      await tell();
      while (told.times < run * count) await delay(10);
    }
    return await residentMegabytes(pid, 2000);
  } finally {
    for (const socket of sockets) socket.destroy();
  }
}

function occurrences(bytes: Buffer, text: string): number {
  let count = 0;
  for (let at = bytes.indexOf(text); at !== -1; at = bytes.indexOf(text, at + 1)) count += 1;
  return count;
}

/** The slowest of some wrong command lines, each in cold processes. */
function argumentError(rounds: number): Result {
  const times = WRONG.map((words) => {
    const each = Array.from({ length: rounds + 1 }, () => {
      const start = performance.now();
      const { status } = spawnSync(process.execPath, [COMMAND, ...words]);
      if (status !== 2) throw new Error(`${words.join(' ')} exited ${String(status)}`);
      return performance.now() - start;
    });
    // The first round fills the caches.
    return median(each.slice(1));
  });
  const value = Math.max(...times);
  const name = 'an error in arguments, cold process, median of the slowest command';
  return { name, value, unit: 'ms', ratio: null, target: '<= 150 ms', met: value <= 150 };
}
