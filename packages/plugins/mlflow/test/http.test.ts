import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { openHttp } from '../src/http.ts';
import type { Answer, Exchange, Http } from '../src/http.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

describe('an exchange over HTTP', () => {
  let server: Server;
  let url: string;
  let http: Http;
  let handle: Handler;
  let sockets: Set<Socket>;
  beforeEach(async () => {
    http = openHttp();
    sockets = new Set();
    handle = (_, response) => void response.end('fine');
    server = createServer((request, response) => handle(request, response));
    server.on('connection', (socket) => sockets.add(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const exchange = (given: Partial<Exchange> = {}): Promise<Answer> => {
    const { signal } = new AbortController();
    return http.exchange({ url, method: 'GET', headers: {}, timeoutMs: 5000, signal, isRepeatable: true, ...given });
  };
  const bodyOf = async (request: IncomingMessage): Promise<string> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString();
  };

  it('gives status, headers and text, and sends a body with its length', async () => {
    handle = (request, response) => {
      const { method, headers } = request;
      void bodyOf(request).then((body) => {
        const told = { method, type: headers['content-type'], length: headers['content-length'], body };
        response.writeHead(418, { 'x-told': 'yes' }).end(JSON.stringify(told));
      });
    };
    const headers = { 'content-type': 'text/plain' };
    for (const body of ['é', Buffer.from('é')]) {
      const { status, headers: told, text } = await exchange({ method: 'PUT', headers, body });
      assert.deepEqual([status, told['x-told']], [418, 'yes']);
      assert.deepEqual(JSON.parse(text), { method: 'PUT', type: 'text/plain', length: '2', body: 'é' });
    }
    const { text } = await exchange();
    assert.deepEqual(JSON.parse(text), { method: 'GET', body: '' });
  });

  it('has a character whole that came in two pieces', async () => {
    const [first, second] = [Buffer.from('é').subarray(0, 1), Buffer.from('é').subarray(1)];
    handle = (_, response) => {
      response.write(first);
      setTimeout(() => response.end(second), 20);
    };
    assert.equal((await exchange()).text, 'é');
  });

  it('follows no redirect', async () => {
    handle = (_, response) => void response.writeHead(302, { location: url }).end();
    const { status, headers } = await exchange({ method: 'POST', body: 'x' });
    assert.deepEqual([status, headers.location], [302, url]);
  });

  it('uses a connection again, and another one where the server has closed it meanwhile', async () => {
    let count = 0;
    handle = (request, response) => {
      count += 1;
      // As one that closed the connection while this request was on its way.
      if (count === 3) request.socket.resetAndDestroy();
      else response.end(String(count));
    };
    await exchange();
    await exchange();
    assert.equal(sockets.size, 1);
    assert.equal((await exchange()).text, '4');
    assert.equal(sockets.size, 2);
  });

  it('that must not be made twice is not, and one on a new connection neither', async () => {
    let count = 0;
    const breaks: Handler = (request) => {
      count += 1;
      request.socket.resetAndDestroy();
    };
    await exchange();
    handle = breaks;
    await assert.rejects(exchange({ isRepeatable: false }), { code: 'ECONNRESET' });
    await assert.rejects(exchange(), { code: 'ECONNRESET' });
    assert.equal(count, 2);
  });

  it('ends when its time is over, before an answer and in the middle of one', async () => {
    for (const begins of [false, true]) {
      handle = (_, response) => void (begins && response.write('a'));
      await assert.rejects(exchange({ timeoutMs: 50 }), { name: 'TimeoutError' });
    }
  });

  it('ends when the batch is stopped', async () => {
    handle = () => {};
    const controller = new AbortController();
    const stopped = exchange({ signal: controller.signal });
    setTimeout(() => controller.abort(), 20);
    await assert.rejects(stopped, { name: 'AbortError' });
  });

  it('fails by an answer that breaks off, and by one without end', async () => {
    handle = (request, response) => {
      response.writeHead(200, { 'content-length': '10' }).write('half');
      setTimeout(() => request.socket.destroy(), 20);
    };
    await assert.rejects(exchange({ isRepeatable: false }), { code: 'ECONNRESET' });
    handle = (_, response) => {
      const more = (): void => void (response.destroyed || response.write('x'.repeat(1_000_000), more));
      more();
    };
    await assert.rejects(exchange(), /answers with more than 16000000 characters/);
  });

  it('goes by the proxy of the environment, where Node is told to use it', async () => {
    const names = ['NODE_USE_ENV_PROXY', 'HTTP_PROXY', 'NO_PROXY'];
    const before = Object.fromEntries(names.map((name) => [name, process.env[name]]));
    Object.assign(process.env, { NODE_USE_ENV_PROXY: '1', HTTP_PROXY: url, NO_PROXY: '' });
    try {
      http = openHttp();
      handle = (request, response) => void response.end(request.url);
      assert.equal((await exchange({ url: 'http://mlflow.invalid/api' })).text, 'http://mlflow.invalid/api');
    } finally {
      for (const name of names) {
        if (before[name] === undefined) delete process.env[name];
        else process.env[name] = before[name];
      }
    }
  });

  it('says why no server is reached', async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await assert.rejects(exchange(), { code: 'ECONNREFUSED' });
    await new Promise<void>((resolve) => server.listen(0, resolve));
  });
});
