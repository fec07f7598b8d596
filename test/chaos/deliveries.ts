// Many senders deliver while the server is restarted under them, now by SIGTERM, now by kill -9. Afterwards the store is held against what
// the senders were answered: each answer has its run, each delivery one, and every run has ended.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openReader } from '@configurable-agents/core';
import type { RunRow } from '@configurable-agents/core';
import { answerOf, apiAt } from '../load/api.ts';
import { send } from '../load/http.ts';
import { seeded } from '../load/scenarios.ts';
import { startServer } from '../support/server.ts';
import type { ServerProcess } from '../support/server.ts';

/** Limits that most runs have to wait for: a queue is what a restart could lose. */
const WORKFLOW = `name: orders
state:
  type: object
  properties:
    number: { type: integer }
    shop: { type: string }
execution:
  concurrency: { limit: 3, key: '{shop}' }
  priority: \${{ number % 3 }}
nodes:
  - { name: note, uses: set, with: { seen: '\${{ number }}' } }
`;
const SHOPS = 20;
const SECRET = 'a secret of the senders';
const PAUSE_MS = 50;
const SETTLE_TIMEOUT_MS = 300_000;

export type DeliveryOptions = {
  readonly deliveries: number;
  readonly clients: number;
  readonly restarts: number;
  readonly seed: number;
  readonly log: (line: string) => void;
};

export type DeliveryResult = {
  readonly deliveries: number;
  /** Answered 202; the others, whose answer was lost with a server, were answered `duplicate` when they came again. */
  readonly accepted: number;
  readonly duplicates: number;
  /** Requests whose connection broke. */
  readonly broken: number;
  readonly restarts: number;
  readonly runs: number;
  readonly seconds: number;
  readonly problems: readonly string[];
};

