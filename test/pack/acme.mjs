// The example of a plugin from outside, with nothing but what is packed: installed by its lock file, tested, checked, and at work in a server.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { copyFile, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { startDashboard } from '../support/dashboard.mjs';

const execute = promisify(execFile);
const EXAMPLE = join(import.meta.dirname, '..', '..', 'examples', 'plugin-acme');
const SECRET = Buffer.from('the secret of this test').toString('base64');
const KEY = 'acme-test-1234';

/** `installed` is the folder with the packed product, `sdk` the tarball of the packed SDK. */
export async function checkAcme(check, { installed, sdk, work, env }) {
  const plugin = join(work, 'plugin-acme');
  const bin = join(installed, 'node_modules', '.bin');
  const options = {
    cwd: plugin,
    env: { ...env, npm_config_offline: 'true', PATH: `${env.PATH}${delimiter}${bin}` },
    timeout: 300_000,
    maxBuffer: 2 ** 26,
  };
  const npm = (...args) => execute('npm', args, options);
  const command = (...args) => execute('configurable-agents', args, options);

  await check('examples/plugin-acme installs by its lock file, from the packed SDK', async () => {
    await cp(EXAMPLE, plugin, { recursive: true, filter: (path) => !/[\\/](?:node_modules|dist|vendor)$/.test(path) });
    await mkdir(join(plugin, 'vendor'));
    await copyFile(sdk, join(plugin, 'vendor', 'configurable-agents-plugin-sdk.tgz'));
    await npm('ci', '--no-audit', '--no-fund');
  });
  await check('examples/plugin-acme keeps the contract of all five kinds', async () => {
    const { stdout } = await npm('test', '--silent');
    assert.match(stdout, /^(?:ℹ|#) fail 0$/m);
  });
  await check('examples/plugin-acme compiles, and its manifest is current', async () => {
    await npm('run', '--silent', 'compile');
    await command('plugins', 'build', '--check');
  });
  await check('examples/plugin-acme passes plugins check', async () => {
    const { stdout } = await command('plugins', 'check', '--json');
    const { ok, checks } = JSON.parse(stdout);
    assert.ok(ok, stdout);
    assert.deepEqual(
      checks.filter(({ status }) => status === 'skipped').map(({ name }) => name),
      ['capabilities'],
    );
  });
  await check('examples/plugin-acme has a workflow whose tests pass', () => command('test', 'example/workflow.yaml'));
  await check('examples/plugin-acme is at work in a server: trigger, action, provider, tracker', () =>
    atWork(options, bin, '.'),
  );
  await check('examples/plugin-acme is at work in a server in processes of its own', () =>
    atWork(options, bin, '{ source: ., isolation: process }'),
  );
  await rm(plugin, { recursive: true, force: true, maxRetries: 5 });
}

/** A delivery of the service starts a run; what it writes, and what the ledger has of it, is as it should be. */
async function atWork({ cwd, env }, bin, entry) {
  const { startService } = await import(join(EXAMPLE, 'test', 'fake-service.ts'));
  const service = await startService();
  try {
    const config = join(cwd, 'configurable-agents.yaml');
    const text = await readFile(join(EXAMPLE, 'configurable-agents.yaml'), 'utf8');
    const own = text.replace('http://127.0.0.1:8787', service.url).replace('plugins: [.]', `plugins: [${entry}]`);
    await writeFile(config, own);
    await rm(join(cwd, '.configurable-agents'), { recursive: true, force: true });
    await deliverTo({ cwd, env, bin, ledger: service.ledger });
  } finally {
    service.close();
  }
}

async function deliverTo({ cwd, env, bin, ledger }) {
  const own = { ...env, ACME_API_KEY: KEY, WEBHOOK_SECRET_ACME_PARCEL: `whsec_${SECRET}` };
  const { json, post, kill, exited } = await startDashboard([join(bin, 'configurable-agents')], { cwd, env: own });
  try {
    const source = await readFile(join(cwd, 'example', 'workflow.yaml'), 'utf8');
    const registered = await post('/api/workflows', { name: 'parcel_delivered', source });
    assert.equal(registered.status, 201, JSON.stringify(registered.body));
    const body = JSON.stringify({ type: 'parcel.delivered', number: 'AC123456', city: 'Graz' });
    const forged = await json('/webhooks/acme.parcel', signed(body, Buffer.from('another secret')));
    assert.equal(forged.status, 401, JSON.stringify(forged.body));
    const accepted = await json('/webhooks/acme.parcel', signed(body, Buffer.from(SECRET, 'base64')));
    assert.equal(accepted.status, 202, JSON.stringify(accepted.body));
    const [{ run_id: id }] = accepted.body.runs;
    let run;
    do {
      await sleep(50);
      ({ body: run } = await json(`/api/runs/${id}`));
    } while (['queued', 'running', 'waiting'].includes(run.status));
    assert.deepEqual(
      [run.status, run.result],
      ['succeeded', 'Dear customer: Your parcel AC123456 is delivered in Graz.'],
      JSON.stringify(run.error),
    );
    const ended = () => [...ledger.values()].some((entry) => entry.run === id && entry.status === 'succeeded');
    while (!ended()) await sleep(50);
  } finally {
    kill('SIGTERM');
  }
  assert.equal(await exited, 0);
}

/** As a sender by Standard Webhooks signs it. */
function signed(body, key) {
  const [id, time] = [`msg_${randomUUID()}`, String(Math.floor(Date.now() / 1000))];
  const signature = createHmac('sha256', key).update(`${id}.${time}.${body}`).digest('base64');
  const headers = {
    'Content-Type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': time,
    'webhook-signature': `v1,${signature}`,
  };
  return { method: 'POST', headers, body };
}
