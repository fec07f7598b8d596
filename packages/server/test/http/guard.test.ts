import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { closeServers, openTestServer, raw, withHost } from '../support/server.ts';

describe('request guard', function () {
  this.timeout(20_000);
  afterEach(closeServers);

  it('answers loopback names with its port and refuses every other Host', async () => {
    const { port } = await openTestServer();
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`, `LOCALHOST:${port}`]) {
      assert.equal(await withHost(port, host), 200, host);
    }
    for (const host of [
      'localhost',
      `evil.example:${port}`,
      `localhost:${port + 1}`,
      `evil.example:x@localhost:${port}`,
      `localhost:${port}.evil.example`,
    ]) {
      assert.equal(await withHost(port, host), 403, host);
    }
  });

  it('answers a host that the operator allowed', async () => {
    const { port } = await openTestServer({ allowedHosts: ['hooks.example.org'] });
    assert.equal(await withHost(port, 'hooks.example.org', '/healthz'), 200);
    assert.equal(await withHost(port, 'other.example.org', '/healthz'), 403);
  });

  it('asks for the token of who comes from outside over a proxy or a tunnel, although that connects over loopback', async () => {
    const { port, server } = await openTestServer({ publicUrl: 'https://hooks.example.org', token: 'sesame' });
    const local = `localhost:${port}`;
    const authorization = { Authorization: 'Bearer sesame' };
    assert.equal(await withHost(port, local), 200);
    assert.equal(await withHost(port, 'hooks.example.org'), 401);
    assert.equal(await withHost(port, local, '/api/runs', { 'X-Forwarded-For': '203.0.113.9' }), 401);
    assert.equal(await withHost(port, 'hooks.example.org', '/api/runs', authorization), 200);
    assert.equal(await withHost(port, 'hooks.example.org', '/webhooks/generic'), 200);
    assert.equal(await withHost(port, 'x.tunnel.example'), 403);
    server.tunnelled('https://x.tunnel.example');
    assert.equal(await withHost(port, 'x.tunnel.example'), 401);
  });

  it('refuses two Host lines', async () => {
    const { port } = await openTestServer();
    const answer = await raw(
      port,
      `GET /healthz HTTP/1.1\r\nHost: localhost:${port}\r\nHost: localhost:${port}\r\nConnection: close\r\n\r\n`,
    );
    assert.match(answer, /^HTTP\/1\.1 400 /);
  });

  it('refuses an absolute target of another origin', async () => {
    const { port } = await openTestServer();
    const answer = await raw(
      port,
      `GET http://evil.example/healthz HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: close\r\n\r\n`,
    );
    assert.match(answer, /^HTTP\/1\.1 400 /);
  });

  it('refuses a transfer coding other than chunked', async () => {
    const { port, register } = await openTestServer();
    await register();
    const head = `POST /webhooks/generic HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Type: application/json\r\nConnection: close\r\n`;
    const body = '{"workflow_name":"notify","inputs":{"message":"x"}}';
    const chunked = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
    assert.match(
      await raw(port, `${head}Transfer-Encoding: gzip, chunked\r\n\r\n${chunked}`),
      /^HTTP\/1\.1 400 [^]*TRANSFER_ENCODING_REFUSED/,
    );
    assert.match(await raw(port, `${head}Transfer-Encoding: chunked\r\n\r\n${chunked}`), /^HTTP\/1\.1 202 /);
    assert.match(
      await raw(port, `${head}Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n${chunked}`),
      /^HTTP\/1\.1 400 /,
    );
  });

  it('refuses compressed bodies', async () => {
    const { post } = await openTestServer();
    const { status, body } = await post('/webhooks/generic', '{}', { 'Content-Encoding': 'gzip' });
    assert.deepEqual([status, body['code']], [415, 'CONTENT_ENCODING_UNSUPPORTED']);
  });

  it('refuses pages of other sites', async () => {
    const { get, post, url } = await openTestServer();
    assert.equal((await get('/api/workflows', { Origin: 'https://evil.example' })).status, 403);
    assert.equal((await get('/api/workflows', { Origin: 'null' })).status, 403);
    assert.equal((await get('/api/workflows', { Origin: url })).status, 200);
    assert.equal((await post('/api/runs', {}, { 'Sec-Fetch-Site': 'cross-site' })).status, 403);
    assert.equal((await post('/api/runs', {}, { 'Sec-Fetch-Site': 'same-origin' })).status, 422);
    assert.equal((await post('/api/runs', '{}', { 'Content-Type': 'text/plain' })).status, 415);
  });

  it('lets somebody follow a link to a page, and a page of another site fetch nothing', async () => {
    const { port } = await openTestServer();
    const from = (path: string, site: string, mode: string): Promise<number> =>
      withHost(port, `localhost:${port}`, path, { 'Sec-Fetch-Site': site, 'Sec-Fetch-Mode': mode });
    assert.equal(await from('/runs', 'cross-site', 'navigate'), 200);
    assert.equal(await from('/runs', 'none', 'navigate'), 200);
    assert.equal(await from('/api/runs', 'same-origin', 'cors'), 200);
    // Another port of this machine is of the same site, and of another origin.
    for (const site of ['cross-site', 'same-site']) {
      assert.equal(await from('/api/runs', site, 'navigate'), 403);
      assert.equal(await from('/runs', site, 'no-cors'), 403);
      assert.equal(await from('/assets/icon.svg', site, 'no-cors'), 403);
      assert.equal(await from('/metrics', site, 'cors'), 403);
    }
  });

  it('answers an oversized body with 413 and ends the connection', async () => {
    const { port } = await openTestServer();
    const head = `POST /webhooks/generic HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Type: application/json\r\n`;
    const size = 30 * 1024 * 1024;
    const declared = await raw(
      port,
      Buffer.concat([Buffer.from(`${head}Content-Length: ${size}\r\n\r\n`), Buffer.alloc(size, 0x20)]),
      { waitMs: 8000 },
    );
    assert.match(declared, /^HTTP\/1\.1 413 [^]*connection: close[^]*BODY_TOO_LARGE/i);
    const chunk = Buffer.alloc(2 * 1024 * 1024, 0x20);
    const parts = [
      Buffer.from(`${head}Transfer-Encoding: chunked\r\n\r\n${chunk.length.toString(16)}\r\n`),
      chunk,
      Buffer.from('\r\n0\r\n\r\n'),
    ];
    assert.match(await raw(port, Buffer.concat(parts), { waitMs: 8000 }), /^HTTP\/1\.1 413 /);
    assert.equal(await withHost(port, `localhost:${port}`, '/healthz'), 200);
  });

  it('never asks for a body that it will refuse', async () => {
    const { port } = await openTestServer();
    const head = `POST /webhooks/generic HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n`;
    const refused = await raw(port, `${head}Content-Length: 30000000\r\n\r\n`);
    assert.match(refused, /^HTTP\/1\.1 413 /);
    assert.doesNotMatch(refused, /100 Continue/);
    assert.match(
      await raw(port, `${head}Content-Length: 2\r\nConnection: close\r\n\r\n{}`),
      /^HTTP\/1\.1 100 Continue[^]*HTTP\/1\.1 422 /,
    );
  });

  it('asks for the token where the bind is not loopback', async () => {
    const { get, port } = await openTestServer({ host: '0.0.0.0', token: 'a-token', allowedHosts: ['0.0.0.0'] });
    const url = `http://127.0.0.1:${port}`;
    const status = async (path: string, headers: Record<string, string> = {}): Promise<number> =>
      (await fetch(url + path, { headers })).status;
    assert.equal(await status('/api/runs'), 401);
    assert.equal(await status('/'), 401);
    assert.equal(await status('/healthz'), 200);
    assert.equal(await status('/api/runs', { Authorization: 'Bearer a-token' }), 200);
    assert.equal(await status('/api/runs', { Authorization: 'Bearer b-token' }), 401);
    assert.equal(await status('/', { Authorization: `Basic ${btoa('anyone:a-token')}` }), 200);
    assert.equal(typeof get, 'function');
    const unsigned = await fetch(`${url}/webhooks/generic`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{}',
    });
    assert.equal(unsigned.status, 403);
    assert.match(await unsigned.text(), /WEBHOOK_SECRET_REQUIRED[^]*|set WEBHOOK_SECRET/);
  });

  it('does not open to the outside without a token', async () => {
    await assert.rejects(openTestServer({ host: '0.0.0.0' }), /give it a `token`/);
  });

  it('closes with idle, half-sent and streaming connections open', async () => {
    const { server, port, get } = await openTestServer();
    const idle = connect(port, '127.0.0.1');
    const half = connect(port, '127.0.0.1');
    half.write('POST /webhooks/generic HTTP/1.1\r\nHost: loc');
    half.on('error', () => {});
    idle.on('error', () => {});
    const stream = await fetch(`http://127.0.0.1:${port}/api/events`);
    const streamed = stream.text();
    const began = Date.now();
    await server.close({ timeoutMs: 700 });
    assert.ok(Date.now() - began < 3000);
    assert.match(await streamed, /retry: 1000/);
    await assert.rejects(get('/healthz'));
  });
});
