import assert from 'node:assert/strict';
import type { CallbackRow } from '@configurable-agents/core';
import { closeReceivers, openReceiver } from '../../../core/test/support/receiver.ts';
import type { Receiver } from '../../../core/test/support/receiver.ts';
import { ahead } from '../../src/dashboard/format.ts';
import { closeServers, NOTIFY, openTestServer } from '../support/server.ts';
import type { TestServer } from '../support/server.ts';

const KEY = Buffer.alloc(24, 3).toString('base64');
const OWN = 'the-own-token-of-this-server';
const page = { Accept: 'text/html' };
/** `+` and `&` must survive the way through links and fields. */
const PATH = '/runs?a=1&b=%2B';

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** A server whose workflow tells its end to a receiver, after the first attempt. */
async function telling(
  receiver: Receiver,
  { url = `http://${receiver.target}${PATH}`, token }: { readonly url?: string; readonly token?: string } = {},
): Promise<TestServer & { readonly rows: () => readonly CallbackRow[]; readonly told: string }> {
  const server = await openTestServer(token === undefined ? {} : { token, trustProxy: true }, {
    env: { CALLBACK_SECRET: `whsec_${KEY}` },
    allowPrivate: [receiver.target],
    callbacks: { isSending: true },
  });
  const source = `${NOTIFY}on_finish: { url: '${url}', secret: CALLBACK_SECRET }\n`;
  const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  const body = { source, path: 'notify.yaml', inputs: { message: 'hi' } };
  assert.equal((await server.post('/api/runs?wait=10s', body, headers)).status, 200);
  const rows = (): readonly CallbackRow[] => server.runtime.reader.callbacks().items;
  await until(() => rows().some(({ attempts }) => attempts > 0));
  return { ...server, rows, told: url };
}

/** Sends a form as a page of the server does, and does not follow. */
async function submit(
  { url }: Pick<TestServer, 'url'>,
  path: string,
  {
    fields = {},
    headers = {},
  }: { readonly fields?: Record<string, string>; readonly headers?: Record<string, string> },
): Promise<{ readonly status: number; readonly location: string; readonly text: string }> {
  const response = await fetch(new URL(path, url), {
    method: 'POST',
    redirect: 'manual',
    headers: { ...page, Origin: url, ...headers },
    body: new URLSearchParams(fields),
  });
  const { status } = response;
  return { status, location: response.headers.get('location') ?? '', text: await response.text() };
}

/** What a browser would send of the first form that leads to a path. */
function fieldsOf(text: string, action: string): Record<string, string> {
  const start = text.indexOf(`action="${action}"`);
  assert.ok(start > 0, `there is no form of ${action}`);
  const form = text.slice(start, text.indexOf('</form>', start));
  const found = form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
  return Object.fromEntries(Array.from(found, ([, name = '', value = '']) => [name, value.replaceAll('&amp;', '&')]));
}

