// What commands ask a server, and what becomes of its answers.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Failure } from '../../src/cli/failure.ts';
import { expectOk, holderAt } from '../../src/cli/holder.ts';
import type { Holder } from '../../src/cli/holder.ts';

type Seen = { readonly line: string; readonly headers: NodeJS.Dict<string | string[]>; readonly body: string };

describe('a server that a command asks', () => {
  let server: Server;
  let holder: Holder;
  let asked: Seen[];
  let answer: (response: ServerResponse) => void;

  beforeEach(async () => {
    asked = [];
    server = createServer((request, response) => {
      void text(request).then((body) => {
        asked.push({ line: `${request.method} ${request.url}`, headers: request.headers, body });
        answer(response);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    holder = holderAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { token: 'let-me-in' });
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const json = (status: number, body: unknown) => (response: ServerResponse) => {
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  };
  const signal = (id: string): ReturnType<typeof holder.call> =>
    holder.call((api) =>
      api.POST('/api/runs/{id}/signal', { params: { path: { id } }, body: { name: 'go', payload: null } }),
    );
  async function failureOf(work: Promise<unknown>): Promise<Pick<Failure, 'status' | 'message'>> {
    const error: unknown = await work.then(
      () => assert.fail('it should have failed'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof Failure, String(error));
    return { status: error.status, message: error.message };
  }

  it('is asked by path, parameters and body, with the token of its data directory', async () => {
    answer = json(202, { run_id: 'r-1' });
    assert.deepEqual(expectOk(await signal('a/b #1')), { run_id: 'r-1' });
    const [{ line, headers, body } = assert.fail('nothing was asked')] = asked;
    assert.equal(line, 'POST /api/runs/a%2Fb%20%231/signal');
    assert.equal(body, '{"name":"go","payload":null}');
    const { accept, authorization, 'content-type': type } = headers;
    assert.deepEqual([accept, authorization, type], ['application/json', 'Bearer let-me-in', 'application/json']);
  });

  it('is asked without a body where a request has none', async () => {
    answer = (response) => response.writeHead(204).end();
    const ask = { params: { path: { name: 'notify' }, query: { force: true } } };
    assert.equal(expectOk(await holder.call((api) => api.DELETE('/api/workflows/{name}', ask))), undefined);
    assert.deepEqual(
      asked.map(({ line, body }) => [line, body]),
      [['DELETE /api/workflows/notify?force=true', '']],
    );
  });

  it('may refuse: 3 where it is not to be used, 1 where what was asked is wrong', async () => {
    const refusals: readonly (readonly [number, number])[] = [
      [400, 1],
      [404, 1],
      [409, 1],
      [422, 1],
      [429, 1],
      [401, 3],
      [403, 3],
      [500, 3],
      [503, 3],
    ];
    for (const [status, exit] of refusals) {
      answer = json(status, { status, detail: 'so it is', code: 'SO' });
      const failure = await failureOf(signal('r-1').then(expectOk));
      assert.deepEqual(failure, { status: exit, message: 'so it is (SO)' }, String(status));
    }
    answer = json(418, []);
    assert.deepEqual(await failureOf(signal('r-1').then(expectOk)), { status: 1, message: 'status 418 (418)' });
    answer = (response) => response.writeHead(502).end();
    assert.deepEqual(await failureOf(signal('r-1').then(expectOk)), { status: 3, message: 'status 502 (502)' });
  });

  it('may be something else', async () => {
    for (const status of [200, 404, 502]) {
      answer = (response) => response.writeHead(status, { 'Content-Type': 'text/html' }).end('<h1>Welcome</h1>');
      assert.deepEqual(await failureOf(signal('r-1')), {
        status: 3,
        message: `what answers at ${holder.url} is not a configurable-agents server`,
      });
    }
  });

  it('may be gone', async () => {
    answer = (response) => response.destroy();
    const message = `no server answers at ${holder.url}; start one: configurable-agents dashboard`;
    assert.deepEqual(await failureOf(signal('r-1')), { status: 3, message });
  });
});
