import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeReceivers, openReceiver } from '../../../core/test/support/receiver.ts';
import { dashboard, run, stopDashboards } from '../support/cli.ts';
import { NOTIFY } from '../support/server.ts';

const SECRET = `whsec_${Buffer.alloc(24, 3).toString('base64')}`;

describe('callbacks on the command line', function () {
  this.timeout(60_000);
  let cwd: string;
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'configurable-agents-cli-callbacks-'));
  });
  afterEach(async () => {
    await stopDashboards();
    closeReceivers();
    rmSync(cwd, { recursive: true, force: true });
  });

  it('keeps what `run` has to tell for the server, lists it, and sends again what was not taken', async () => {
    const receiver = await openReceiver();
    receiver.answers = [{ status: 410 }, { status: 204 }];
    const { origin } = new URL(receiver.url);
    writeFileSync(
      join(cwd, 'notify.yaml'),
      `${NOTIFY}on_finish: { url: '${receiver.url}', secret: CALLBACK_SECRET }\n`,
    );
    const allowed = `network: { allow_private: ['${receiver.target}'] }\ncallbacks: { origins: ['${origin}'] }\n`;
    writeFileSync(join(cwd, 'configurable-agents.yaml'), allowed);
    const go = (...args: string[]): ReturnType<typeof run> => run(args, { cwd, env: { CALLBACK_SECRET: SECRET } });
    assert.equal((await go('run', 'notify.yaml', '--provider', 'echo', '--input', 'message=hi')).status, 0);
    const waiting = await go('callbacks', 'list', '--json');
    const [kept] = (JSON.parse(waiting.out) as { readonly items: readonly { callback_id: string; status: string }[] })
      .items;
    assert.equal(kept?.status, 'pending');
    const id = kept.callback_id;
    await dashboard([], { cwd, env: { CALLBACK_SECRET: SECRET } });
    const listed = async (): Promise<string> => (await go('callbacks', 'list')).out;
    for (let shown = ''; !shown.includes('failed');) shown = await listed();
    assert.match(await listed(), /answered 410/);
    assert.equal((await go('callbacks', 'list', '--url', 'https://hooks.example.org/other')).err, 'no callback\n');
    assert.match((await go('callbacks', 'list', '--url', receiver.url)).out, /answered 410/);
    const retried = await go('callbacks', 'retry', id);
    assert.equal(retried.out, `sends ${id} again\n`);
    for (let shown = ''; !shown.includes('delivered');) shown = await listed();
    assert.equal((await go('callbacks', 'retry', id)).status, 1);
    assert.equal((await go('callbacks', 'retry')).status, 2);
    assert.equal((await go('callbacks', 'retry', '--url', receiver.url)).status, 0);
    assert.equal(receiver.received.length, 2);
  });
});
