// Who may call what: read off the route table, so that no route is left out.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { SCOPES } from '@configurable-agents/core';
import type { Scope } from '@configurable-agents/core';
import { isPublic, problemsOf } from '../../src/http/api/document.ts';
import { ROUTES } from '../../src/http/api/table.ts';
import { routes } from '../../src/http/app.ts';
import { PAGES } from '../../src/http/pages.ts';
import { ACCESS } from '../support/access.ts';
import { closeServers, openTestServer, withHost } from '../support/server.ts';
import type { TestServer } from '../support/server.ts';

const OWN = 'the-own-token-of-this-server';

/** Each route with a path that leads to it. */
function table(): readonly { readonly route: string; readonly method: string; readonly path: string }[] {
  return routes({} as Parameters<typeof routes>[0])
    .stack.filter(({ methods }) => methods.length > 0)
    .map(({ methods, path }) => {
      const method = methods.find((each) => each !== 'HEAD') ?? '';
      return { route: `${method} ${String(path)}`, method, path: String(path).replaceAll(/:\w+/g, 'x') };
    });
}

type Sent = {
  readonly status: number;
  readonly code: string | undefined;
  readonly headers: Headers;
  readonly text: string;
};

/** A server whose callers all come from outside. */
async function outside(options: Parameters<typeof openTestServer>[0] = {}): Promise<TestServer> {
  return await openTestServer({ host: '0.0.0.0', token: OWN, allowedHosts: ['0.0.0.0'], ...options });
}

async function send(
  { port }: TestServer,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body = '{}',
): Promise<Sent> {
  const isWrite = method !== 'GET' && method !== 'HEAD';
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    redirect: 'manual',
    headers: { ...(isWrite ? { 'Content-Type': 'application/json' } : {}), ...headers },
    ...(isWrite ? { body } : {}),
  });
  // The stream of all events never ends.
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
  const text = isStream ? '' : await response.text();
  if (isStream) await response.body?.cancel();
  const code =
    response.headers.get('content-type')?.includes('json') === true ? /"code":"(\w+)"/.exec(text)?.[1] : undefined;
  return { status: response.status, code, headers: response.headers, text };
}

function tokenOf({ runtime }: TestServer, scope: Scope): string {
  return runtime.access.tokens.create({ name: scope, scope, expires: null, by: 'test' }).token;
}

const bearer = (token: string): Record<string, string> => ({ Authorization: `Bearer ${token}` });

