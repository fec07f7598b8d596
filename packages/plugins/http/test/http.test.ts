import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Context } from '@configurable-agents/plugin-sdk';
import { plugin } from '@configurable-agents/plugin-http';

let server: Server;
let url = '';
let answer: (request: IncomingMessage, response: ServerResponse) => void;

// The host's own fetch is guarded and refuses loopback; the action needs no more than these four.
const context = {
  fetch: globalThis.fetch,
  signal: new AbortController().signal,
  idempotencyKey: 'run/node',
  now: () => Date.parse('2026-01-01T00:00:00Z'),
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

  it('waits until the date that Retry-After names', async () => {
    answer = (_request, response) => response.writeHead(503, { 'retry-after': 'Thu, 01 Jan 2026 00:00:05 GMT' }).end();
    await assert.rejects(run({}), { retryAfterMs: 5000 });
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

  it('sends text as it is, and the key with every method that may change something', async () => {
    answer = (request, response) => {
      const { 'content-type': type, 'idempotency-key': key } = request.headers;
      request.on('data', (chunk: Buffer) => response.end(`${request.method} ${type} ${key} ${chunk.toString()}`));
    };
    const headers = { 'content-type': 'text/csv' };
    assert.equal(await run({ method: 'PUT', body: 'a;b', headers }), 'PUT text/csv run/node a;b');
    answer = (request, response) => response.end(`${request.headers['idempotency-key']}`);
    assert.equal(await run({ method: 'DELETE' }), 'run/node');
    assert.equal(await run({ method: 'GET' }), 'undefined');
  });

  it('refuses a request that cannot be sent, once and for all', async () => {
    const wrong: readonly (readonly [object, RegExp])[] = [
      [{ url: '/relative?key=secret' }, /no absolute URL/],
      [{ url: 'http://user:secret@127.0.0.1/' }, /`Authorization`/],
      [{ body: { a: 1 } }, /a GET request has no body/],
      [{ headers: { 'x-key': 'secret\nforged' } }, /the header "x-key"/],
    ];
    for (const [input, message] of wrong) {
      await assert.rejects(run(input), (error: Error & { readonly class?: string; readonly retryable?: boolean }) => {
        assert.match(error.message, message);
        assert.doesNotMatch(error.message, /secret/);
        assert.deepEqual([error.class, error.retryable], ['bad_request', false]);
        return true;
      });
    }
  });

  it('says that JSON is none', async () => {
    answer = (_request, response) => response.setHeader('content-type', 'application/problem+json').end('{');
    await assert.rejects(run({}), { class: 'invalid_output', retryable: true });
  });

  it('stops reading an answer over ten megabytes', async () => {
    const megabyte = Buffer.alloc(1024 * 1024, 0x20);
    answer = (_request, response) => {
      const send = (left: number): void => {
        if (left > 0 && !response.destroyed) response.write(megabyte, () => send(left - 1));
        else response.end();
      };
      send(64);
    };
    await assert.rejects(run({}), { class: 'invalid_output', retryable: false });
  });

  it('takes a connection that ends in the middle of an answer for no answer', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.destroy());
    };
    await assert.rejects(run({}), { class: 'unavailable', retryable: true });
  });

  it('stops when it is aborted', async () => {
    const controller = new AbortController();
    answer = () => controller.abort(new Error('cancelled'));
    const call = plugin.actions?.['http']?.run({
      input: { url },
      context: { ...context, signal: controller.signal },
    });
    await assert.rejects(Promise.resolve(call), /cancelled/);
  });
});
