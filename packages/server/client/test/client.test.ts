// The client against a real server: what it types is what comes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { ApiProblem, createClient, dataOf, followEvents, followRun, itemsOf } from '@configurable-agents/client';
import type { ApiEvent, Client, schemas } from '@configurable-agents/client';
import { CLIENT_TYPES_FILE, clientTypesText } from '../../test/support/client-types.ts';
import { closeServers, NOTIFY, openTestServer } from '../../test/support/server.ts';
import type { TestServer } from '../../test/support/server.ts';

describe('the client', function () {
  this.timeout(20_000);
  afterEach(closeServers);

  async function open(): Promise<{ readonly server: TestServer; readonly api: Client }> {
    const server = await openTestServer();
    return { server, api: createClient({ url: server.url }) };
  }

  async function start(api: Client, message: string): Promise<string> {
    const answer = await api.POST('/api/runs', {
      params: { query: { wait: '10s' } },
      body: { workflow_name: 'notify', inputs: { message } },
    });
    return dataOf(answer).run_id;
  }

  it('has the types of the document; npm run build:openapi writes them', () => {
    assert.equal(readFileSync(CLIENT_TYPES_FILE, 'utf8'), clientTypesText());
  });

  it('registers, runs and reads, with types', async () => {
    const { api } = await open();
    const registered = dataOf(await api.POST('/api/workflows', { body: { name: 'notify', source: NOTIFY } }));
    assert.equal(registered.revision, 1);
    const id = await start(api, 'x');
    const run: schemas['RunDetail'] = dataOf(await api.GET('/api/runs/{id}', { params: { path: { id } } }));
    assert.equal(run.status, 'succeeded');
    assert.deepEqual(
      run.nodes.map(({ node }) => node),
      ['summarise', 'format'],
    );
    // @ts-expect-error there is no such status
    const wrong = await api.GET('/api/runs', { params: { query: { status: 'done' } } });
    assert.equal(wrong.response.status, 422);
  });

  it('throws what the server refuses, with its code', async () => {
    const { api } = await open();
    const answer = await api.GET('/api/runs/{id}', { params: { path: { id: 'none' } } });
    assert.throws(
      () => dataOf(answer),
      (error) => error instanceof ApiProblem && error.status === 404 && error.code === 'RUN_NOT_FOUND',
    );
  });

  it('gives the items of all pages', async () => {
    const { api, server } = await open();
    await server.register();
    const ids: string[] = [];
    for (const message of ['a', 'b', 'c']) ids.push(await start(api, message));
    const seen: string[] = [];
    for await (const run of itemsOf((page) => api.GET('/api/runs', { params: { query: { limit: 2, ...page } } })))
      seen.push(run.run_id);
    assert.deepEqual(seen, ids.toReversed());
  });

  it('follows a run to its end, and all runs over a connection that breaks', async () => {
    const { api, server } = await open();
    await server.register();
    const id = await start(api, 'x');
    const kinds: string[] = [];
    for await (const { kind } of followRun(api, id, { retryMs: 1 })) kinds.push(kind);
    assert.deepEqual([kinds[0], kinds.at(-1)], ['run.accepted', 'run.finished']);
    let opened = 0;
    // Each connection but the third ends after two events.
    const breaking = createClient({
      url: server.url,
      fetch: async (request) => {
        const response = await fetch(request);
        opened += 1;
        return opened > 2 ? response : new Response(firstEvents(response, 2), response);
      },
    });
    const until = new AbortController();
    const events: ApiEvent[] = [];
    for await (const event of followEvents(breaking, { after: 0, retryMs: 1, signal: until.signal })) {
      events.push(event);
      if (event.kind === 'run.finished') until.abort();
    }
    assert.equal(opened, 2);
    const positions = events.map(({ id: position }) => position ?? 0);
    assert.deepEqual(
      positions,
      [...new Set(positions)].toSorted((a, b) => a - b),
    );
    assert.deepEqual(
      events.map(({ kind }) => kind),
      kinds.filter((kind) => kind.startsWith('run.')),
    );
  });

  it('says at once where a run is not there', async () => {
    const { api } = await open();
    await assert.rejects(
      async () => {
        for await (const _event of followRun(api, 'none')) assert.fail('there is nothing to follow');
      },
      (error) => error instanceof ApiProblem && error.code === 'RUN_NOT_FOUND',
    );
  });

  it('sends the token', async () => {
    const asked: (string | null)[] = [];
    const api = createClient({
      url: 'http://127.0.0.1:1/',
      token: 'secret',
      fetch: (request) => {
        asked.push(request.url, request.headers.get('authorization'), request.headers.get('content-type'));
        return Promise.resolve(new Response(null, { status: 204 }));
      },
    });
    await api.DELETE('/api/workflows/{name}', { params: { path: { name: 'a b' } } });
    assert.deepEqual(asked, ['http://127.0.0.1:1/api/workflows/a%20b', 'Bearer secret', 'application/json']);
  });
});

/** A stream that ends after so many events. */
function firstEvents({ body }: Response, count: number): ReadableStream<Uint8Array> {
  let seen = 0;
  const cut = new TransformStream<string, string>({
    transform: (text, controller) => {
      for (const block of text.split(/(?<=\n\n)/)) {
        if (block.startsWith('id: ')) seen += 1;
        if (seen > count) controller.terminate();
        else controller.enqueue(block);
      }
      if (seen >= count) controller.terminate();
    },
  });
  if (body === null) throw new Error('a stream was expected');
  return body.pipeThrough(new TextDecoderStream()).pipeThrough(cut).pipeThrough(new TextEncoderStream());
}
