import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printable } from '../../src/cli/printable.ts';
import { dashboard, run, stopDashboards } from '../support/cli.ts';
import { NOTIFY } from '../support/server.ts';

const EVIL = '\u001b]0;x\u0007\u001b[2Jx\nINFO fake\r\u2028\u202e';

// oxlint-disable-next-line no-control-regex
const STEERING = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]|^INFO fake/m;

describe('what others sent, on a terminal', function () {
  this.timeout(60_000);
  let cwd: string;
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'configurable-agents-cli-deliveries-'));
    writeFileSync(join(cwd, 'notify.yaml'), NOTIFY);
  });
  afterEach(async () => {
    await stopDashboards();
    rmSync(cwd, { recursive: true, force: true });
  });

  it('is one line for each of its lines, and steers nothing', () => {
    assert.equal(printable(EVIL), String.raw`\u001b]0;x\u0007\u001b[2Jx\nINFO fake\u000d\u2028\u202e`);
  });

  it('is shown so in lists of deliveries, in a delivery, and in logs', async () => {
    const { url } = await dashboard(['--provider', 'echo'], { cwd });
    const go = (...args: string[]): ReturnType<typeof run> => run(args, { cwd });
    await go('workflows', 'register', 'notify.yaml');
    // As text that is no JSON escape, so that the bytes themselves are in the body.
    const body = `{"workflow_name":"notify","inputs":{"message":${JSON.stringify(EVIL)}},"webhook_id":${JSON.stringify(EVIL)},"x":"\u0085\u202e\u2028"}`;
    const answer = await fetch(`${url}/webhooks/generic?wait=10s`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Note': '\u009b2J\u0085' },
      body,
    });
    assert.equal(answer.status, 200, await answer.text());
    const listed = await go('deliveries', 'list', '--json');
    const [{ delivery_id: id } = { delivery_id: '' }] = (JSON.parse(listed.out) as { items: { delivery_id: string }[] })
      .items;
    for (const args of [['deliveries', 'list'], ['deliveries', 'show', id], ['logs'], ['runs', 'list']]) {
      const { out, status } = await go(...args);
      assert.equal(status, 0);
      assert.doesNotMatch(out, STEERING, args.join(' '));
    }
    assert.match((await go('deliveries', 'list')).out, /\\u001b\]0;x\\u0007/);
  });
});
