import assert from 'node:assert/strict';
import { formFields, problemsByField, readFields } from '../../src/dashboard/form.ts';
import { closeServers, openTestServer } from '../support/server.ts';
import type { TestServer } from '../support/server.ts';

const ASK = `name: ask
state:
  type: object
  properties:
    text: { type: string, default: '<b>hello</b>' }
nodes:
  - name: ask
    uses: approval
    with:
      message: 'Send {text}?'
      show: { text: '{text}' }
      form:
        type: object
        properties:
          approved: { type: boolean, title: Send it }
          channel: { enum: [mail, chat] }
          copies: { type: integer, minimum: 1 }
          note: { type: string, maxLength: 20 }
        required: [approved, channel]
      timeout: 2d
  - name: paid
    uses: wait
    with: { signal: paid }
  - name: done
    uses: set
    with: { channel: '{ask.channel}', text: '{text}' }
`;

const page = { Accept: 'text/html' };

async function waiting(server: TestServer, id: string, node: string): Promise<void> {
  const isWaiting = (): boolean =>
    server.runtime.reader.detail(id)?.nodes.some((each) => each.node === node && each.status === 'waiting') === true;
  while (!isWaiting()) await new Promise((resolve) => setTimeout(resolve, 5));
}

async function asked(server: TestServer): Promise<string> {
  assert.equal((await server.register('ask', ASK)).status, 201);
  const { body } = await server.post('/api/runs', { workflow_name: 'ask' });
  await waiting(server, String(body['run_id']), 'ask');
  return String(body['run_id']);
}

/** Sends a form as a page of the server does, and does not follow. */
async function send(
  { url }: TestServer,
  path: string,
  fields: Record<string, string>,
  headers: Record<string, string> = { Origin: url.replace(/\/$/, '') },
): Promise<{ readonly status: number; readonly location: string | null; readonly text: string }> {
  const body = new URLSearchParams(fields);
  const response = await fetch(new URL(path, url), {
    method: 'POST',
    redirect: 'manual',
    headers: { ...page, ...headers },
    body,
  });
  return { status: response.status, location: response.headers.get('location'), text: await response.text() };
}

