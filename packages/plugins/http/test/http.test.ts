import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Context } from '@configurable-agents/plugin-sdk';
import { plugin } from '@configurable-agents/plugin-http';

let server: Server;
let url = '';
let answer: (request: IncomingMessage, response: ServerResponse) => void;

// The host's own fetch is guarded and refuses loopback; the action needs no more than these three.
const context = {
  fetch: globalThis.fetch,
  signal: new AbortController().signal,
  idempotencyKey: 'run/node',
} as Context;
const run = async (input: object): Promise<unknown> =>
  plugin.actions?.['http']?.run({ input: { url, ...input }, context });

describe('action http', () => {
  before(async () => {
    server = createServer((request, response) => answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/path`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  it('gives the body, parsed when its type is JSON', async () => {
    answer = (_request, response) => response.setHeader('content-type', 'application/json').end('{"a":1}');
    assert.deepEqual(await run({}), { a: 1 });
    answer = (_request, response) => response.end('{"a":1}');
    assert.equal(await run({}), '{"a":1}');
  });

  it('sends an object as JSON, with the idempotency key', async () => {
    answer = (request, response) => {
      const { 'content-type': type, 'idempotency-key': key } = request.headers;
      request.on('data', (chunk: Buffer) => response.end(`${type} ${key} ${chunk.toString()}`));
    };
    assert.equal(await run({ method: 'POST', body: { b: 2 } }), 'application/json run/node {"b":2}');
  });

  it('adds the query, and gives status and headers when asked', async () => {
    answer = (request, response) => response.setHeader('x-seen', request.url ?? '').end('ok');
    const full = (await run({ query: { q: 'a b' }, response: 'full' })) as {
      status: number;
      headers: { 'x-seen': string };
      body: string;
    };
    assert.deepEqual([full.status, full.headers['x-seen'], full.body], [200, '/path?q=a+b', 'ok']);
  });

  it('classes failures by status, with Retry-After', async () => {
    const fails = async (status: number, expected: object): Promise<void> => {
      answer = (_request, response) => response.writeHead(status, { 'retry-after': '2' }).end();
      await assert.rejects(run({}), expected, String(status));
    };
    await fails(429, { class: 'rate_limit', retryable: true, retryAfterMs: 2000 });
    await fails(503, { class: 'unavailable', retryable: true });
    await fails(401, { class: 'auth', retryable: false });
    await fails(404, { class: 'not_found', retryable: false });
    await fails(418, { class: 'bad_request', retryable: false });
  });

  it('takes a status that it was told to expect', async () => {
    answer = (_request, response) => response.writeHead(404).end('nothing');
    assert.equal(await run({ expect_status: [404] }), 'nothing');
  });

  it('says that there was no answer, without the query', async () => {
    await assert.rejects(run({ url: 'http://127.0.0.1:1/x?key=secret' }), (error: Error) => {
      assert.match(error.message, /GET http:\/\/127\.0\.0\.1:1\/x got no answer/);
      return !error.message.includes('secret');
    });
  });
});
