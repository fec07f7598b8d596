// Signing in: a cookie that only this server's pages can use.
import assert from 'node:assert/strict';
import { routes } from '../../src/http/app.ts';
import { ACCESS } from '../support/access.ts';
import { closeServers, openTestServer } from '../support/server.ts';
import type { TestServer } from '../support/server.ts';

const OWN = 'the-own-token-of-this-server';

type Browser = {
  readonly cookies: () => string;
  readonly visit: (path: string, headers?: Record<string, string>) => Promise<Visited>;
  readonly submit: (path: string, fields: Record<string, string>, headers?: Record<string, string>) => Promise<Visited>;
};
type Visited = {
  readonly status: number;
  readonly location: string | null;
  readonly text: string;
  readonly headers: Headers;
};

/** A browser at a server behind a proxy, which is trusted: nobody counts as calling from this machine. */
function browserOf({ url }: TestServer): Browser {
  const jar = new Map<string, string>();
  const cookies = (): string => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const go = async (
    path: string,
    init: Omit<RequestInit, 'headers'> & { headers: Record<string, string> },
  ): Promise<Visited> => {
    const response = await fetch(new URL(path, url), {
      ...init,
      redirect: 'manual',
      headers: { Accept: 'text/html', Cookie: cookies(), ...init.headers },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    const location = response.headers.get('location');
    return { status: response.status, location, text: await response.text(), headers: response.headers };
  };
  return {
    cookies,
    visit: (path, headers = {}) => go(path, { headers }),
    submit: (path, fields, headers = {}) =>
      go(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: url, ...headers },
        body: new URLSearchParams(fields).toString(),
      }),
  };
}

const csrfOf = ({ text }: Visited): string => /<meta name="csrf" content="([^"]+)"/.exec(text)?.[1] ?? '';

