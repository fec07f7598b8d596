// Inside a thread: the task of piscina, which is one lane.
import type { MessagePort } from 'node:worker_threads';
import type { LaneInit } from './protocol.ts';
import { serveLane } from './serve.ts';

/** Ends when the host drains the lane. */
export async function lane({ port, init }: { readonly port: MessagePort; readonly init: LaneInit }): Promise<void> {
  await serveLane(
    {
      listen: (listener) => port.on('message', listener),
      post: (message) => port.postMessage(message),
      close: () => port.close(),
    },
    init,
  );
}
