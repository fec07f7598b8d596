// Acme Parcels on this machine, for tests and for trying the example: `npm run service`.
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export const API_KEY = 'acme-test-1234';

export type LedgerEntry = {
  readonly pos: number;
  readonly run: string;
  readonly event: string;
  readonly status: string | null;
};

export type FakeService = {
  readonly url: string;
  /** One entry for each position, as they came. */
  readonly ledger: ReadonlyMap<number, LedgerEntry>;
  readonly close: () => void;
};

/** Starts it on loopback; port 0 takes a free one. Below `/silent` it never answers. */
export async function startService(port = 0): Promise<FakeService> {
  const ledger = new Map<number, LedgerEntry>();
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/silent/') === true) return;
    void answer(request, ledger).then(
      ([status, body]) => {
        response.writeHead(status, { 'Content-Type': 'application/json' });
        response.end(body === undefined ? '' : JSON.stringify(body));
      },
      () => response.writeHead(400).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, ledger, close };
}

const PARCELS: { readonly [number: string]: object } = {
  AC123456: { status: 'delivered', city: 'Graz' },
  AC200000: { status: 'on_its_way', city: 'Linz' },
};

async function answer(
  request: IncomingMessage,
  ledger: Map<number, LedgerEntry>,
): Promise<readonly [status: number, body?: unknown]> {
  if (request.headers.authorization !== `Bearer ${API_KEY}`) return [401];
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://acme.example');
  const [, kind, id = ''] = pathname.split('/');
  switch (`${request.method} ${kind}`) {
    case 'GET parcels':
      return Object.hasOwn(PARCELS, id) ? [200, { number: id, ...PARCELS[id] }] : [404];
    case 'GET offices':
      return [200, searchParams.get('city') === 'Graz' ? [{ name: 'Graz Main', street: 'Annenstrasse 1' }] : []];
    case 'POST write': {
      const { messages } = (await json(request)) as { readonly messages: readonly { readonly content: string }[] };
      return [200, { text: `Dear customer: ${messages.at(-1)?.content.trim() ?? ''}`, tokens: 12 }];
    }
    case 'POST ledger': {
      const { entries } = (await json(request)) as { readonly entries: readonly LedgerEntry[] };
      for (const entry of entries) if (!ledger.has(entry.pos)) ledger.set(entry.pos, entry);
      return [204];
    }
    default:
      return [404];
  }
}

if (import.meta.main) {
  const { url } = await startService(Number(process.argv[2] ?? 0));
  process.stdout.write(`Acme Parcels on ${url}; ACME_API_KEY=${API_KEY}\n`);
}
