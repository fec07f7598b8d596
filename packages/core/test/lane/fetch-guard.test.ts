import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGuardedFetch } from '../../src/lane/fetch-guard.ts';

const servers: Server[] = [];

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('guarded fetch', () => {
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  it('refuses private, loopback, link-local and embedded addresses in every spelling', async () => {
    const fetch = createGuardedFetch({ allowPrivate: [] });
    const targets = [
      '127.0.0.1',
      '2130706433',
      '0x7f.1',
      '10.0.0.1',
      '169.254.169.254',
      '[::1]',
      '[::ffff:7f00:1]',
      '[64:ff9b::7f00:1]',
      '0',
      '①②⑦.0.0.1',
    ];
    for (const target of targets)
      await assert.rejects(fetch(`http://${target}/`), { code: 'NET_REFUSED', class: 'refused' }, target);
  });

  it('refuses a name that resolves to a private address', async () => {
    await assert.rejects(createGuardedFetch({ allowPrivate: [] })('http://localhost:59999/'), { code: 'NET_REFUSED' });
  });

  it('refuses other protocols', async () => {
    await assert.rejects(createGuardedFetch({ allowPrivate: [] })('file:///etc/passwd'), /only http and https/);
  });

  it('reaches a private target that the operator named', async () => {
    const host = await serve((_request, response) => response.end('hello'));
    const response = await createGuardedFetch({ allowPrivate: [host] })(`http://${host}/`);
    assert.equal(await response.text(), 'hello');
  });

  it('judges each redirect again', async () => {
    const inner = await serve((_request, response) => response.end('secret'));
    const outer = await serve((_request, response) => response.writeHead(302, { location: `http://${inner}/` }).end());
    await assert.rejects(createGuardedFetch({ allowPrivate: [outer] })(`http://${outer}/`), { code: 'NET_REFUSED' });
  });

  it('follows a redirect without the credentials of another origin, a POST as GET after 303', async () => {
    const seen: (string | undefined)[] = [];
    const inner = await serve((request, response) => {
      seen.push(request.method, request.headers.authorization, request.headers['x-other']?.toString());
      response.end('ok');
    });
    const outer = await serve((_request, response) => response.writeHead(303, { location: `http://${inner}/` }).end());
    const fetch = createGuardedFetch({ allowPrivate: [inner, outer] });
    await fetch(`http://${outer}/`, {
      method: 'POST',
      body: 'x',
      headers: { authorization: 'Bearer t', 'x-other': 'kept' },
    });
    assert.deepEqual(seen, ['GET', undefined, 'kept']);
  });

  it('gives up after five redirects', async () => {
    const host = await serve((_request, response) => response.writeHead(302, { location: '/again' }).end());
    await assert.rejects(createGuardedFetch({ allowPrivate: [host] })(`http://${host}/`), /more than 5 times/);
  });
});
