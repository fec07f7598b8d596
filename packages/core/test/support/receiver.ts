// A receiver of callbacks on loopback that answers as it is told, and keeps what came.
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

export type Received = { readonly headers: IncomingHttpHeaders; readonly body: string; readonly path: string };
/** `never`: the request is taken, and nothing is answered. */
export type Answer = { readonly status: number; readonly headers?: { readonly [name: string]: string } } | 'never';

export type Receiver = {
  readonly url: string;
  /** `host:port`. */
  readonly target: string;
  readonly received: readonly Received[];
  /** How the next requests are answered; the last one is for all that follow. */
  answers: Answer[];
};

const servers: Server[] = [];

export async function openReceiver(port = 0): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      received.push({ headers: request.headers, body, path: request.url ?? '' });
      const answer = (receiver.answers.length > 1 ? receiver.answers.shift() : receiver.answers[0]) ?? { status: 204 };
      if (answer === 'never') return;
      response.writeHead(answer.status, answer.headers);
      response.end();
    });
  });
  servers.push(server);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const { port: own } = server.address() as AddressInfo;
  const target = `127.0.0.1:${own}`;
  const receiver: Receiver = { url: `http://${target}/runs`, target, received, answers: [] };
  return receiver;
}

/** Call it in `afterEach`. */
export function closeReceivers(): void {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
}
