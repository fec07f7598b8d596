import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { closeServers, NOTIFY, openTestServer } from '../support/server.ts';

describe('workflows API', function () {
  this.timeout(20_000);
  afterEach(closeServers);

  it('registers a file: 201, then 200 unchanged, then 200 with a new revision', async () => {
    const { post, get, folder } = await openTestServer();
    const body = { name: 'notify', config_path: 'notify.yaml' };
    const first = await post('/api/workflows', body);
    assert.equal(first.status, 201);
    assert.equal(first.body['revision'], 1);
    assert.match(String(first.body['webhook_url']), /\/webhooks\/generic$/);
    assert.ok(
      'inputs' in first.body && 'triggers' in first.body && 'diagnostics' in first.body && 'hash' in first.body,
    );
    const again = await post('/api/workflows', body);
    assert.deepEqual([again.status, again.body['revision']], [200, 1]);
    writeFileSync(join(folder, 'notify.yaml'), NOTIFY.replace('Format', 'Shape'));
    const changed = await post('/api/workflows', body);
    assert.deepEqual([changed.status, changed.body['revision']], [200, 2]);
    const shown = await get('/api/workflows/notify');
    assert.match(String(shown.body['source']), /Shape/);
    assert.equal((shown.body['revisions'] as unknown[]).length, 2);
    const { body: list } = await get('/api/workflows');
    assert.equal((list['items'] as unknown[]).length, 1);
  });

  it('changes a workflow only where it is what the caller knows', async () => {
    const { post, get, url } = await openTestServer();
    const put = async (text: string, headers: Record<string, string>): Promise<readonly [number, unknown]> => {
      const { status, body } = await post('/api/workflows', { name: 'notify', source: NOTIFY + text }, headers);
      return [status, body['revision'] ?? body['code']];
    };
    assert.deepEqual(await put('', { 'If-None-Match': '*' }), [201, 1]);
    assert.deepEqual(await put('', { 'If-None-Match': '*' }), [412, 'PRECONDITION_FAILED']);
    const { headers } = await get('/api/workflows/notify');
    const tag = headers.get('etag') ?? '';
    assert.equal(tag, '"1"');
    assert.equal((await get('/api/workflows/notify', { 'If-None-Match': tag })).status, 304);
    assert.deepEqual(await put('# two\n', { 'If-Match': tag }), [200, 2]);
    assert.deepEqual(await put('# three\n', { 'If-Match': tag }), [412, 'PRECONDITION_FAILED']);
    assert.deepEqual(await put('# three\n', { 'If-Match': 'mine' }), [422, 'HEADER_INVALID']);
    assert.equal((await get('/api/workflows/notify', { 'If-None-Match': tag })).status, 200);
    const remove = async (known: string): Promise<number> =>
      (
        await fetch(new URL('/api/workflows/notify', url), {
          method: 'DELETE',
          headers: { 'Content-Type': 'application/json', 'If-Match': known },
        })
      ).status;
    assert.equal(await remove(tag), 412);
    assert.equal(await remove('"2"'), 204);
  });

  it('warns of a budget of cost that cannot count a model', async () => {
    const source = `${NOTIFY}execution: { budget: { max_cost: 1 } }\n`;
    for (const [prices, codes] of [
      [() => undefined, ['W444']],
      [() => ({ input: { lo: 0, hi: 0 }, output: { lo: 0, hi: 0 } }), []],
    ] as const) {
      const { register } = await openTestServer({ prices });
      const { status, body } = await register('costly', source);
      assert.equal(status, 201);
      assert.deepEqual(
        (body['diagnostics'] as { code: string }[]).map(({ code }) => code),
        codes,
      );
    }
  });

  it('answers a wrong workflow with 422 and every diagnostic', async () => {
    const { register } = await openTestServer();
    const { status, body, headers } = await register(
      'bad',
      NOTIFY.replace('{message}', '{mesage}').replace('to: format', 'to: formatt'),
    );
    assert.deepEqual([status, body['code']], [422, 'WORKFLOW_INVALID']);
    assert.match(headers.get('content-type') ?? '', /application\/problem\+json/);
    const errors = body['errors'] as { line: number; code: string; severity: string }[];
    assert.ok(errors.filter(({ severity }) => severity === 'error').length >= 2);
    assert.ok(errors.every(({ line, code }) => line > 0 && /^W\d{3}$/.test(code)));
  });

  it('warns of a key that is missing, by the name that the configuration gives it, and of a workflow that is not registered', async () => {
    const source = `name: first
state: { type: object, properties: { text: { type: string } } }
nodes:
  - name: write
    llm: { provider: google, model: gemini-2.5-flash }
    prompt: Write
    outputs: [text]
  - name: next
    workflow: second
    wait: false
`;
    const warningsOf = async (server: Awaited<ReturnType<typeof openTestServer>>): Promise<readonly string[]> => {
      const { status, body } = await server.register('first', source);
      assert.equal(status, 201);
      return (body['diagnostics'] as { code: string; message: string }[]).map(
        ({ code, message }) => `${code} ${message}`,
      );
    };
    const [key, next] = await warningsOf(await openTestServer());
    assert.match(String(key), /^PROVIDER_KEY_MISSING .*the environment variable GOOGLE_API_KEY, which is not set/);
    assert.match(String(next), /^WORKFLOW_NOT_REGISTERED .*starts the workflow second/);
    const config = { google: { api_key_env: 'TEAM_KEY' } };
    assert.match(String((await warningsOf(await openTestServer({}, { config })))[0]), /variable TEAM_KEY/);
    const env = { TEAM_KEY: 'x' };
    const set = await openTestServer({}, { config, env });
    await set.register('second');
    assert.deepEqual(await warningsOf(set), []);
  });

  it('answers a YAML syntax error with 422', async () => {
    const { register } = await openTestServer();
    assert.equal((await register('bad', 'name: [')).status, 422);
  });

  it('reads only inside the workflows folder', async () => {
    const { post, folder } = await openTestServer();
    const outside = join(dirname(folder), 'outside.yaml');
    writeFileSync(outside, NOTIFY);
    mkdirSync(join(dirname(folder), 'other'));
    writeFileSync(join(dirname(folder), 'other', 'x.yaml'), NOTIFY);
    symlinkSync(outside, join(folder, 'link.yaml'));
    symlinkSync(join(dirname(folder), 'other'), join(folder, 'linked'));
    symlinkSync('loop.yaml', join(folder, 'loop.yaml'));
    mkdirSync(join(folder, 'sub'));
    const at = async (path: string): Promise<unknown[]> => {
      const { status, body } = await post('/api/workflows', { name: 'x', config_path: path });
      return [status, body['code']];
    };
    const jailed = [403, 'PATH_OUTSIDE_WORKFLOWS_DIR'];
    for (const path of [
      '../outside.yaml',
      '../nothing.yaml',
      outside,
      '/etc/passwd',
      'link.yaml',
      'linked/x.yaml',
      '.',
      'sub/../../outside.yaml',
    ]) {
      assert.deepEqual(await at(path), jailed, path);
    }
    assert.deepEqual(await at('missing.yaml'), [404, 'CONFIG_PATH_NOT_FOUND']);
    assert.deepEqual(await at('%2e%2e/outside.yaml'), [404, 'CONFIG_PATH_NOT_FOUND']);
    assert.deepEqual(await at('sub'), [422, 'CONFIG_PATH_INVALID']);
    assert.deepEqual(await at('loop.yaml'), [422, 'CONFIG_PATH_INVALID']);
    assert.deepEqual(await at('a\0b.yaml'), [422, 'CONFIG_PATH_INVALID']);
    assert.deepEqual(await at(join(folder, 'notify.yaml')), [201, undefined]);
  });

  it('lists every wrong field of a body at once', async () => {
    const { post } = await openTestServer();
    const { status, body } = await post('/api/workflows', { nme: 'x', config_path: 3 });
    assert.equal(status, 422);
    assert.deepEqual(
      (body['errors'] as { path: string; message: string }[]).map(({ path, message }) => [path, message]),
      [
        ['/name', '`name` is required'],
        ['/nme', 'unknown field `nme`; did you mean `name`? known are name, config_path, source'],
        ['/config_path', '`config_path` must be a string, found 3'],
      ],
    );
    assert.equal((await post('/api/workflows', { name: 'x' })).status, 422);
    assert.equal((await post('/api/workflows', { name: '../x', source: NOTIFY })).status, 422);
    assert.equal((await post('/api/workflows', '[]')).status, 422);
    assert.equal((await post('/api/workflows', '')).body['code'], 'BODY_EMPTY');
    const broken = await post('/api/workflows', '{"name": }');
    assert.deepEqual(
      [broken.status, broken.body['code'], broken.body['errors']],
      [400, 'JSON_INVALID', [{ line: 1, column: 10, message: 'found "}" where a JSON value is expected' }]],
    );
  });

  it('removes a workflow', async () => {
    const { register, get, url } = await openTestServer();
    await register();
    const remove = async (): Promise<number> =>
      (
        await fetch(`${url}/api/workflows/notify`, {
          method: 'DELETE',
          headers: { 'Content-Type': 'application/json' },
        })
      ).status;
    assert.equal(await remove(), 204);
    assert.equal(await remove(), 404);
    assert.equal((await get('/api/workflows/notify')).body['code'], 'WORKFLOW_NOT_FOUND');
  });
});