describe('signing in', function () {
  this.timeout(20_000);
  afterEach(closeServers);
  let now: number;
  const opened = (): Promise<TestServer> => {
    now = Date.now();
    const clock = { now: () => now, after: () => () => {} };
    return openTestServer({ token: OWN, trustProxy: true, now: () => now }, { clock });
  };

  it('leads from a page to the form and back, with a cookie that scripts and other sites do not get', async () => {
    const browser = browserOf(await opened());
    const asked = await browser.visit('/runs?status=failed');
    assert.deepEqual([asked.status, asked.location], [303, '/login?to=%2Fruns%3Fstatus%3Dfailed']);
    const form = await browser.visit(asked.location ?? '');
    assert.match(form.text, /<input type="hidden" name="to" value="\/runs\?status=failed"/);
    assert.equal((await browser.visit('/assets/dashboard.css')).status, 200);
    const signed = await browser.submit('/login', { token: OWN, to: '/runs?status=failed' });
    assert.deepEqual([signed.status, signed.location], [303, '/runs?status=failed']);
    assert.match(
      String(signed.headers.get('set-cookie')),
      /^configurable-agents-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/,
    );
    const page = await browser.visit('/runs?status=failed');
    assert.equal(page.status, 200);
    assert.match(page.text, /Sign out/);
    assert.ok(!page.text.includes(browser.cookies().split('=')[1] ?? ''), 'the page holds the secret');
  });

  it('gives a cookie for TLS only where the way is under TLS', async () => {
    const browser = browserOf(await opened());
    const signed = await browser.submit('/login', { token: OWN, to: '/' }, { 'X-Forwarded-Proto': 'https' });
    assert.match(String(signed.headers.get('set-cookie')), /^__Host-configurable-agents=.*; Secure$/);
  });

  it('leads to pages of this server only', async () => {
    const browser = browserOf(await opened());
    for (const to of ['https://evil.example/', '//evil.example/x', '/\\evil.example', 'javascript:alert(1)', '']) {
      const signed = await browser.submit('/login', { token: OWN, to });
      assert.deepEqual([signed.status, signed.location], [303, '/'], to);
    }
  });

  it('is refused with the form again for a wrong token, and after ten for any', async () => {
    const server = await opened();
    const browser = browserOf(server);
    for (let i = 0; i < 10; i += 1) {
      const refused = await browser.submit('/login', { token: `guess-${i}`, to: '/' });
      assert.equal(refused.status, 401);
      assert.match(refused.text, /role="alert"[^]*the token is wrong/);
    }
    const waiting = await browser.submit('/login', { token: OWN, to: '/' });
    assert.equal(waiting.status, 429);
    assert.equal(browser.cookies(), '');
    const entries = server.runtime.reader.audit().items.map(({ who, status }) => `${who} ${status}`);
    assert.deepEqual(entries, Array(10).fill('nobody 401'));
  });

  it('is noted under the name of the token', async () => {
    const server = await opened();
    const { token } = server.runtime.access.tokens.create({ name: 'ada', scope: 'read', expires: null, by: 'test' });
    await browserOf(server).submit('/login', { token, to: '/' });
    const [entry] = server.runtime.reader.audit().items;
    assert.match(`${entry?.who} ${entry?.action} ${entry?.status}`, /^token ada \(\w+\) POST \/login 303$/);
  });

  it('asks each write of a session for its own token, by header or field', async () => {
    const server = await opened();
    const browser = browserOf(server);
    await browser.submit('/login', { token: OWN, to: '/' });
    const csrf = csrfOf(await browser.visit('/'));
    assert.notEqual(csrf, '');
    const json = async (method: string, path: string, headers: Record<string, string>): Promise<string> => {
      const response = await fetch(new URL(path, server.url), {
        method,
        headers: { 'Content-Type': 'application/json', Cookie: browser.cookies(), Origin: server.url, ...headers },
        body: '{}',
      });
      return `${response.status} ${/"code":"(\w+)"/.exec(await response.text())?.[1] ?? ''}`;
    };
    const writes = routes({} as Parameters<typeof routes>[0]).stack.flatMap(({ methods, path }) => {
      const [method = ''] = methods;
      const access = ACCESS[`${method} ${String(path)}`];
      const isWrite = methods.length > 0 && !methods.includes('GET') && access !== 'signed' && access !== 'public';
      return isWrite ? [{ method, path: String(path).replaceAll(/:\w+/g, 'x') }] : [];
    });
    assert.ok(writes.length > 15);
    for (const { method, path } of writes) {
      assert.equal(await json(method, path, {}), '403 CSRF_INVALID', path);
      assert.equal(await json(method, path, { 'X-CSRF-Token': `${csrf}x` }), '403 CSRF_INVALID', path);
    }
    assert.notEqual(await json('POST', '/api/store/prune', { 'X-CSRF-Token': csrf }), '403 CSRF_INVALID');
    for (const { path } of writes.filter((each) => !each.path.startsWith('/api/'))) {
      const refused = await browser.submit(path, { csrf: 'no' });
      if (path.startsWith('/approvals')) assert.equal(refused.status, 404, 'no such question');
      else assert.equal(refused.status, 403, path);
    }
    assert.equal((await browser.submit('/logout', { csrf })).status, 303);
  });

  it('ends by signing out, also for a stream that is open', async () => {
    const server = await opened();
    const browser = browserOf(server);
    await browser.submit('/login', { token: OWN, to: '/' });
    const before = browser.cookies();
    const csrf = csrfOf(await browser.visit('/'));
    const stream = await fetch(new URL('/api/events', server.url), { headers: { Cookie: before } });
    assert.equal(stream.status, 200);
    const ended = assert.rejects(Array.fromAsync(stream.body ?? []));
    const out = await browser.submit('/logout', { csrf });
    assert.deepEqual([out.status, out.location, browser.cookies()], [303, '/login', '']);
    assert.equal((await fetch(new URL('/api/runs', server.url), { headers: { Cookie: before } })).status, 401);
    await ended;
  });

  it('ends with its time, with its token, and with a new token of the server', async () => {
    const server = await opened();
    const { tokens } = server.runtime.access;
    const [byToken, byOwn] = [browserOf(server), browserOf(server)];
    const { token } = tokens.create({ name: 'ada', scope: 'run', expires: null, by: 'test' });
    await byToken.submit('/login', { token, to: '/' });
    await byOwn.submit('/login', { token: OWN, to: '/' });
    assert.equal((await byToken.visit('/')).status, 200);
    tokens.revoke('ada');
    assert.equal((await byToken.visit('/')).status, 303);
    assert.equal((await byOwn.visit('/')).status, 200);
    now += 12 * 3_600_000;
    assert.equal((await byOwn.visit('/')).status, 303);
  });

  it('shows who may only look no button that it may not press', async () => {
    const server = await opened();
    const { token } = server.runtime.access.tokens.create({ name: 'eve', scope: 'read', expires: null, by: 'test' });
    const own = { Authorization: `Bearer ${OWN}` };
    const source = 'name: f\nnodes: [{ name: a, llm: { provider: echo, model: echo }, prompt: hi }]\n';
    const started = await server.post('/api/runs?wait=10s', { source }, own);
    const path = `/runs/${String(started.body['run_id'])}`;
    const [reader, owner] = [browserOf(server), browserOf(server)];
    await reader.submit('/login', { token, to: '/' });
    await owner.submit('/login', { token: OWN, to: '/' });
    const [seen, whole] = [await reader.visit(path), await owner.visit(path)];
    assert.match(whole.text, /Fork run/);
    assert.match(whole.text, /<input type="hidden" name="csrf"/);
    assert.doesNotMatch(seen.text, /Fork run/);
    assert.equal((await reader.submit(`${path}/fork`, { csrf: csrfOf(seen), from: 'a' })).status, 403);
    const forked = await owner.submit(`${path}/fork`, { csrf: csrfOf(whole), from: 'a', state: '{}' });
    assert.equal(forked.status, 303);
  });
});
