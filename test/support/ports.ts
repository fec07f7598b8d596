// Ports of this machine's loopback.
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const port = await tryPort(0, '127.0.0.1');
  if (port === undefined) throw new Error('loopback has no free port');
  return port;
}

/** Whether nothing listens on a port of loopback; `localhost` may be either address. */
export async function isFree(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', '::1']) {
    if ((await tryPort(port, host)) === undefined) return false;
  }
  return true;
}

/** Listens for a moment, and tells the port; undefined where it is taken. */
async function tryPort(port: number, host: string): Promise<number | undefined> {
  const server = createServer();
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
  server.once('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(undefined);
    // A machine without IPv6 has nothing there that could take the port.
    else if (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT') resolve(port);
    else reject(error);
  });
  server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  const found = await promise;
  if (server.listening) await new Promise((closed) => void server.close(closed));
  return found;
}
