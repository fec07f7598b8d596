// Resident memory of the server as it is shipped after 10,000 runs that have ended, and after many more with retention on.
import { Agent, request } from 'node:http';
import { withBuild } from './built.ts';
import { load } from './measure.ts';
import type { Benchmark, Result } from './measure.ts';
import { openServer, residentMegabytes } from './server.ts';
import type { BenchServer } from './server.ts';

const FIRST = 10_000;
const CONNECTIONS = 50;
const MOST_GROWTH = 1.1;
const WORKFLOW = `name: bench
state: { type: object, properties: { message: { type: string } } }
nodes:
  - { name: first, uses: set, with: { text: "{message}" } }
  - { name: second, uses: set, with: { text: "{first.text}" } }
  - { name: third, uses: set, with: { text: "{second.text}" } }
`;

type Posted = { readonly status: number; readonly body: string };

async function post(url: string, { body, agent }: { readonly body: object; readonly agent: Agent }): Promise<Posted> {
  const text = JSON.stringify(body);
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
  const { promise, resolve, reject } = Promise.withResolvers<Posted>();
  const sent = request(url, { method: 'POST', agent, headers }, (response) => {
    let answered = '';
    response.setEncoding('utf8').on('data', (part: string) => (answered += part));
    response.on('end', () => resolve({ status: response.statusCode ?? 0, body: answered }));
  });
  sent.on('error', reject);
  sent.end(text);
  return await promise;
}

/** Starts runs and waits for the end of each. */
async function finish({ url }: BenchServer, agent: Agent, count: number): Promise<void> {
  const body = { workflow_name: 'bench', inputs: { message: 'x'.repeat(200) } };
  const one = async (): Promise<void> => {
    const { status, body: answer } = await post(`${url}/webhooks/generic?wait=60s`, { body, agent });
    if (status !== 200 || !answer.startsWith('{"status":"success"')) throw new Error(`answered ${status}: ${answer}`);
  };
  await load(one, { total: count, inFlight: CONNECTIONS });
}

async function measured(runs: number): Promise<Result> {
  // The first 10,000 are kept, and from then on the oldest go as new ones come.
  const config = { retention: { runs: 'forever', max_runs: FIRST } };
  const server = await openServer({ config, workflows: { 'bench.yaml': WORKFLOW } });
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  try {
    const registered = { name: 'bench', config_path: 'bench.yaml' };
    const { status, body } = await post(`${server.url}/api/workflows`, { body: registered, agent });
    if (status !== 201) throw new Error(`registering was answered ${status}: ${body}`);
    const first = Math.min(FIRST, runs / 10);
    await finish(server, agent, first);
    const before = await residentMegabytes(server.pid);
    await finish(server, agent, runs - first);
    const after = await residentMegabytes(server.pid);
    return {
      name: `memory after ${runs.toLocaleString('en')} runs beside after ${first.toLocaleString('en')}, retention on`,
      value: after,
      unit: 'MB',
      floor: before,
      ratio: after / before,
      target: `<= ${MOST_GROWTH} times`,
      met: after / before <= MOST_GROWTH,
    };
  } finally {
    agent.destroy();
    await server.close();
  }
}

export const memory: Benchmark = {
  name: 'memory',
  run: async ({ quick, runs }) => await withBuild(async () => [await measured(quick ? 5000 : runs)]),
};