describe('approvals in the dashboard', function () {
  this.timeout(20_000);
  afterEach(closeServers);

  it('says that nobody waits, then lists the question with what is left of its time, as text', async () => {
    const server = await openTestServer();
    assert.match((await server.get('/approvals', page)).text, /Nobody is waiting for you/);
    const id = await asked(server);
    const { text } = await server.get('/approvals', page);
    assert.match(text, /Send &lt;b&gt;hello&lt;\/b&gt;\?/);
    assert.match(text, new RegExp(`href="/approvals/${id}/ask"`));
    assert.match(text, /4[78] h.* left/);
    assert.match((await server.get('/', page)).text, /1 question\s+waits\s+for an answer/);
    assert.equal((await server.get('/approvals/none/ask', page)).status, 404);
  });

  it('renders the form of the schema, keeps what was typed, and puts each problem beside its field', async () => {
    const server = await openTestServer();
    const id = await asked(server);
    const path = `/approvals/${id}/ask`;
    const form = await server.get(path, page);
    assert.match(form.text, /<label for="f-approved"\s*>Send it</);
    assert.match(form.text, /<option value="1" *>chat<\/option>/);
    assert.match(form.text, /<input id="f-copies" name="f.copies" inputmode="decimal"/);
    assert.doesNotMatch(form.text, /data-live/);
    const wrong = await send(server, path, {
      'f.approved': '0',
      'f.copies': 'two',
      'f.note': 'x'.repeat(30),
      by: 'ann',
    });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /id="f-channel-wrong"[^>]*>this field is required/);
    assert.match(wrong.text, /id="f-copies-wrong"[^>]*>must be integer/);
    assert.match(wrong.text, /id="f-note-wrong"[^>]*>must NOT have more than 20 characters/);
    assert.match(wrong.text, /value="two"/);
    assert.match(wrong.text, /<option value="0" selected>Yes/);
    assert.match(wrong.text, /name="by"[^>]* value="ann"/);
    assert.doesNotMatch(wrong.text, /id="f-approved-wrong"/);
    assert.equal(server.runtime.reader.approval(id, 'ask')?.closed_at, null);
  });

  it('answers once: the run goes on, a second answer sees the first, and the list says who and when', async () => {
    const server = await openTestServer();
    const id = await asked(server);
    const path = `/approvals/${id}/ask`;
    const fields = { 'f.approved': '0', 'f.channel': '1', 'f.copies': '2', 'f.note': '', by: 'ann' };
    const [first, second] = await Promise.all([
      send(server, path, fields),
      send(server, path, { ...fields, by: 'bob' }),
    ]);
    assert.deepEqual(
      [first.status, second.status].toSorted((a, b) => a - b),
      [303, 409],
    );
    const [done, late] = first.status === 303 ? [first, second] : [second, first];
    assert.equal(done.location, `/runs/${id}`);
    assert.match(late.text, /was answered already/);
    const row = server.runtime.reader.approval(id, 'ask');
    assert.deepEqual(row?.answer, { approved: true, channel: 'chat', copies: 2 });
    await waiting(server, id, 'paid');
    assert.match((await server.get('/approvals', page)).text, new RegExp(`answered by ${row?.answered_by ?? '?'}`));
    assert.doesNotMatch((await server.get(path, page)).text, /<form/);
  });

  it('refuses forms of other sites and of nobody', async () => {
    const server = await openTestServer();
    const id = await asked(server);
    const path = `/approvals/${id}/ask`;
    const fields = { 'f.approved': '0', 'f.channel': '1' };
    const foreign: readonly Record<string, string>[] = [
      {},
      { Origin: 'null' },
      { Origin: 'http://evil.example' },
      { 'Sec-Fetch-Site': 'cross-site' },
    ];
    for (const headers of foreign) {
      const { status } = await send(server, path, fields, headers);
      assert.equal(status, 403, JSON.stringify(headers));
    }
    assert.equal((await server.post(path, fields, { Origin: server.url.replace(/\/$/, '') })).status, 415);
    assert.equal(server.runtime.reader.approval(id, 'ask')?.closed_at, null);
  });

  it('shows on the run page what nodes wait for, and afterwards retry and fork', async () => {
    const server = await openTestServer();
    const id = await asked(server);
    const open = await server.get(`/runs/${id}`, page);
    assert.match(open.text, new RegExp(`href="/approvals/${id}/ask"[^>]*>Answer`));
    assert.match(open.text, /strip wait[^]*Send &lt;b&gt;hello/);
    assert.match(open.text, /Cancel run/);
    await send(server, `/approvals/${id}/ask`, { 'f.approved': '1', 'f.channel': '0' });
    await waiting(server, id, 'paid');
    assert.match((await server.get(`/runs/${id}`, page)).text, new RegExp(`runs signal ${id} paid`));
    await server.runtime.cancel(id, 'test');
    await server.runtime.result(id);
    const closed = await server.get(`/runs/${id}`, page);
    assert.match(closed.text, new RegExp(`data-post="/api/runs/${id}/retry"`));
    const bad = await send(server, `/runs/${id}/fork`, { from: 'done', state: '[1]' });
    assert.equal(bad.status, 422);
    const { status, location } = await send(server, `/runs/${id}/fork`, { from: 'done', state: '{"text": "other"}' });
    assert.equal(status, 303);
    // What had not been done before that node is still to be done: the wait was cancelled.
    const forked = String(location).replace('/runs/', '');
    await waiting(server, forked, 'paid');
    await server.runtime.signal(forked, { name: 'paid', payload: null });
    const outcome = await server.runtime.result(forked);
    assert.deepEqual([outcome.status, outcome.result], ['succeeded', { channel: 'mail', text: 'other' }]);
  });

  it('reads and renders what a schema can ask for', () => {
    const form = {
      type: 'object',
      properties: {
        ids: { type: 'array', items: { type: 'integer' } },
        name: { type: 'string' },
        on: { type: 'boolean' },
      },
      required: ['name'],
    } as const;
    const read = readFields(form, new URLSearchParams({ 'f.ids': '[1, 2', 'f.name': '', 'f.on': '7' }));
    assert.deepEqual(read.answer, { name: '' });
    assert.deepEqual(Object.keys(read.problems), ['ids', 'on']);
    assert.match(formFields(form, read).markup, /<textarea id="f-ids"[^]*\[1, 2<\/textarea>/);
    assert.deepEqual(problemsByField([{ path: '/ids/0', message: '/ids/0 must be integer' }]), {
      ids: 'must be integer',
    });
  });
});
