import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGuardedFetch } from '../../src/lane/fetch-guard.ts';
import type { GuardOptions } from '../../src/lane/fetch-guard.ts';
import { reachOf } from '../../src/lane/grant.ts';
import type { Reach } from '../../src/lane/grant.ts';

const servers: Server[] = [];
const ANYWHERE: Reach = { plugin: 'test', targets: ['*'], configured: [] };

function guardedFetch({ reach = ANYWHERE, allowPrivate = [] }: Partial<GuardOptions>): typeof globalThis.fetch {
  return createGuardedFetch({ reach, allowPrivate });
}

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function closeServers(): void {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
}

describe('guarded fetch', () => {
  afterEach(closeServers);

  it('refuses private, loopback, link-local and embedded addresses in every spelling', async () => {
    const fetch = guardedFetch({ allowPrivate: [] });
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
    await assert.rejects(guardedFetch({ allowPrivate: [] })('http://localhost:59999/'), {
      code: 'NET_REFUSED',
      class: 'refused',
      retryable: false,
      message: /^localhost resolves to \S+, which is not a public address; .*allow_private: \["localhost:59999"\]/,
    });
  });

  it('refuses other protocols, which nobody can allow', async () => {
    for (const url of ['file:///etc/passwd', 'ftp://example.com/', 'data:text/plain,x']) {
      await assert.rejects(guardedFetch({ allowPrivate: [] })(url), (error: Error) => {
        assert.match(error.message, /only http and https/);
        assert.doesNotMatch(error.message, /allow_private/);
        return true;
      });
    }
  });

  it('allows a target by host and port, not by host', async () => {
    const [named, other] = [await serve((_request, response) => response.end('named')), await serve(() => undefined)];
    const fetch = guardedFetch({ allowPrivate: [named] });
    assert.equal(await (await fetch(`http://${named}/`)).text(), 'named');
    await assert.rejects(fetch(`http://${other}/`), { code: 'NET_REFUSED' });
  });

  it('reaches a named host whatever the case it was written in', async () => {
    const host = await serve((_request, response) => response.end('hello'));
    const name = host.replace('127.0.0.1', 'LocalHost');
    assert.equal(await (await guardedFetch({ allowPrivate: [name] })(`http://${name}/`)).text(), 'hello');
  });

  it('says that nothing listens, without calling it a refusal', async () => {
    const host = await serve(() => undefined);
    await new Promise((resolve) => servers.pop()?.close(resolve));
    await assert.rejects(guardedFetch({ allowPrivate: [host] })(`http://${host}/`), { name: 'TypeError' });
  });

  it('takes every form of body, also after a redirect that keeps it', async () => {
    const seen: string[] = [];
    const host = await serve((request, response) => {
      if (request.url === '/first') {
        response.writeHead(307, { location: '/second' }).end();
        return;
      }
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        seen.push(
          `${request.method} ${request.headers['content-type']?.split(';')[0]} ${Buffer.concat(chunks).length > 0}`,
        );
        response.end();
      });
    });
    const fetch = guardedFetch({ allowPrivate: [host] });
    const form = new FormData();
    form.set('a', 'b');
    const stream = new Blob(['streamed']).stream();
    await fetch(`http://${host}/first`, { method: 'POST', body: form });
    await fetch(`http://${host}/first`, { method: 'PUT', body: stream, duplex: 'half' });
    await fetch(new Request(`http://${host}/first`, { method: 'PATCH', body: new URLSearchParams({ a: 'b' }) }));
    assert.deepEqual(seen, [
      'POST multipart/form-data true',
      'PUT undefined true',
      'PATCH application/x-www-form-urlencoded true',
    ]);
  });

  it('leaves a redirect to the caller where it asks for that', async () => {
    const host = await serve((_request, response) => response.writeHead(302, { location: '/next' }).end());
    const fetch = guardedFetch({ allowPrivate: [host] });
    const response = await fetch(`http://${host}/`, { redirect: 'manual' });
    assert.deepEqual([response.status, response.headers.get('location')], [302, '/next']);
    await assert.rejects(fetch(`http://${host}/`, { redirect: 'error' }), /redirects, and the request asked for none/);
  });

  it('refuses a redirect to another protocol', async () => {
    const host = await serve((_request, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end());
    await assert.rejects(guardedFetch({ allowPrivate: [host] })(`http://${host}/`), { code: 'NET_REFUSED' });
  });

  it('stops when it is aborted', async () => {
    const controller = new AbortController();
    const host = await serve(() => controller.abort(new Error('cancelled')));
    const fetch = guardedFetch({ allowPrivate: [host] });
    await assert.rejects(fetch(`http://${host}/`, { signal: controller.signal }), /cancelled/);
  });

  it('reaches a private target that the operator named', async () => {
    const host = await serve((_request, response) => response.end('hello'));
    const response = await guardedFetch({ allowPrivate: [host] })(`http://${host}/`);
    assert.equal(await response.text(), 'hello');
  });

  it('judges each redirect again', async () => {
    const inner = await serve((_request, response) => response.end('secret'));
    const outer = await serve((_request, response) => response.writeHead(302, { location: `http://${inner}/` }).end());
    await assert.rejects(guardedFetch({ allowPrivate: [outer] })(`http://${outer}/`), { code: 'NET_REFUSED' });
  });

  it('follows a redirect without the credentials of another origin, a POST as GET after 303', async () => {
    const seen: (string | undefined)[] = [];
    const inner = await serve((request, response) => {
      const { authorization, cookie, 'x-other': other, 'content-type': type } = request.headers;
      seen.push(request.method, authorization, cookie, other?.toString(), type);
      response.end('ok');
    });
    const outer = await serve((_request, response) => response.writeHead(303, { location: `http://${inner}/` }).end());
    const fetch = guardedFetch({ allowPrivate: [inner, outer] });
    await fetch(`http://${outer}/`, {
      method: 'POST',
      body: 'x',
      headers: { Authorization: 'Bearer t', Cookie: 'c=1', 'X-Other': 'kept', 'Content-Type': 'text/csv' },
    });
    assert.deepEqual(seen, ['GET', undefined, undefined, 'kept', undefined]);
  });

  it('gives up after five redirects', async () => {
    const host = await serve((_request, response) => response.writeHead(302, { location: '/again' }).end());
    await assert.rejects(guardedFetch({ allowPrivate: [host] })(`http://${host}/`), /more than 5 times/);
  });
});

