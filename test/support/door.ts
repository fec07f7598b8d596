// A way to the server that can be shut, or answers 503 for a while: what a sender that tries again must get through.
import { createServer, request as httpRequest } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { freePort } from './ports.ts';

export type Door = {
  readonly port: number;
  /** Until then connections are refused. */
  readonly open: () => Promise<void>;
  /** Answers so many of the next requests with 503. */
  readonly refuse: (count: number) => void;
  /** Statuses that were answered, in order. */
  readonly answered: readonly number[];
  readonly close: () => Promise<void>;
};

/** A door to a port of this machine, shut at first. */
export async function openDoor(to: number): Promise<Door> {
  const port = await freePort();
  const answered: number[] = [];
  let refusals = 0;
  const server = createServer((incoming, response) => {
    response.once('finish', () => answered.push(response.statusCode));
    if (refusals === 0) {
      pass(incoming, response, to);
      return;
    }
    refusals -= 1;
    incoming.resume();
    response.writeHead(503).end();
  });
  return {
    port,
    open: async () => await new Promise((opened) => void server.listen(port, '127.0.0.1', opened)),
    refuse: (count) => {
      refusals = count;
    },
    answered,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => void server.close(closed));
    },
  };
}

function pass(incoming: IncomingMessage, response: ServerResponse, port: number): void {
  const { method, url, headers } = incoming;
  // The server answers to its own name only.
  const outgoing = httpRequest(
    { port, host: '127.0.0.1', method, path: url, headers: { ...headers, host: `localhost:${port}` } },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    },
  );
  outgoing.on('error', () => response.destroy());
  incoming.pipe(outgoing);
}