describe('callbacks in the dashboard', function () {
  this.timeout(20_000);
  afterEach(async () => {
    await closeServers();
    closeReceivers();
  });

  it('says when something is sent next', () => {
    const shown = (time: string | null): string => ahead(time, Date.parse('2026-11-27T10:00:00Z')).markup;
    assert.match(shown('2026-11-27T10:05:00.000Z'), /title="2026-11-27T10:05:00.000Z">in 5 m 00 s</);
    assert.match(shown('2026-11-27T09:59:59.000Z'), />now</);
    assert.match(shown(null), /–/);
  });

  it('says how a workflow tells its end where none did, and which filter leaves nothing', async () => {
    const { get } = await openTestServer();
    const { text } = await get('/callbacks', page);
    assert.match(text, /No callback yet[^]*on_finish: \{ url: /);
    assert.match(text, /href="\/callbacks" aria-current="page">Callbacks</);
    const url = 'https://hooks.example.org/a';
    const filtered = await get(`/callbacks?status=failed&url=${encodeURIComponent(url)}`, page);
    assert.match(filtered.text, /No callback that is failed to https:\/\/hooks\.example\.org\/a\./);
    assert.match(filtered.text, /<a href="\/callbacks">Show all callbacks<\/a>/);
    assert.equal((await get('/callbacks?status=lost', page)).status, 422);
    assert.equal((await get('/callbacks?cursor=bad', page)).status, 422);
  });

  it('shows a delivered one with its run, its answer and nothing to press, and never the secret', async () => {
    const { get, rows } = await telling(await openReceiver());
    await until(() => rows()[0]?.status === 'delivered');
    const { text, headers } = await get('/callbacks', page);
    assert.match(text, /class="state ok">[^]*Delivered/);
    assert.ok(text.includes(`<a href="/runs/${rows()[0]?.run_id}">`));
    assert.match(text, /answered 204/);
    assert.doesNotMatch(text, /<form method="post" action="\/callbacks/);
    assert.ok(!text.includes(KEY) && !text.includes('whsec_') && !text.includes('CALLBACK_SECRET'));
    assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'.*trusted-types 'none'/);
    assert.doesNotMatch(text, /<script(?! src="\/assets\/)|<style| style=| on\w+="/);
    assert.equal(text.match(/<h1>/g)?.length, 1);
    const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    assert.equal(new Set(ids).size, ids.length);
  });

  it('shows one that waits with its attempts, why, and when it is sent next, and sends it again from a form', async () => {
    const receiver = await openReceiver();
    receiver.answers = [{ status: 500 }, { status: 204 }];
    const server = await telling(receiver);
    const [row] = server.rows();
    assert.ok(row);
    const path = `/callbacks?status=pending&url=${encodeURIComponent(server.told)}`;
    const { text } = await server.get(path, page);
    assert.match(
      text,
      /class="state wait">[^]*Waiting[^]*<td class="n">1<\/td>[^]*answered 500[^]*>in (?:4\.\d+|5\.00) s</,
    );
    assert.match(text, new RegExp(`<tr data-due="${Date.parse(row.next_at ?? '')}">`));
    const action = `/callbacks/${row.callback_id}/retry`;
    const sent = await submit(server, action, { fields: fieldsOf(text, action) });
    const back = new URL(sent.location, server.url);
    assert.equal(sent.status, 303);
    assert.deepEqual(Object.fromEntries(back.searchParams), {
      status: 'pending',
      url: server.told,
      retried: row.callback_id,
    });
    await until(() => server.rows()[0]?.status === 'delivered');
    // It is in this list no more, and the page says what became of it.
    const after = await server.get(sent.location, page);
    assert.match(after.text, /No callback that is waiting to/);
    assert.match(after.text, /role="status"[^]*Asked to send again: [^]*Delivered, answered 204\./);
    const twice = await submit(server, action, {});
    assert.deepEqual([twice.status, twice.location], [303, `/callbacks?retried=${row.callback_id}`]);
    assert.equal(receiver.received.length, 2);
  });

  it('names a URL to which nothing is sent any more, here and in the overview, and takes it for there again', async () => {
    const receiver = await openReceiver();
    receiver.answers = [{ status: 410 }, { status: 204 }];
    const server = await telling(receiver);
    await until(() => server.rows()[0]?.status === 'failed');
    const source = `${NOTIFY}on_finish: { url: '${server.told}', secret: CALLBACK_SECRET }\n`;
    await server.post('/api/runs?wait=10s', { source, path: 'notify.yaml', inputs: { message: 'more' } });
    assert.match((await server.get('/', page)).text, /No callback is sent to 1 URL any more[^]*it answered 410/);
    const { text } = await server.get('/callbacks', page);
    assert.match(text, /Nothing is sent to <a class="m"[^>]*>[^]*any more: it answered 410/);
    assert.match(text, /class="state fail">[^]*Failed/);
    assert.match((await server.get('/callbacks?status=disabled', page)).text, /class="state skip">[^]*Disabled/);
    const sent = await submit(server, '/callbacks/retry', { fields: fieldsOf(text, '/callbacks/retry') });
    assert.deepEqual([sent.status, sent.location], [303, '/callbacks']);
    await until(() => server.rows().every(({ status }) => status === 'delivered'));
    assert.equal(server.rows().length, 2);
    assert.doesNotMatch((await server.get('/callbacks', page)).text, /Nothing is sent to/);
    assert.doesNotMatch((await server.get('/', page)).text, /No callback is sent/);
  });

  it('shows a URL as text only, and leads to no other place', async () => {
    const receiver = await openReceiver();
    receiver.answers = [{ status: 500 }];
    const server = await telling(receiver, { url: `http://${receiver.target}/<b>"onclick="alert(1)"` });
    const { text } = await server.get('/callbacks', page);
    assert.ok(text.includes(`title="http://${receiver.target}/&lt;b&gt;&quot;onclick=&quot;alert(1)&quot;"`));
    assert.doesNotMatch(text, /<b>|href="http/);
    const [row] = server.rows();
    const fields = { 'f.url': 'https://evil.example/', 'f.status': '//evil.example', to: 'https://evil.example/' };
    const sent = await submit(server, `/callbacks/${row?.callback_id}/retry`, { fields });
    assert.match(sent.location, /^\/callbacks\?url=https%3A%2F%2Fevil\.example%2F&retried=/);
  });

  it('pages through the list under the same filter', async () => {
    const receiver = await openReceiver();
    const server = await telling(receiver);
    const source = `${NOTIFY}on_finish: { url: '${server.told}', secret: CALLBACK_SECRET }\n`;
    await server.post('/api/runs?wait=10s', { source, path: 'notify.yaml', inputs: { message: 'more' } });
    await until(() => server.rows().length === 2 && server.rows().every(({ status }) => status === 'delivered'));
    const runs = server.rows().map(({ run_id: id }) => id);
    const first = await server.get('/callbacks?status=delivered&limit=1', page);
    const older = /href="([^"]+)">Older callbacks</.exec(first.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const second = await server.get(`${older}&limit=1`, page);
    const shown = [first, second].map(({ text }) => /href="\/runs\/([^"]+)"/.exec(text)?.[1]);
    assert.deepEqual(shown, runs);
    assert.match(older, /^\/callbacks\?status=delivered&cursor=/);
    assert.doesNotMatch(second.text, /Older callbacks/);
  });

  it('answers a form of a callback that is not there with a page', async () => {
    const server = await openTestServer();
    const gone = await submit(server, '/callbacks/none.1/retry', {});
    assert.equal(gone.status, 404);
    assert.match(gone.text, /<h1>Not here<\/h1>[^]*there is no callback none\.1/);
    const foreign = await submit(server, '/callbacks/retry', {
      fields: { url: 'https://a.example' },
      headers: { Origin: 'https://evil.example' },
    });
    assert.equal(foreign.status, 403);
  });

  it('takes a token of the scope run, and of a session its own token', async () => {
    const receiver = await openReceiver();
    receiver.answers = [{ status: 500 }];
    const server = await telling(receiver, { token: OWN });
    const action = `/callbacks/${server.rows()[0]?.callback_id}/retry`;
    const signedIn = async (scope: 'read' | 'run'): Promise<Record<string, string>> => {
      const { token } = server.runtime.access.tokens.create({ name: scope, scope, expires: null, by: 'test' });
      const response = await fetch(new URL('/login', server.url), {
        method: 'POST',
        redirect: 'manual',
        headers: { Origin: server.url },
        body: new URLSearchParams({ token, to: '/' }),
      });
      return { Cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
    };
    const [reader, runner] = [await signedIn('read'), await signedIn('run')];
    const seen = await server.get('/callbacks', { ...page, ...reader });
    assert.match(seen.text, /answered 500/);
    assert.doesNotMatch(seen.text, /Retry/);
    const refused = await submit(server, action, {
      fields: { csrf: fieldsOf(seen.text, '/logout')['csrf'] ?? '' },
      headers: reader,
    });
    assert.deepEqual([refused.status, /scope run/.test(refused.text)], [403, true]);
    const { text } = await server.get('/callbacks', { ...page, ...runner });
    const { csrf, ...without } = fieldsOf(text, action);
    assert.equal((await submit(server, action, { fields: without, headers: runner })).status, 403);
    assert.equal(server.rows()[0]?.attempts, 1);
    const sent = await submit(server, action, { fields: { ...without, csrf: csrf ?? '' }, headers: runner });
    assert.equal(sent.status, 303);
    const [entry] = server.runtime.reader.audit().items;
    assert.match(
      `${entry?.who} ${entry?.action} ${entry?.status}`,
      /^token run \(\w+\) POST \/callbacks\/:id\/retry 303$/,
    );
    assert.equal((await submit(server, action, { fields: without })).status, 401);
  });
});
