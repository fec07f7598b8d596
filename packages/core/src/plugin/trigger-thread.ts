// A thread with the triggers of one third-party plugin.
import { parentPort, workerData } from 'node:worker_threads';
import type { TriggerSetup } from './trigger-protocol.ts';
import { serveTriggers } from './trigger-serve.ts';

const port = parentPort;
if (port === null) throw new Error('invariant: triggers run in a worker thread');
await serveTriggers(
  {
    listen: (listener) => port.on('message', listener),
    post: (message) => port.postMessage(message),
  },
  workerData as TriggerSetup,
);
