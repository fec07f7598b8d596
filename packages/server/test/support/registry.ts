// A registry of npm packages on loopback: what npm asks of one, and nothing else.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Registry = { readonly url: string; readonly asked: readonly string[]; readonly close: () => Promise<void> };

type Published = { readonly name: string; readonly version: string; readonly bytes: Buffer };

export async function openRegistry(published: readonly Published[]): Promise<Registry> {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '/').slice(1);
    asked.push(path);
    const file = published.find(({ name, version }) => path === `${name}/-/${version}.tgz`);
    if (file !== undefined) return void response.end(file.bytes);
    const versions = published.filter(({ name }) => name === path);
    if (versions.length === 0) return void response.writeHead(404, { 'Content-Type': 'application/json' }).end('{}');
    response.setHeader('Content-Type', 'application/json');
    response.end(
      JSON.stringify({
        name: path,
        'dist-tags': { latest: versions.at(-1)?.version },
        versions: Object.fromEntries(
          versions.map(({ name, version, bytes }) => [
            version,
            {
              name,
              version,
              dist: {
                tarball: `${url()}/${name}/-/${version}.tgz`,
                integrity: `sha512-${createHash('sha512').update(bytes).digest('base64')}`,
              },
            },
          ]),
        ),
      }),
    );
  });
  const url = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  return {
    url: url(),
    asked,
    close: async () => {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      server.closeAllConnections();
      await closed.promise;
    },
  };
}
