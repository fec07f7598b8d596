// What the time of a refusal tells: forged deliveries for what there is and for what there is not, in turn, one at a time. All are answered
// alike; whether the medians are, is to be seen. A second sample of the first kind says how far two of one kind lie apart.
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile } from '@configurable-agents/compiler';
import { createRuntime } from '@configurable-agents/core';
import { createServer } from '@configurable-agents/server';
import { median } from './measure.ts';
import type { Benchmark, Result } from './measure.ts';

const SOURCE = 'name: there\nnodes: [{ name: only, uses: set, with: { text: x } }]\n';
/** `apart`: how far the median may lie from that of the first kind. */
const KINDS = {
  'a workflow that is there': { trigger: 'generic', workflow: 'there', apart: 0 },
  'the same again': { trigger: 'generic', workflow: 'there', apart: 0.05 },
  'a workflow that is not there': { trigger: 'generic', workflow: 'nowhere', apart: 0.05 },
  'a workflow with a secret of its own': { trigger: 'generic', workflow: 'own', apart: 0.05 },
  // It has no verifier of its own to ask, and goes another way to the same answer.
  'a trigger that is not there': { trigger: 'nothing', workflow: 'there', apart: 0.1 },
} as const;
type Kind = keyof typeof KINDS;

/** Sends a forged delivery from outside, and gives the milliseconds until it was refused. */
function sender(url: string, agent: Agent): (kind: Kind) => Promise<number> {
  return (kind) =>
    new Promise((resolve, reject) => {
      const { trigger, workflow } = KINDS[kind];
      const body = JSON.stringify({ workflow_name: workflow.padEnd(10), inputs: { text: 'x'.repeat(900) } });
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'x-forwarded-for': '203.0.113.9',
        'x-webhook-signature': createHmac('sha256', 'forged').update(body).digest('hex'),
      };
      const start = performance.now();
      const sent = request(`${url}/webhooks/${trigger}`, { method: 'POST', agent, headers }, (response) => {
        response.resume().on('end', () => {
          if (response.statusCode === 401) resolve(performance.now() - start);
          else reject(new Error(`${kind}: answered ${response.statusCode}`));
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
}

function shuffled<T>(items: readonly T[]): readonly T[] {
  return items
    .map((item) => [Math.random(), item] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, item]) => item);
}

async function measured(samples: number): Promise<readonly Result[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-'));
  const plugin = { specifier: import.meta.resolve('@configurable-agents/plugin-webhook'), firstParty: true };
  const runtime = await createRuntime({ dataDir, plugins: [plugin] });
  const { graph } = compile(SOURCE, { file: 'there.yaml', plugins: runtime.manifests });
  if (graph === undefined) throw new Error('the benchmark workflow does not compile');
  for (const name of ['there', 'own']) await runtime.register({ name, path: null, source: SOURCE, graph });
  const server = await createServer({
    runtime,
    port: 0,
    workflowsDir: dataDir,
    env: { WEBHOOK_SECRET: 'a secret', OWN_SECRET: 'another' },
    workflowSecretEnv: { generic: { own: 'OWN_SECRET' } },
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const send = sender(server.url, agent);
  const kinds = Object.keys(KINDS) as Kind[];
  for (let i = 0; i < 200; i += 1) for (const kind of kinds) await send(kind);
  const times = new Map<Kind, number[]>(kinds.map((kind) => [kind, []]));
  for (let i = 0; i < samples; i += 1) {
    // What one leaves behind to be written takes time of the next: each must come after each as often.
    for (const kind of shuffled(kinds)) times.get(kind)?.push(await send(kind));
  }
  agent.destroy();
  await server.close();
  await runtime.close();
  rmSync(dataDir, { recursive: true, force: true });
  const [first = kinds[0] as Kind, ...others] = kinds;
  const floor = median(times.get(first) ?? []);
  return others.map((kind) => {
    const value = median(times.get(kind) ?? []);
    const { apart } = KINDS[kind];
    return {
      name: `a forged delivery for ${kind}, beside one for ${first}`,
      value,
      unit: 'ms',
      floor,
      ratio: value / floor,
      target: `${1 - apart} to ${1 + apart} times`,
      met: Math.abs(value / floor - 1) <= apart,
    };
  });
}

export const forged: Benchmark = { name: 'forged', run: async ({ quick }) => await measured(quick ? 200 : 2000) };
