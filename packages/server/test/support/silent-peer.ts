// A peer on loopback that takes connections and never answers: what a node waits for until it is stopped.
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

export type SilentPeer = {
  /** `host:port`, as `network.allow_private` names it. */
  readonly target: string;
  /** Resolves when somebody has connected. */
  readonly connected: Promise<unknown>;
  /** A workflow whose one node asks it. */
  readonly workflow: string;
};

const opened: { readonly server: Server; readonly sockets: Set<Socket> }[] = [];

export async function openSilentPeer(): Promise<SilentPeer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
  }).listen(0, '127.0.0.1');
  opened.push({ server, sockets });
  await once(server, 'listening');
  const target = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    target,
    connected: once(server, 'connection'),
    workflow: `name: Slow\nnodes:\n  - name: ask\n    uses: http\n    with: { url: "http://${target}/" }\n`,
  };
}

/** Call it in `afterEach`. */
export function closeSilentPeers(): void {
  for (const { server, sockets } of opened.splice(0)) {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}
