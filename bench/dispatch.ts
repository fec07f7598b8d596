// What it costs to have a node of 1 KB run on a thread: lanes, which render, check and account for it, beside plain piscina, which
// hands the same text to a function that gives it back.
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { laneTuning, openLanes } from '@configurable-agents/core/testing';
import type { ActionNode } from '@configurable-agents/core/graph';
import { load, share } from './measure.ts';
import type { Result } from './measure.ts';
import { NOOP, threeNodes } from './runtime.ts';

const TEXT = 'x'.repeat(1000);

type Options = { readonly threads: number; readonly total: number };

export async function dispatch({ threads, total }: Options): Promise<Result> {
  const pool = new Piscina({
    filename: fileURLToPath(new URL('floor/lane.ts', import.meta.url)),
    minThreads: threads,
    maxThreads: threads,
  });
  await load((i) => pool.run({ i, message: TEXT }, { name: 'noop' }), { total: 2000, inFlight: 200 });
  const plain = await load((i) => pool.run({ i, message: TEXT }, { name: 'noop' }), { total, inFlight: 200 });
  await pool.destroy();

  const graph = threeNodes();
  const node = graph.nodes[0] as ActionNode;
  const lanes = openLanes({
    threads,
    cpuThreads: 1,
    placeOf: () => ({ kind: 'io', plugin: 'bench' }),
    limits: {},
    tuning: laneTuning(),
    init: { actions: { 'bench.noop': NOOP }, providers: {}, config: {}, given: {}, granted: {}, allowPrivate: [] },
    env: process.env,
    onLog: () => {},
    onWarning: (message) => console.error(message),
  });
  const run = async (i: number): Promise<void> => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const message = {
      runId: `run-${i}`,
      workflowName: 'bench',
      key: node.name,
      attempt: 1,
      graph: graph.hash,
      node: node.name,
      provider: null,
      hops: 0,
      scope: { message: TEXT },
    };
    lanes.execute({ message, graph, node, alone: false }, (outcome) => {
      if (outcome.kind === 'result' && outcome.result.ok) resolve();
      else reject(new Error(`an attempt ended: ${JSON.stringify(outcome)}`));
    });
    await promise;
  };
  await load(run, { total: 5000, inFlight: 200 });
  const sent = await load(run, { total, inFlight: 200 });
  await lanes.close();
  const figure = { name: 'node dispatch at 1 KB', value: sent.perSecond, unit: 'nodes/s', floor: plain.perSecond };
  return share(figure, 0.5);
}