describe('guarded fetch of a plugin that was granted some targets', () => {
  afterEach(closeServers);

  it('refuses another target, naming it, what is granted and what to do', async () => {
    const reach = reachOf('acme', { net: ['api.acme.example:443', { fromConfig: '/base_url' }] }, { config: {} });
    await assert.rejects(guardedFetch({ reach })('https://evil.example/?q=secret'), {
      code: 'CAPABILITY_DENIED',
      class: 'refused',
      retryable: false,
      message:
        'plugin `acme` reached for evil.example:443, and is granted api.acme.example:443; if it is right that it goes there, its ' +
        'author adds "evil.example:443" to `capabilities.net`, and an operator grants it',
    });
  });

  it('refuses everything to one that was granted nothing', async () => {
    const fetch = guardedFetch({ reach: reachOf('acme', { net: [] }, { config: {} }) });
    await assert.rejects(fetch('https://example.com/'), { code: 'CAPABILITY_DENIED', message: /is granted nothing/ });
  });

  it('takes a host with its port, in whatever spelling', async () => {
    const reach = reachOf('acme', { net: ['API.acme.example:443'] }, { config: {} });
    const fetch = guardedFetch({ reach });
    for (const url of ['http://api.acme.example/', 'https://api.acme.example:8443/', 'https://acme.example/'])
      await assert.rejects(fetch(url), { code: 'CAPABILITY_DENIED' }, url);
    const controller = new AbortController();
    controller.abort(new Error('it was on its way'));
    await assert.rejects(fetch('https://Api.Acme.Example/', { signal: controller.signal }), /it was on its way/);
  });

  it('reaches what its configuration names, and nothing else that is private', async () => {
    const host = await serve((_request, response) => response.end('hello'));
    const other = await serve((_request, response) => response.end('not for you'));
    const config = { server: { url: `http://${host}/v1` } };
    const net = [{ fromConfig: '/server/url' }, other];
    const fetch = guardedFetch({ reach: reachOf('acme', { net }, { config }) });
    assert.equal(await (await fetch(`http://${host}/`)).text(), 'hello');
    // It was granted, but the author of a plugin does not decide what of the network of its operator is open.
    await assert.rejects(fetch(`http://${other}/`), { code: 'NET_REFUSED' });
  });

  it('follows no redirect to where it may not go', async () => {
    const other = await serve((_request, response) => response.end('secret'));
    const host = await serve((_request, response) => response.writeHead(302, { location: `http://${other}/` }).end());
    const reach = reachOf('acme', { net: [host] }, { config: {} });
    const fetch = guardedFetch({ reach, allowPrivate: [host, other] });
    await assert.rejects(fetch(`http://${host}/`), { code: 'CAPABILITY_DENIED' });
  });

  it('fills in a path of the configuration only from its own keys', () => {
    const net = [{ fromConfig: '/a/constructor' }, { fromConfig: '/missing' }, { fromConfig: '/number' }];
    assert.deepEqual(reachOf('acme', { net }, { config: { a: {}, number: 1 } }).targets, []);
  });
});