describe('access to routes', function () {
  this.timeout(20_000);
  afterEach(closeServers);

  it('is said once for every route that is answered, and for no other', () => {
    assert.equal(Object.keys(ACCESS).length, ROUTES.length + PAGES.length);
    assert.deepEqual(
      table()
        .map(({ route }) => route)
        .toSorted(),
      Object.keys(ACCESS).toSorted(),
    );
    assert.ok(table().length > 50);
  });

  it('is refused with 401 without a token, and with 403 with a token of a lesser scope', async () => {
    const server = await outside();
    const tokens = new Map(SCOPES.map((scope) => [scope, tokenOf(server, scope)]));
    for (const { route, method, path } of table()) {
      const access = ACCESS[route] ?? 'missing';
      const nobody = await send(server, method, path);
      if (access === 'public' || access === 'signed') {
        assert.notEqual(nobody.code, 'TOKEN_REQUIRED', route);
        continue;
      }
      assert.deepEqual([nobody.status, nobody.code], [401, 'TOKEN_REQUIRED'], route);
      assert.equal(nobody.headers.get('www-authenticate'), 'Bearer', route);
      const needs = access === 'proven' ? 'admin' : access;
      for (const [scope, token] of tokens) {
        const { status, code } = await send(server, method, path, bearer(token));
        const isLess = SCOPES.indexOf(scope) < SCOPES.indexOf(needs as Scope);
        if (isLess) assert.deepEqual([status, code], [403, 'SCOPE_MISSING'], `${route} with ${scope}`);
        else assert.ok(code !== 'SCOPE_MISSING' && status !== 401, `${route} with ${scope}: ${status} ${code}`);
      }
    }
  });

  it('is asked for before anything is said about a path that is not there', async () => {
    const server = await outside();
    assert.equal((await send(server, 'GET', '/api/nothing')).status, 401);
    assert.equal((await send(server, 'PUT', '/api/runs')).status, 401);
    assert.equal((await send(server, 'GET', '/api/nothing', bearer(OWN))).status, 404);
    assert.equal((await send(server, 'HEAD', '/api/runs')).status, 401);
  });

  it('is open from this machine, but for what takes a token from everybody', async () => {
    const { get, post, runtime } = await openTestServer({ token: OWN });
    assert.equal((await get('/api/tokens')).status, 200);
    const made = { name: 'ci', scope: 'run' };
    assert.deepEqual((await post('/api/tokens', made)).body['code'], 'TOKEN_REQUIRED');
    assert.equal((await post('/api/tokens', made, bearer(OWN))).status, 201);
    assert.equal(runtime.reader.tokens().length, 1);
  });

  it('holds a caller of this machine to the token that it shows', async () => {
    const server = await openTestServer({ token: OWN });
    const { get, post } = server;
    const read = bearer(tokenOf(server, 'read'));
    assert.equal((await get('/api/runs', read)).status, 200);
    assert.equal((await post('/api/store/prune', {}, read)).body['code'], 'SCOPE_MISSING');
    assert.equal((await get('/api/runs', bearer('nonsense'))).body['code'], 'TOKEN_REQUIRED');
    assert.equal((await get('/api/runs', { Authorization: 'Digest x' })).body['code'], 'TOKEN_REQUIRED');
  });

  it('lets a token of the scope run start what is registered, and no other file', async () => {
    const server = await outside();
    const [run, admin] = [bearer(tokenOf(server, 'run')), bearer(tokenOf(server, 'admin'))];
    const file = 'name: f\nnodes: [{ name: a, llm: { provider: echo, model: echo }, prompt: hi }]\n';
    const source = JSON.stringify({ name: 'notify', source: file });
    assert.equal((await send(server, 'POST', '/api/workflows', run, source)).status, 403);
    assert.equal((await send(server, 'POST', '/api/workflows', admin, source)).status, 201);
    const registered = await send(server, 'POST', '/api/runs', run, '{"workflow_name":"notify"}');
    assert.equal(registered.status, 202);
    const other = JSON.stringify({ source: file });
    assert.equal((await send(server, 'POST', '/api/runs', run, other)).code, 'SCOPE_MISSING');
    assert.equal((await send(server, 'POST', '/api/runs', admin, other)).status, 202);
  });

  it('takes the token of `curl -u` too', async () => {
    const server = await outside();
    const basic = { Authorization: `Basic ${btoa(`anyone:${tokenOf(server, 'read')}`)}` };
    assert.equal((await send(server, 'GET', '/api/runs', basic)).status, 200);
  });

  it('ends with a token that is revoked or has expired', async () => {
    let now = Date.now();
    const server = await outside({ now: () => now });
    const admin = bearer(OWN);
    const made = await send(server, 'POST', '/api/tokens', admin, '{"name":"ci","scope":"read","expires_in":"1h"}');
    assert.equal(made.status, 201);
    const {
      token,
      id,
      expires_at: expires,
    } = JSON.parse(made.text) as { token: string; id: string; expires_at: string };
    assert.equal(Date.parse(expires), now + 3_600_000);
    assert.equal((await send(server, 'GET', '/api/runs', bearer(token))).status, 200);
    assert.ok(!(await send(server, 'GET', '/api/tokens', admin)).text.includes(token.slice(-43)));
    assert.equal((await send(server, 'DELETE', `/api/tokens/${id}`, admin)).status, 200);
    assert.equal((await send(server, 'GET', '/api/runs', bearer(token))).code, 'TOKEN_REQUIRED');
    assert.equal((await send(server, 'DELETE', `/api/tokens/${id}`, admin)).code, 'TOKEN_NOT_FOUND');
    now += 1;
  });

  it('says what is wrong with a token that is asked for', async () => {
    const { post } = await openTestServer({ token: OWN });
    const ask = async (body: object): Promise<unknown> => (await post('/api/tokens', body, bearer(OWN))).body['detail'];
    assert.match(String(await ask({ name: 'x', scope: 'root' })), /`scope` must be one of read, run, admin/);
    assert.match(String(await ask({ name: '../x', scope: 'run' })), /`name` must be 1 to 64 letters/);
    assert.match(String(await ask({ name: 'x', scope: 'run', expires_in: 'soon' })), /`expires_in` must be a duration/);
    await ask({ name: 'x', scope: 'run' });
    assert.match(String(await ask({ name: 'x', scope: 'run' })), /a token "x" already/);
  });
});

describe('wrong tokens', function () {
  this.timeout(20_000);
  afterEach(closeServers);

  it('make their sender wait after ten, also with a right one, and nobody else', async () => {
    let now = Date.now();
    const server = await openTestServer({ token: OWN, trustProxy: true, now: () => now });
    const from = (address: string, token: string): Promise<Sent> =>
      send(server, 'GET', '/api/runs', { ...bearer(token), 'X-Forwarded-For': `198.51.100.1, ${address}` });
    for (let i = 0; i < 10; i += 1) assert.equal((await from('203.0.113.9', `guess-${i}`)).status, 401);
    const refused = await from('203.0.113.9', OWN);
    assert.deepEqual(
      [refused.status, refused.code, refused.headers.get('retry-after')],
      [429, 'TOO_MANY_ATTEMPTS', '60'],
    );
    assert.equal((await from('203.0.113.10', OWN)).status, 200);
    // No token is no attempt.
    assert.equal((await send(server, 'GET', '/api/runs', { 'X-Forwarded-For': '203.0.113.9' })).status, 401);
    now += 60_000;
    assert.equal((await from('203.0.113.9', OWN)).status, 200);
  });

  it('are told so by every route that takes a token, and its document says it', async () => {
    const server = await openTestServer({ token: OWN });
    for (let i = 0; i < 10; i += 1) await send(server, 'GET', '/api/runs', bearer(`guess-${i}`));
    for (const route of ROUTES) {
      const path = route.path.replaceAll(/\{\w+\}/g, 'x');
      const { status } = await send(server, route.method.toUpperCase(), path, bearer(OWN));
      assert.equal(status === 429, !isPublic(route), route.id);
      if (status === 429) assert.ok(problemsOf(route).includes(429), route.id);
    }
  });
});