export async function deliverUnderRestarts(options: DeliveryOptions): Promise<DeliveryResult> {
  const { deliveries, clients, restarts, seed, log } = options;
  const began = performance.now();
  const folder = await mkdtemp(join(tmpdir(), 'configurable-agents-deliveries-'));
  const dataDir = join(folder, 'data');
  const env = { WEBHOOK_SECRET: SECRET, NODE_COMPILE_CACHE: join(folder, 'cache') };
  await writeFile(join(folder, 'orders.yaml'), WORKFLOW);
  const start = async (): Promise<ServerProcess> => await startServer({ dataDir, workflowsDir: folder, env });
  let server = await start();
  const random = seeded(seed);
  /** Runs by the delivery that was answered with them. */
  const answered = new Map<number, Set<string>>();
  const counts = { accepted: 0, duplicates: 0, broken: 0 };
  const problems: string[] = [];
  const sent = { count: 0 };
  const abandoned = new AbortController();

  /** Sends one delivery until it is answered, as senders do. */
  async function deliver(number: number): Promise<void> {
    const inputs = { number, shop: `shop ${number % SHOPS}` };
    const body = { workflow_name: 'orders', inputs, webhook_id: `order ${number}` };
    while (!abandoned.signal.aborted) {
      const answer = await send(`${server.url}/webhooks/generic`, { body, secret: SECRET });
      if (answer === undefined || answer.status === 503) {
        if (answer === undefined) counts.broken += 1;
        await delay(PAUSE_MS);
        continue;
      }
      const { status } = answer;
      const run = answer.body['run_id'];
      if (typeof run !== 'string' || (status !== 202 && status !== 200)) {
        problems.push(`delivery ${number} was answered ${status}: ${JSON.stringify(answer.body)}`);
        return;
      }
      counts[status === 202 ? 'accepted' : 'duplicates'] += 1;
      answered.set(number, (answered.get(number) ?? new Set()).add(run));
      return;
    }
  }

  async function client(): Promise<void> {
    while (sent.count < deliveries && !abandoned.signal.aborted) {
      sent.count += 1;
      await deliver(sent.count);
    }
  }

  try {
    const registered = await answerOf(
      apiAt(server.url).POST('/api/workflows', { body: { name: 'orders', config_path: 'orders.yaml' } }),
    );
    if (registered?.status !== 201) throw new Error(`the workflow was not registered: ${registered?.status}`);
    const all = Promise.all(Array.from({ length: clients }, client));
    for (let restart = 1; restart <= restarts; restart += 1) {
      const from = (deliveries * restart) / (restarts + 1);
      while (sent.count < from) await Promise.race([delay(5), all]);
      await delay(Math.round(random() * 100));
      const how = restart % 2 === 0 ? 'SIGTERM' : 'kill -9';
      if (how === 'SIGTERM') {
        const status = await server.stop();
        if (status !== 0) problems.push(`restart ${restart}: SIGTERM ended the server with ${status}`);
      } else await server.kill();
      const under = sent.count;
      server = await start();
      log(`restart ${restart} of ${restarts} by ${how} after ${under} deliveries, ${counts.broken} connections broken`);
    }
    await all;
    await settled(server);
    const status = await server.stop();
    if (status !== 0) problems.push(`the last server ended with ${status}`);
    const runs = await readRuns(dataDir);
    problems.push(...judge({ deliveries, answered, runs }));
    const seconds = (performance.now() - began) / 1000;
    return { deliveries, ...counts, restarts, runs: runs.length, seconds, problems };
  } finally {
    abandoned.abort();
    await server.kill();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Resolves once no run is open. */
async function settled(server: ServerProcess): Promise<void> {
  const deadline = performance.now() + SETTLE_TIMEOUT_MS;
  const api = apiAt(server.url);
  for (;;) {
    const answers = await Promise.all(
      (['queued', 'running', 'waiting'] as const).map(
        async (status) => await api.GET('/api/runs', { params: { query: { limit: 1, status } } }),
      ),
    );
    const isOver = answers.every(({ data }) => data?.items.length === 0);
    if (isOver || performance.now() > deadline) return;
    await delay(PAUSE_MS);
  }
}

type Run = Pick<RunRow, 'run_id' | 'status'> & { readonly number: unknown };

async function readRuns(dataDir: string): Promise<readonly Run[]> {
  const reader = openReader(dataDir);
  const runs: Run[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = reader.runs({ limit: 1000, ...(cursor === undefined ? {} : { cursor }) });
    for (const { run_id, status } of page.items) {
      const [first] = reader.journal(run_id);
      const inputs = first?.fact['inputs'] as { readonly number?: unknown } | undefined;
      runs.push({ run_id, status, number: inputs?.number });
    }
    cursor = page.next_cursor;
    // Others have their turns.
    await delay(0);
  }
  reader.close();
  return runs;
}

/** What was promised and not kept. */
function judge({
  deliveries,
  answered,
  runs,
}: {
  readonly deliveries: number;
  readonly answered: ReadonlyMap<number, ReadonlySet<string>>;
  readonly runs: readonly Run[];
}): readonly string[] {
  const problems: string[] = [];
  const known = new Set(runs.map(({ run_id: id }) => id));
  if (answered.size !== deliveries) problems.push(`${answered.size} of ${deliveries} deliveries were answered`);
  if (runs.length !== deliveries) problems.push(`${runs.length} runs for ${deliveries} deliveries`);
  for (const [number, ids] of answered) {
    if (ids.size !== 1) problems.push(`delivery ${number} was answered with ${ids.size} runs`);
    for (const id of ids) if (!known.has(id)) problems.push(`delivery ${number}: its run ${id} is lost`);
  }
  const seen = new Map<unknown, number>();
  for (const { run_id: id, status, number } of runs) {
    if (status !== 'succeeded') problems.push(`the run ${id} of delivery ${String(number)} is ${status}`);
    seen.set(number, (seen.get(number) ?? 0) + 1);
  }
  for (const [number, count] of seen) if (count > 1) problems.push(`delivery ${String(number)} has ${count} runs`);
  return problems;
}

const MOST_TOLD = 20;

/** The last lines. */
export function deliveryVerdict(result: DeliveryResult): string {
  const { deliveries, accepted, duplicates, broken, restarts, runs, seconds, problems } = result;
  return [
    `${deliveries} deliveries over ${restarts} restarts in ${Math.round(seconds)} s: ${accepted} accepted, ${duplicates} found accepted when they came again, ${broken} connections broken`,
    `${runs} runs`,
    problems.length === 0
      ? 'ok: every accepted delivery has its run, none has two, every run has succeeded'
      : `BROKEN: ${problems.length} promises`,
    ...problems.slice(0, MOST_TOLD).map((problem) => `  ${problem}`),
  ].join('\n');
}
