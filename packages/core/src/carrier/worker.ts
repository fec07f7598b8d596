// Code of one plugin on a worker thread of its own.
import { Worker } from 'node:worker_threads';
import { reasonOf } from '../plugin/failure.ts';
import type { Carried, Carrier } from './carrier.ts';

export type WorkerOptions = {
  /** As it stands in warnings. */
  readonly name: string;
  /** The file that runs there. */
  readonly entry: string;
  /** Its `workerData`. */
  readonly setup: unknown;
  readonly env: { readonly [name: string]: string | undefined };
  /** Limit of V8's old generation. */
  readonly memoryMb: number;
};

/** Threads that do not keep this process from ending. */
export function workerCarrier<To>({ name, entry, setup, env, memoryMb }: WorkerOptions): Carrier<To> {
  const workers = new Map<Carried<To>, Worker>();
  return {
    name,
    start: ({ message, ended }) => {
      const worker = new Worker(entry, {
        workerData: setup,
        env: { ...env },
        resourceLimits: { maxOldGenerationSizeMb: memoryMb },
      });
      const end = (): void => void worker.terminate();
      const carried = { post: (sent: To) => worker.postMessage(sent), end };
      let error: Error | undefined;
      worker.on('message', message);
      worker.on('messageerror', () => {
        error ??= new Error('it sent what cannot be read');
        end();
      });
      worker.on('error', (thrown: unknown) => (error ??= new Error(`it ended: ${reasonOf(thrown)}`)));
      worker.on('exit', (code) => {
        workers.delete(carried);
        ended({ error: error ?? new Error(`it ended with ${code}`) });
      });
      worker.unref();
      workers.set(carried, worker);
      return carried;
    },
    close: async () => {
      await Promise.all([...workers.values()].map((worker) => worker.terminate()));
    },
  };
}