describe('a trusted proxy', function () {
  this.timeout(20_000);
  afterEach(closeServers);

  it('makes nobody a caller of this machine, and closes triggers without a secret', async () => {
    const server = await openTestServer({ token: OWN, trustProxy: true });
    assert.equal((await server.get('/api/runs')).status, 401);
    assert.equal((await server.get('/api/runs', bearer(OWN))).status, 200);
    const unsigned = await server.post('/webhooks/generic', { workflow_name: 'notify', inputs: {} });
    assert.deepEqual([unsigned.status, unsigned.body['code']], [403, 'WEBHOOK_SECRET_REQUIRED']);
    assert.match(String(unsigned.body['detail']), /behind a proxy \(--trust-proxy\)/);
  });

  it('is not believed where it was not named', async () => {
    const server = await openTestServer({ publicUrl: 'https://hooks.example.org', token: OWN });
    const status = (headers: Record<string, string>): Promise<number> =>
      withHost(server.port, `localhost:${server.port}`, '/api/runs', { ...bearer('wrong'), ...headers });
    for (let i = 0; i < 10; i += 1) assert.equal(await status({ 'X-Forwarded-For': `203.0.113.${i}` }), 401);
    assert.equal(await status({ 'X-Forwarded-For': '203.0.113.200' }), 429);
  });
});

describe('the audit log', function () {
  this.timeout(20_000);
  afterEach(closeServers);

  it('has an entry for each write, with who, what and how it ended, and none for looking', async () => {
    const server = await outside();
    const { runtime } = server;
    const [read, admin] = [bearer(tokenOf(server, 'read')), bearer(OWN)];
    const source = 'name: f\nnodes: [{ name: a, llm: { provider: echo, model: echo }, prompt: hi }]\n';
    await send(server, 'GET', '/api/runs', read);
    await send(server, 'POST', '/api/workflows', admin, JSON.stringify({ name: 'f', source }));
    await send(server, 'DELETE', '/api/workflows/f?force=secret', read);
    await send(server, 'POST', '/api/runs', admin, '{"workflow_name":"gone"}');
    await send(server, 'POST', '/api/runs');
    await send(server, 'POST', '/webhooks/generic');
    const [reader] = runtime.reader.tokens();
    assert.deepEqual(
      runtime.reader
        .audit()
        .items.map(({ who, peer, action, target, status, code }) => [who, peer, action, target, status, code]),
      [
        ["the server's token", '127.0.0.1', 'POST /api/runs', '/api/runs', 404, 'WORKFLOW_NOT_FOUND'],
        [
          `token read (${reader?.id})`,
          '127.0.0.1',
          'DELETE /api/workflows/:name',
          '/api/workflows/f',
          403,
          'SCOPE_MISSING',
        ],
        ["the server's token", '127.0.0.1', 'POST /api/workflows', '/api/workflows', 201, null],
      ],
    );
    const asked = JSON.parse((await send(server, 'GET', '/api/audit?limit=2', admin)).text) as {
      items: unknown[];
      next_cursor: string;
    };
    assert.equal(asked.items.length, 2);
    const rest = JSON.parse((await send(server, 'GET', `/api/audit?cursor=${asked.next_cursor}`, admin)).text) as {
      items: unknown[];
    };
    assert.equal(rest.items.length, 1);
    assert.equal((await send(server, 'GET', '/api/audit', read)).status, 403);
  });
});

describe('docs/access.md', () => {
  it('says of each route what the table says', () => {
    const page = readFileSync(new URL('../../../../docs/access.md', import.meta.url), 'utf8');
    const rows = [...page.matchAll(/^\| `(\w+)` +\| (`[A-Z]+ \/.*)\|$/gm)];
    const said = rows.flatMap(([, access = '', list = '']) =>
      [...list.matchAll(/`([^`]+)`/g)].map(([, route = '']) => [route, access] as const),
    );
    assert.equal(new Set(said.map(([route]) => route)).size, said.length);
    assert.deepEqual(Object.fromEntries(said), ACCESS);
  });
});
