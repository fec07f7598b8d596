import assert from 'node:assert/strict';
import { Script } from 'node:vm';
import { duration, tokens } from '../../src/dashboard/format.ts';
import { html } from '../../src/dashboard/html.ts';
import { timelineOf } from '../../src/dashboard/timeline.ts';
import { closeServers, NOTIFY, openTestServer } from '../support/server.ts';

describe('dashboard', function () {
  this.timeout(20_000);
  afterEach(closeServers);
  const page = { Accept: 'text/html' };

  it('escapes every value that html did not make', () => {
    const name = `<img src=x onerror="a">'&\u202e\u0000`;
    assert.equal(html`<b title="${name}">${[name, html`<i>${1}</i>`, null, false]}</b>`.markup.includes('<img'), false);
    assert.equal(html`${'\u202e'}`.markup, String.raw`\u202e`);
    assert.equal(html`${html`<br />`}${undefined}`.markup, '<br />');
  });

  it('shows times and tokens in the unit that fits', () => {
    assert.deepEqual([3, 410, 14_400, 125_000, 3_780_000, null].map(duration), [
      '3 ms',
      '0.41 s',
      '14.4 s',
      '2 m 05 s',
      '1 h 03 m',
      '–',
    ]);
    assert.equal(tokens({ input_tokens: null, output_tokens: null }), '–');
  });

  it('draws attempts and the wait between them', () => {
    const at = (
      sequence: number,
      time: number,
      kind: string,
      rest: object = {},
    ): Parameters<typeof timelineOf>[0][number] => ({
      sequence,
      time: new Date(time).toISOString(),
      kind,
      ...rest,
    });
    const { rows, start, end } = timelineOf(
      [
        at(1, 1000, 'run.accepted'),
        at(2, 1010, 'run.started'),
        at(3, 1010, 'node.scheduled', { key: 'a', node: 'a' }),
        at(4, 1100, 'node.attempt_failed', { key: 'a', node: 'a' }),
        at(5, 1300, 'node.retry_due', { key: 'a', node: 'a' }),
        at(6, 1300, 'node.scheduled', { key: 'a', node: 'a' }),
      ],
      1500,
    );
    assert.deepEqual([start, end], [1000, 1500]);
    assert.deepEqual(rows.get('a'), [
      { kind: 'failed-try', from: 1010, to: 1100 },
      { kind: 'backoff', from: 1100, to: 1300 },
      { kind: 'running', from: 1300, to: 1500 },
    ]);
  });

  it('says what to do where nothing is there', async () => {
    const { get, url } = await openTestServer();
    const home = await get('/', page);
    assert.equal(home.status, 200);
    assert.match(home.text, /No workflow is registered/);
    assert.ok(home.text.includes(`curl -X POST ${url}/api/workflows`));
    assert.match((await get('/runs', page)).text, /No run yet/);
    assert.match((await get('/runs?status=failed', page)).text, /No run with status failed/);
    assert.match((await get('/deliveries', page)).text, /No delivery yet/);
  });

  it('shows workflow, run and delivery, and payloads as text only', async () => {
    const { get, post, register } = await openTestServer();
    await register();
    const message = '<script>alert(1)</script>';
    const { body } = await post('/webhooks/generic?wait=10s', {
      workflow_name: 'notify',
      inputs: { message },
      webhook_id: 'd-1',
    });
    const run = await get(`/runs/${String(body['run_id'])}`, page);
    assert.equal(run.status, 200);
    assert.match(run.text, /Succeeded/);
    assert.match(run.text, /id="node-summarise"/);
    assert.match(run.text, /\[echo\] Format &lt;script&gt;/);
    for (const path of ['/', '/runs', '/workflows/notify', '/deliveries', `/runs/${String(body['run_id'])}`]) {
      const { status, text, headers } = await get(path, page);
      assert.equal(status, 200, path);
      assert.equal(text.includes(message), false, path);
      assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'.*trusted-types 'none'/);
      // What the policy would refuse is not there: inline script, inline style, other origins.
      assert.doesNotMatch(
        text,
        /<script(?! src="\/assets\/)|<style| style=| on\w+="|https?:\/\/(?!127\.0\.0\.1)/,
        path,
      );
      assert.match(text, /<html lang="en">[^]*<main id="main"[^]*<h1>/, path);
      assert.equal(text.match(/<h1>/g)?.length, 1, path);
      const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
      assert.equal(new Set(ids).size, ids.length, path);
    }
    assert.match((await get('/workflows/notify', page)).text, /configurable-agents send notify message=…/);
    assert.match((await get('/deliveries', page)).text, /d-1/);
  });

  it('tells what a run of a workflow may do, and cost, where prices are known', async () => {
    const price = { input: { lo: 1, hi: 1 }, output: { lo: 2, hi: 2 } };
    for (const [prices, shown] of [
      [undefined, /LLM calls +input tokens +likely +output tokens +time\n/],
      [() => price, /LLM calls +input tokens +likely +output tokens +cost +time\n[^]*\na run .* \$0-∞ +0s/],
    ] as const) {
      const { get, register } = await openTestServer(prices === undefined ? {} : { prices });
      await register();
      const { text } = await get('/workflows/notify', page);
      assert.match(text, /<h2 id="bounds">Bounds of a run<\/h2>/);
      assert.match(text, shown);
      assert.match(text, /no bound: `summarise` has no `max_tokens`/);
    }
  });

  it('follows an open run and stops following one that is over', async () => {
    const { get, post } = await openTestServer();
    const { body } = await post('/api/runs?wait=10s', { source: NOTIFY, path: 'a.yaml', inputs: { message: 'x' } });
    assert.doesNotMatch((await get(`/runs/${String(body['run_id'])}`, page)).text, /data-live/);
    assert.match((await get('/runs', page)).text, /data-live="\/api\/events"/);
  });

  it('tells of a model how its answer came about', async () => {
    const { get, post } = await openTestServer();
    const source = NOTIFY.replace('{message}\n', '{message}\n    cache: true\n');
    const run = async (): Promise<string> => {
      const { body } = await post('/api/runs?wait=10s', { source, path: 'a.yaml', inputs: { message: 'x' } });
      return (await get(`/runs/${String(body['run_id'])}`, page)).text;
    };
    assert.doesNotMatch(await run(), /came from the cache/);
    assert.match(await run(), /One answer came from the cache of the node, at no cost/);
  });

  it('answers a browser with a page and a program with a problem', async () => {
    const { get } = await openTestServer();
    assert.match((await get('/nothing', page)).text, /<h1>Not here<\/h1>/);
    assert.equal((await get('/nothing', { Accept: 'application/json' })).body['code'], 'NOT_FOUND');
    assert.equal((await get('/runs/unknown', page)).status, 404);
    assert.equal((await get('/workflows/unknown', page)).status, 404);
  });

  it('serves its three files and nothing else', async () => {
    const { get } = await openTestServer();
    assert.match((await get('/assets/dashboard.css')).headers.get('content-type') ?? '', /^text\/css/);
    assert.match((await get('/assets/dashboard.js')).headers.get('content-type') ?? '', /^text\/javascript/);
    assert.match((await get('/assets/icon.svg')).headers.get('content-type') ?? '', /^image\/svg/);
    for (const path of ['/assets/package.json', '/assets/..%2f..%2fpackage.json', '/assets/constructor'])
      assert.equal((await get(path)).status, 404, path);
  });

  it('has a script that parses', async () => {
    const { get } = await openTestServer();
    const { text } = await get('/assets/dashboard.js');
    assert.doesNotThrow(() => new Script(text));
  });
});
