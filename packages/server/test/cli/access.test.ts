import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dashboard, run, stopDashboards } from '../support/cli.ts';

describe('tokens and audit', function () {
  this.timeout(60_000);
  let cwd: string;
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'configurable-agents-cli-access-'));
  });
  afterEach(async () => {
    await stopDashboards();
    rmSync(cwd, { recursive: true, force: true });
  });
  const go = (...args: string[]): ReturnType<typeof run> => run(args, { cwd });
  const statusOf = async (url: string, token: string): Promise<number> =>
    (await fetch(new URL('/api/runs', url), { headers: { Authorization: `Bearer ${token}` } })).status;

  it('are made before the first start, and while a server runs, which ends them at once', async () => {
    const first = await go('tokens', 'create', 'before', '--scope', 'read');
    assert.equal(first.status, 0, first.err);
    assert.match(first.out, /^ca_[0-9a-f]{12}_[\w-]{43}\n$/);
    const { url } = await dashboard(['--trust-proxy', '--provider', 'echo'], { cwd });
    const second = await go('tokens', 'create', 'meanwhile', '--scope', 'run', '--expires', '1h', '--json');
    const made = JSON.parse(second.out) as { readonly token: string; readonly id: string; readonly created_by: string };
    assert.equal(made.created_by, "the server's token");
    assert.deepEqual([await statusOf(url, first.out.trim()), await statusOf(url, made.token)], [200, 200]);
    const listed = await go('tokens', 'list');
    assert.match(listed.out, /meanwhile +run +until [\d-]+ [\d:]+ /);
    assert.match(listed.out, /before +read +counts/);
    assert.equal((await go('tokens', 'revoke', made.id)).status, 0);
    assert.deepEqual([await statusOf(url, first.out.trim()), await statusOf(url, made.token)], [200, 401]);
    const again = await go('tokens', 'revoke', 'meanwhile');
    assert.deepEqual([again.status, again.out], [1, '']);
    assert.match(again.err, /no token that still counts has the id or name meanwhile/);
    const audit = await go('audit', 'list');
    assert.match(audit.out, /the server's token +\S+ +404 TOKEN_NOT_FOUND +DELETE \/api\/tokens\/:id/);
    assert.match(audit.out, /on this machine +- +200 +tokens create +before/);
    for (const text of [listed.out, audit.out, readFileSync(join(cwd, '.configurable-agents', 'store.db'), 'latin1')])
      assert.ok(!text.includes(made.token.slice(-43)) && !text.includes(first.out.trim().slice(-43)));
  });

  for (const [args, status, message] of [
    [['create', 'x'], 2, /required option '--scope <scope>' not specified/],
    [['create', 'x', '--scope', 'root'], 2, /Allowed choices are read, run, admin/],
    [['create', '', '--scope', 'run'], 2, /the name must be 1 to 64 letters/],
    [['create', 'x', '--scope', 'run', '--expires', 'soon'], 2, /--expires must be a duration such as 90d, found soon/],
    [['revoke', 'x'], 3, /there is no store/],
  ] as const) {
    it(`refuse tokens ${args.join(' ')}`, async () => {
      const ran = await go('tokens', ...args);
      assert.deepEqual([ran.status, ran.out], [status, '']);
      assert.match(ran.err, message);
    });
  }

  it('say that a name is taken', async () => {
    await go('tokens', 'create', 'ci', '--scope', 'run');
    const { status, err } = await go('tokens', 'create', 'ci', '--scope', 'run');
    assert.equal(status, 1);
    assert.match(err, /^error: TOKEN_NAME_TAKEN: there is a token "ci" already; revoke it, or choose another name$/m);
  });
});
