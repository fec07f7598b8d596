// Lanes on worker threads. piscina gives threads, resource limits and life cycle; each thread runs one long task, a lane.
import { fileURLToPath } from 'node:url';
import { MessageChannel } from 'node:worker_threads';
import { Piscina } from 'piscina';
import type { CarrierEnd } from '../carrier/carrier.ts';
import type { FromLane, LaneCarrier, LaneInit } from './protocol.ts';

export type ThreadOptions = {
  readonly most: number;
  /** Limit of V8's old generation in each. */
  readonly memoryMb: number;
  readonly init: LaneInit;
  readonly env: { readonly [name: string]: string | undefined };
  readonly onWarning: (message: string) => void;
};

export function threadCarrier({ most, memoryMb, init, env, onWarning }: ThreadOptions): LaneCarrier {
  const pool = new Piscina({
    filename: fileURLToPath(import.meta.resolve('#lane')),
    minThreads: 0,
    maxThreads: most,
    idleTimeout: 0,
    atomics: 'disabled',
    env: { ...env },
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  });
  // What breaks a thread that is being ended has no task to fail, and nobody else who hears it: it must not end this process.
  pool.on('error', (error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    onWarning(`a worker thread broke while it was being ended: ${reason}`);
  });
  return {
    name: 'a worker thread',
    start: ({ message, ended }) => {
      const { port1, port2 } = new MessageChannel();
      const ending = new AbortController();
      const close = (end: CarrierEnd): void => {
        port1.close();
        ended(end);
      };
      port1.on('message', (received: FromLane) => message(received));
      pool.run({ port: port2, init }, { name: 'lane', transferList: [port2], signal: ending.signal }).then(
        () => close({}),
        (error: unknown) => close(endOf(error instanceof Error ? error : new Error(String(error)))),
      );
      return { post: (sent) => port1.postMessage(sent), end: () => ending.abort() };
    },
    close: async () => await pool.destroy(),
  };
}

function endOf(error: Error): CarrierEnd {
  return 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? { why: 'memory', error } : { error };
}
