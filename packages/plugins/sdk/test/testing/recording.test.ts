import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { recordedFetch } from '@configurable-agents/plugin-sdk/testing';

const KEY = 'sk/secret+1234';
const url = 'https://api.acme.example/customers';

describe('record and replay of HTTP', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'recording-'));
    file = join(folder, 'deep', 'recording.json');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** A service that counts, and says the key that it was sent. */
  function record(): typeof globalThis.fetch {
    let count = 0;
    const service: typeof globalThis.fetch = async (input) => {
      const request = input as Request;
      count += 1;
      const headers = { 'Retry-After': '3', 'Set-Cookie': 'session=1', 'X-Request-Id': 'r-1' };
      const { method } = request;
      if (method === 'DELETE') return new Response(null, { status: 204 });
      return Response.json({ count, method, key: KEY, sent: await request.text() }, { status: 201, headers });
    };
    return recordedFetch({ file, record: true, secrets: [KEY], fetch: service });
  }
  const post = (body: string): RequestInit => ({ method: 'POST', body, headers: { Authorization: `Bearer ${KEY}` } });

  it('answers as the service did, in its order, and nothing else', async () => {
    const recording = record();
    await recording(url, post('a'));
    await recording(url, post('a'));
    await recording(url, post('b'));
    await recording(url, { method: 'DELETE' });
    const replay = recordedFetch({ file: pathToFileURL(file), secrets: [KEY] });
    const counts = [];
    for (const body of ['b', 'a', 'a']) {
      const response = await replay(url, post(body));
      assert.equal(response.status, 201);
      assert.equal(response.headers.get('retry-after'), '3');
      counts.push(((await response.json()) as { readonly count: number }).count);
    }
    assert.deepEqual(counts, [3, 1, 2]);
    assert.equal((await replay(url, { method: 'DELETE' })).status, 204);
    await assert.rejects(replay(url, post('a')), /has no answer left for POST https:\/\/api\.acme\.example\/customers/);
    await assert.rejects(replay(url, { signal: AbortSignal.abort(new Error('over')) }), /over/);
  });

  it('gives the caller who records the answer as it is', async () => {
    const response = await record()(url, post('a'));
    assert.equal(((await response.json()) as { readonly key: string }).key, KEY);
  });

  it('writes no secret, however it is spelled, and no header that may carry one', async () => {
    const recording = record();
    await recording(`${url}?key=${encodeURIComponent(KEY)}`, post(JSON.stringify({ key: KEY })));
    await recording(url, post(Buffer.from(KEY).toString('base64')));
    const text = readFileSync(file, 'utf8');
    for (const told of [KEY, encodeURIComponent(KEY), 'session=1', 'Bearer', Buffer.from(KEY).toString('base64')]) {
      assert.ok(!text.includes(told), told);
    }
    assert.ok(text.includes('***'));
    // Other secrets replay the same file.
    const replay = recordedFetch({ file, secrets: ['another key'] });
    const response = await replay(`${url}?key=${encodeURIComponent('another key')}`, post('{"key":"another key"}'));
    assert.equal(response.status, 201);
  });

  it('says how a recording is made where there is none', () => {
    assert.throws(
      () => recordedFetch({ file }),
      /there is no recording .*recording\.json; make it with `record: true`/,
    );
  });
});
