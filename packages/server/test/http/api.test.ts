import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { ROUTES } from '../../src/http/api/table.ts';
import { PROBLEM_CODES } from '../../src/problem.ts';
import { CLI_WORDS_FILE, cliWordsText } from '../support/cli-words.ts';
import { OPENAPI_FILE, openApiText } from '../support/openapi.ts';
import { closeServers, openTestServer } from '../support/server.ts';

type Operation = {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly responses: { readonly [status: string]: { readonly content?: object } };
};
type Document = {
  readonly openapi: string;
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } };
  readonly components: { readonly schemas: object };
};

describe('the API document', function () {
  this.timeout(20_000);
  afterEach(closeServers);

  it('is the one in the repository; npm run build:openapi writes it', () => {
    assert.equal(readFileSync(OPENAPI_FILE, 'utf8'), openApiText());
  });

  it('is what the commands say of the options that mean the same', () => {
    assert.equal(readFileSync(CLI_WORDS_FILE, 'utf8'), cliWordsText());
  });

  it('is served, with every route once and no reference that leads nowhere', async () => {
    const { get } = await openTestServer();
    const { status, text } = await get('/openapi.json');
    assert.equal(status, 200);
    const { openapi, paths, components } = JSON.parse(text) as Document;
    assert.equal(openapi, '3.1.0');
    const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
    assert.deepEqual(
      operations.map(({ operationId }) => operationId).toSorted(),
      ROUTES.map(({ id }) => id).toSorted(),
    );
    assert.equal(new Set(operations.map(({ operationId }) => operationId)).size, operations.length);
    const referred = [...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name);
    assert.deepEqual(
      referred.filter((name) => !Object.hasOwn(components.schemas, String(name))),
      [],
    );
    assert.ok(!text.includes('x-expected'));
  });

  it('names the parameters of each path, and refusals as problems', () => {
    const { paths } = JSON.parse(openApiText()) as Document;
    for (const [path, methods] of Object.entries(paths)) {
      for (const { operationId, parameters = [], responses } of Object.values(methods)) {
        const named = parameters.filter((each) => each.in === 'path').map(({ name }) => name);
        assert.deepEqual(
          named,
          [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
          operationId,
        );
        for (const [status, { content = {} }] of Object.entries(responses)) {
          if (Number(status) < 400) continue;
          assert.deepEqual(Object.keys(content), ['application/problem+json'], `${operationId} ${status}`);
        }
      }
    }
  });

  it('describes every field of a problem, and every field that it says is there', () => {
    const { components } = JSON.parse(openApiText()) as Document;
    assert.deepEqual(
      Object.keys((components.schemas as { readonly Problem: { readonly properties: object } }).Problem.properties),
      ['type', 'title', 'status', 'detail', 'code', 'errors'],
    );
    for (const [name, { properties = {}, required = [] }] of Object.entries(
      components.schemas as {
        readonly [name: string]: { readonly properties?: object; readonly required?: readonly string[] };
      },
    ))
      for (const field of required) assert.ok(Object.hasOwn(properties, field), `${name}.${field}`);
  });

  it('has a page of its own in the documentation, with every code of a refusal', () => {
    const page = readFileSync(new URL('../../../../docs/api.md', import.meta.url), 'utf8');
    const documented = [...page.matchAll(/^\| `([A-Z_]+)` +\| \d/gm)].map(([, code]) => code);
    assert.deepEqual(documented, PROBLEM_CODES.toSorted());
  });

  it('is a page too, which needs nothing from elsewhere', async () => {
    const { get } = await openTestServer();
    const { status, text } = await get('/api/docs', { Accept: 'text/html' });
    assert.equal(status, 200);
    for (const { id, method, path } of ROUTES) {
      assert.ok(text.includes(`id="${id}"`), id);
      assert.ok(text.includes(`<b>${method.toUpperCase()}</b> <code>${path}</code>`), path);
    }
    assert.deepEqual(text.match(/(?:src|href)="(?:https?:)?\/\/[^"]*"/g), null);
    for (const [, name = ''] of text.matchAll(/href="#(schema-\w+)"/g)) assert.ok(text.includes(`id="${name}"`), name);
  });
});

describe('a request', function () {
  this.timeout(20_000);
  afterEach(closeServers);

  it('that asks for what its route does not know is refused with what it knows', async () => {
    const { get } = await openTestServer();
    const { status, body } = await get('/api/runs?statsu=failed&limit=none');
    assert.deepEqual([status, body['code']], [422, 'QUERY_INVALID']);
    assert.deepEqual(body['errors'], [
      {
        path: '/statsu',
        message:
          'unknown query parameter `statsu`; did you mean `status`? known are workflow, status, since, limit, cursor',
      },
      {
        path: '/limit',
        message: 'the query parameter `limit` must be a whole number from 1 to 9999, found "none"',
      },
    ]);
    const wrong = await get('/api/runs?status=done');
    assert.match(String(wrong.body['detail']), /must be one of queued, running, .*, found "done"/);
  });

  it('for a page of a list is given one, and the next by its cursor', async () => {
    const { get, register } = await openTestServer();
    for (const name of ['b', 'c', 'a']) await register(name);
    const seen: string[] = [];
    let next: unknown = '';
    for (let pages = 0; next !== null && pages < 5; pages++) {
      const { body } = await get(`/api/workflows?limit=1&cursor=${String(next)}`);
      seen.push(...(body['items'] as { name: string }[]).map(({ name }) => name));
      next = body['next_cursor'];
    }
    assert.deepEqual(seen, ['a', 'b', 'c']);
  });

  it('for a journal is given its facts in pages', async () => {
    const { get, post, register } = await openTestServer();
    await register();
    const run = await post('/api/runs?wait=10s', { workflow_name: 'notify', inputs: { message: 'x' } });
    const path = `/api/runs/${String(run.body['run_id'])}/journal`;
    const whole = (await get(path)).body['items'] as unknown[];
    const first = await get(`${path}?limit=3`);
    assert.deepEqual(first.body['items'], whole.slice(0, 3));
    const rest = await get(`${path}?cursor=${String(first.body['next_cursor'])}`);
    assert.deepEqual([rest.body['items'], rest.body['next_cursor']], [whole.slice(3), null]);
    assert.equal((await get(`${path}?cursor=nowhere`)).status, 422);
  });
});
