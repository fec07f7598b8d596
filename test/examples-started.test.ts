// The examples that vendors and other workflows start, each by its own sender.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createClient, dataOf } from '@configurable-agents/client';
import type { Client, schemas } from '@configurable-agents/client';
import { openFakeSlack, TOKEN } from '../packages/plugins/slack/test/fake-slack.ts';
import { ROOT } from './support/markdown.ts';
import { startServer } from './support/server.ts';
import type { ServerProcess } from './support/server.ts';

describe('examples that something starts', function () {
  this.timeout(60_000);
  const examples = join(ROOT, 'examples');
  const secrets = {
    WEBHOOK_SECRET_GITHUB: 'the secret of GitHub',
    WEBHOOK_SECRET_STRIPE: 'whsec_the_secret_of_stripe',
  };
  let dataDir: string;
  let server: ServerProcess;
  let api: Client;
  let fake: Awaited<ReturnType<typeof openFakeSlack>>;

  before(async () => {
    fake = await openFakeSlack();
    dataDir = await mkdtemp(join(tmpdir(), 'configurable-agents-examples-'));
    const config = join(dataDir, 'configurable-agents.yaml');
    await writeFile(config, JSON.stringify({ actions: { slack: { base_url: fake.baseUrl } } }));
    const env = { ...secrets, SLACK_BOT_TOKEN: TOKEN };
    server = await startServer({ dataDir, workflowsDir: examples, env, options: ['--config', config] });
    api = createClient(server);
    for (const [name, path] of [
      ['github_push', 'github_push/github_push.yaml'],
      ['stripe_charge', 'stripe_charge/stripe_charge.yaml'],
      ['second_workflow', 'chained/second_workflow.yaml'],
      ['first_workflow', 'chained/first_workflow.yaml'],
      ['slack_release_note', 'slack_notification/slack_release_note.yaml'],
    ] as const) {
      const registered = await api.POST('/api/workflows', { body: { name, config_path: path } });
      assert.equal(registered.response.status, 201, JSON.stringify(registered.error));
      assert.deepEqual(dataOf(registered).diagnostics, []);
    }
  });
  after(async () => {
    fake.close();
    assert.equal(await server.stop(), 0);
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
  });

  /** What a delivery is answered when its run has ended. */
  async function deliver(body: object): Promise<schemas['RunEnded']> {
    const headers = { 'Content-Type': 'application/json' };
    const url = `${server.url}/webhooks/generic?wait=20s`;
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    return (await response.json()) as schemas['RunEnded'];
  }

  async function ended(id: string): Promise<schemas['RunDetail']> {
    for (;;) {
      const run = dataOf(await api.GET('/api/runs/{id}', { params: { path: { id } } }));
      if (run.finished_at !== null) return run;
      await pause(20);
    }
  }

  /** What an example's sender prints, with the given secret. */
  async function send(folder: string, env: { readonly [name: string]: string }, ...args: string[]): Promise<string> {
    const url = `${server.url}/webhooks/${folder.split('_')[0]}`;
    const { promise, resolve } = Promise.withResolvers<string>();
    const options = { env: { PATH: process.env['PATH'], WEBHOOK_URL: url, ...env } };
    execFile(process.execPath, [join(examples, folder, 'send.mjs'), ...args], options, (_error, out) => resolve(out));
    return await promise;
  }

  for (const [folder, variable] of [
    ['github_push', 'WEBHOOK_SECRET_GITHUB'],
    ['stripe_charge', 'WEBHOOK_SECRET_STRIPE'],
  ] as const) {
    it(`${folder}: the signed sender starts one run, a second copy none, and a forged one is refused`, async () => {
      const signed = { [variable]: secrets[variable] };
      const answer = JSON.parse(await send(folder, signed, '--id', 'evt_1')) as schemas['Delivered'];
      assert.deepEqual(answer.dead_letters, []);
      const [run, ...others] = answer.runs;
      assert.equal(others.length, 0);
      const done = await ended(run?.run_id ?? '');
      assert.deepEqual([done.status, done.workflow_name], ['succeeded', folder]);
      const again = JSON.parse(await send(folder, signed, '--id', 'evt_1')) as schemas['Delivered'];
      assert.equal(again.runs[0]?.duplicate, true);
      for (const env of [{ [variable]: 'another' }, {}]) {
        assert.match(await send(folder, env, '--id', 'evt_2'), /SIGNATURE_INVALID/);
      }
    });
  }

  it('chained: the first workflow starts the second, which is linked to it', async () => {
    const first = await deliver({ workflow_name: 'first_workflow', inputs: { message: 'The export is done.' } });
    assert.equal(first.status, 'success', JSON.stringify(first));
    const second = await ended((first.result as { run_id: string }).run_id);
    assert.deepEqual([second.status, second.workflow_name], ['succeeded', 'second_workflow']);
    assert.deepEqual([second.trigger.parent_run_id, second.trigger['hops']], [first.run_id, 1]);
    assert.match((second.inputs as { data: string }).data, /The export is done\./);
  });

  it('slack_notification: posts what the model wrote with the token of the environment', async () => {
    const inputs = { version: '1.4.2', changes: 'Exports are fast <!channel>', slack_channel: '#releases' };
    const run = await deliver({ workflow_name: 'slack_release_note', inputs });
    assert.equal(run.status, 'success', JSON.stringify(run));
    const [{ door, message }] = fake.received as [(typeof fake.received)[number]];
    assert.deepEqual([door, message.channel], ['api', '#releases']);
    assert.match(message.text, /Exports are fast &lt;!channel&gt;/);
  });
});
