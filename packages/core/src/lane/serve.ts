// The lane's own side: multiplexes executions, cancellations and results over a port, in a thread or in a process.
import { getHeapStatistics } from 'node:v8';
import type { Json } from '@configurable-agents/plugin-sdk';
import type { ActionNode } from '../graph/graph.ts';
import { TurnoverMap } from '../turnover-map.ts';
import { executeJob } from './execute.ts';
import { openLanePlugins } from './plugins.ts';
import { openRecalls } from './recalls.ts';
import type { FromLane, JobResult, LaneInit, LaneLog, LaneText, ToLane } from './protocol.ts';

/** What connects a lane with its host. */
export type LanePort = {
  readonly listen: (listener: (message: ToLane) => void) => void;
  readonly post: (message: FromLane) => void;
  readonly close: () => void;
};

/** Serves until the host drains the lane. */
export async function serveLane(port: LanePort, init: LaneInit): Promise<void> {
  const { post } = port;
  const plugins = openLanePlugins(init);
  const graphs = new Map<string, ReadonlyMap<string, ActionNode>>();
  const controllers = new TurnoverMap<number, AbortController>();
  const results = openOutbox<JobResult>((batch) => post({ kind: 'results', results: batch }));
  const logs = openOutbox<LaneLog>((batch) => post({ kind: 'logs', logs: batch }));
  const texts = openOutbox<LaneText>((batch) => post({ kind: 'texts', texts: batch }));
  const recalls = openRecalls((asked) => post({ kind: 'recall', ...asked }));
  const ended = Promise.withResolvers<void>();

  function pong(): void {
    post({ kind: 'pong', heapBytes: getHeapStatistics().used_heap_size });
  }

  async function run(job: Parameters<typeof executeJob>[0]['job']): Promise<void> {
    const controller = new AbortController();
    controllers.set(job.id, controller);
    const node = graphs.get(job.graph)?.get(job.node);
    const recall = (key: string): Promise<Json | undefined> => recalls.ask({ id: job.id, key });
    const { signal } = controller;
    results.add(await executeJob({ job, node, plugins, signal, log: logs.add, say: texts.add, recall }));
    controllers.delete(job.id);
  }

  port.listen((message) => {
    switch (message.kind) {
      case 'jobs':
        for (const job of message.jobs) void run(job);
        break;
      case 'graph':
        graphs.set(message.hash, new Map(message.nodes.map((node) => [node.name, node])));
        break;
      case 'forget':
        graphs.delete(message.hash);
        break;
      case 'abort':
        controllers.get(message.id)?.abort(new Error('the attempt was aborted'));
        post({ kind: 'aborted', id: message.id });
        break;
      case 'recalled':
        recalls.answered(message);
        break;
      case 'ping':
        pong();
        break;
      case 'drain':
        for (const controller of controllers.values()) controller.abort(new Error('the engine is closing'));
        port.close();
        ended.resolve();
        break;
    }
  });
  pong();
  await ended.promise;
}

/** Collects what one turn of the event loop produces, so that a message carries many results. */
function openOutbox<T>(send: (batch: readonly T[]) => void): { readonly add: (item: T) => void } {
  let batch: T[] = [];
  const flush = (): void => {
    const full = batch;
    batch = [];
    send(full);
  };
  return {
    add: (item) => {
      if (batch.push(item) === 1) setImmediate(flush);
    },
  };
}
