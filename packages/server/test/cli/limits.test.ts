import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dashboard, run, stopDashboards } from '../support/cli.ts';

const ORDERS = `name: Orders
triggers:
  - { uses: schedule, cron: '0 9 * * *' }
execution:
  concurrency: { limit: 1 }
nodes:
  - { name: hold, uses: wait, with: { signal: go } }
`;

const ALONE = 'triggers:\n  - { uses: generic, singleton: true }\nnodes';

describe('commands about runs that wait', function () {
  this.timeout(60_000);
  let cwd: string;
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'configurable-agents-cli-limits-'));
    writeFileSync(join(cwd, 'orders.yaml'), ORDERS);
  });
  afterEach(async () => {
    await stopDashboards();
    rmSync(cwd, { recursive: true, force: true });
  });
  const go = (...args: string[]): ReturnType<typeof run> => run(args, { cwd });

  it('say what a run is queued for, pause and resume', async () => {
    const { url } = await dashboard([], { cwd });
    await go('workflows', 'register', 'orders.yaml');
    const start = async (): Promise<string> => {
      const answer = await fetch(`${url}/api/runs`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: '{"workflow_name":"orders"}',
      });
      return ((await answer.json()) as { readonly run_id: string }).run_id;
    };
    await start();
    const second = await start();
    const limit = 'concurrency (limit 1), 0 before it';
    const [list, shown, why] = [
      await go('runs', 'list'),
      await go('runs', 'show', second),
      await go('explain', second),
    ];
    assert.match(list.out, /WAITS/);
    assert.ok(list.out.includes(limit), list.out);
    assert.match(shown.out, /^status {4}queued\n {10}waits: concurrency \(limit 1\), 0 before it$/m);
    assert.ok(why.out.includes(`waits: ${limit}`), why.out);
    const paused = await go('workflows', 'pause', 'orders');
    assert.equal(paused.out, 'paused orders: its runs are accepted and wait\n');
    assert.match((await go('workflows', 'list')).out, /PAUSED[^]*all$/m);
    assert.match((await go('runs', 'show', second)).out, /waits: orders is paused/);
    const wrong = await go('workflows', 'pause', 'order');
    assert.equal(wrong.status, 1);
    assert.match(wrong.err, /did you mean orders\?/);
    assert.equal((await go('workflows', 'resume', 'orders')).status, 0);
    assert.doesNotMatch((await go('workflows', 'list')).out, /PAUSED/);
  });

  it('pause schedules and make up for their slots', async () => {
    await dashboard([], { cwd });
    await go('workflows', 'register', 'orders.yaml');
    assert.match((await go('schedules', 'pause', 'orders')).out, /^paused schedule of orders: its slots pass/);
    assert.match((await go('schedules', 'list')).out, /orders +schedule .* paused +-/);
    assert.match((await go('schedules', 'resume', 'orders')).out, /^resumed schedule of orders: its next slot is 2/);
    const made = await go('schedules', 'backfill', 'orders', '--from', '48h', '--json');
    const { items } = JSON.parse(made.out) as { readonly items: readonly { readonly run_id: string }[] };
    assert.equal(items.length, 2);
    const again = await go('schedules', 'backfill', 'orders', '--from', '48h');
    assert.equal(again.out.match(/had its run/g)?.length, 2, again.out);
    assert.equal((await go('schedules', 'backfill', 'orders', '--from', 'monday')).status, 2);
  });

  it('hand a delivery over again that the limits give no run', async () => {
    const { url } = await dashboard([], { cwd });
    writeFileSync(join(cwd, 'alone.yaml'), ORDERS.replace(/triggers:[^]*?\nnodes/, ALONE));
    await go('workflows', 'register', 'alone.yaml');
    for (let i = 0; i < 2; i += 1) assert.equal((await go('send', 'alone', '--url', url)).status, 0);
    const { items } = JSON.parse((await go('deliveries', 'list', '--json')).out) as {
      readonly items: readonly { readonly delivery_id: string; readonly verdict: string }[];
    };
    const [skipped] = items;
    assert.equal(skipped?.verdict, 'skipped');
    const again = await go('deliveries', 'redeliver', skipped?.delivery_id ?? '');
    assert.deepEqual([again.status, again.err], [0, '']);
    assert.match(again.out, /^alone: skipped: .*\n$/);
  });

  it('need a server, and say so', async () => {
    const { status, err } = await run(['workflows', 'pause', 'orders'], { cwd });
    assert.equal(status, 3);
    assert.match(err, /configurable-agents dashboard/);
  });
});
