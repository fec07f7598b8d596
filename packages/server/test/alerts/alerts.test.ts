import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { compile } from '@configurable-agents/compiler';
import { ALERT_KINDS } from '@configurable-agents/core';
import { alertRules } from '../../src/alerts/rules.ts';
import { ALERTS_SCHEMA } from '../../src/config/alert-schema.ts';
import { readConfig } from '../../src/config/file.ts';
import { ownManifests } from '../../src/config/plugins.ts';
import { dashboard, run, stopDashboards } from '../support/cli.ts';

/** Nobody listens there. */
const DOOMED = `name: doomed
nodes: [{ name: call, uses: http, with: { method: GET, url: 'http://127.0.0.1:9/' } }]
`;

describe('alerts of the configuration', function () {
  this.timeout(60_000);
  let root: string;
  let hook: Server;
  let got: Record<string, unknown>[];
  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'configurable-agents-alerts-'));
    got = [];
    hook = createServer((request, response) => {
      void text(request).then((body) => {
        got.push(JSON.parse(body) as Record<string, unknown>);
        response.end('{}');
      });
    });
    await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    await stopDashboards();
    hook.closeAllConnections();
    hook.close();
    rmSync(root, { recursive: true, force: true });
  });
  const configure = (alerts: string): string => {
    const { port } = hook.address() as AddressInfo;
    const path = join(root, 'configurable-agents.yaml');
    writeFileSync(
      path,
      `network: { allow_private: ['127.0.0.1:${port}'] }\n${alerts.replaceAll('PORT', String(port))}`,
    );
    return path;
  };
  const HOOK = `alerts:
  - name: ops
    on: [run_failed]
    every: 0s
    uses: http
    with:
      method: POST
      url: http://127.0.0.1:PORT/alert
      body: { text: '{text}', count: '\${{ state.count }}', first: '\${{ state.events[0].run_id }}' }
`;

  it('know the kinds of the engine', () => {
    assert.deepEqual(ALERTS_SCHEMA.items.properties.on.items.enum, ALERT_KINDS);
  });

  it('tell by an action what failed, and once over a restart', async () => {
    configure(HOOK);
    writeFileSync(join(root, 'doomed.yaml'), DOOMED);
    const first = await dashboard(['--provider', 'echo'], { cwd: root });
    const ran = await run(['run', 'doomed.yaml', '--json'], { cwd: root });
    assert.equal(ran.status, 1, ran.err);
    const { run_id: id } = JSON.parse(ran.out) as { readonly run_id: string };
    while (got.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    assert.deepEqual([got[0]?.['count'], got[0]?.['first']], [1, id]);
    assert.match(String(got[0]?.['text']), /^ops: 1 event\nrun failed: doomed \(NET_REFUSED\)\n/);
    const gone = new Promise((resolve) => first.child.once('exit', resolve));
    first.child.kill('SIGKILL');
    await gone;
    const second = await dashboard(['--provider', 'echo'], { cwd: root });
    const again = await run(['run', 'doomed.yaml', '--json'], { cwd: root });
    while (got.length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(got[1]?.['first'], (JSON.parse(again.out) as { readonly run_id: string }).run_id);
    assert.equal(got.length, 2);
    assert.ok(second.url.startsWith('http'));
  });

  it('are checked before anything is served', async () => {
    configure('alerts: [{ name: ops, on: [run_failed], uses: http, with: { url: "{titel}" } }]\n');
    const { status, out, err } = await run(['dashboard', '--port', '0'], { cwd: root });
    assert.deepEqual([status, out], [3, '']);
    assert.match(err, /^error: CONFIG_INVALID: \S+configurable-agents\.yaml the alert `ops` is wrong: W\d+ .*titel/m);
  });

  it('have names of their own', () => {
    const alert = { name: 'ops', on: ['budget'], uses: 'http', with: { url: 'https://a.example' } } as const;
    const options = { compile, runtime: { manifests: ownManifests() }, configPath: 'c.yaml' };
    assert.throws(() => alertRules([alert, alert], options), {
      message: 'c.yaml has two alerts `ops`; give each its own name',
    });
    const [rule] = alertRules([alert], options);
    assert.deepEqual([rule?.everyMs, rule?.maxLag, rule?.workflows], [300_000, 10_000, undefined]);
  });

  for (const [what, alert, message] of [
    [
      'a kind that there is not',
      '{ name: a, on: [failure], uses: b }',
      /`alerts\.0\.on\.0` must be one of run_failed, budget/,
    ],
    [
      'an unknown key',
      '{ name: a, on: [budget], uses: b, evry: 5m }',
      /unknown key `alerts\.0\.evry`; did you mean `every`/,
    ],
    ['no action', '{ name: a, on: [budget] }', /must have required property 'uses'/],
  ] as const) {
    it(`refuse ${what}`, () => {
      const path = configure(`alerts: [${alert}]\n`);
      assert.throws(() => readConfig(path), { message });
    });
  }
});
