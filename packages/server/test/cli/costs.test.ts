import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../support/cli.ts';
import { NOTIFY } from '../support/server.ts';

describe('configurable-agents costs', function () {
  this.timeout(60_000);
  let cwd: string;
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'configurable-agents-cli-costs-'));
    writeFileSync(join(cwd, 'notify.yaml'), NOTIFY.replace('model: echo', 'model: "a, b"'));
    writeFileSync(
      join(cwd, 'configurable-agents.yaml'),
      'pricing: { echo: { "a, b": { input_mtok: 1000, output_mtok: 2000 } } }\n',
    );
  });
  afterEach(() => rmSync(cwd, { recursive: true, force: true }));
  const go = (...args: string[]): ReturnType<typeof run> => run(args, { cwd });

  it('prints a table with a total, the same as JSON, and as CSV', async () => {
    const ran = await go('run', 'notify.yaml', '--input', 'message=hello', '--json');
    const { usage } = JSON.parse(ran.out) as { readonly usage: { readonly cost_usd: number } };
    assert.ok(usage.cost_usd > 0, ran.err);

    const { status, out, err } = await go('costs', '--by', 'model');
    assert.equal(status, 0, err);
    const lines = out.trimEnd().split('\n');
    assert.match(lines[0] ?? '', /^PROVIDER +MODEL +RUNS +CALLS +UNKNOWN +INPUT +OUTPUT +COST$/);
    assert.match(lines[1] ?? '', /^echo +a, b +1 +1 +0 +\d+ +\d+ +\$\d/);
    assert.match(lines[2] ?? '', /^echo +echo +1 +1 +0 +\d+ +\d+ +\$0$/);
    assert.match(lines[3] ?? '', /^TOTAL +1 +2 +0 /);

    const json = JSON.parse((await go('costs', '--json')).out) as {
      readonly total: { readonly cost_usd: number };
      readonly items: readonly unknown[];
      readonly next_cursor: null;
    };
    assert.deepEqual([json.total.cost_usd, json.items.length, json.next_cursor], [usage.cost_usd, 1, null]);

    const csv = (await go('costs', '--by', 'model', '--csv')).out.trimEnd().split('\r\n');
    assert.equal(csv[0], 'provider,model,runs,calls,unknown_calls,input_tokens,output_tokens,cost_usd');
    assert.match(csv[1] ?? '', /^echo,"a, b",1,1,0,\d+,\d+,0\.\d+$/);
    assert.equal(Number(csv[1]?.split(',').at(-1)), usage.cost_usd);
  });

  it('says where nothing was called, and refuses what it cannot read', async () => {
    await go('run', 'notify.yaml', '--input', 'message=hello');
    const none = await go('costs', '--until', '1d');
    assert.deepEqual([none.status, none.out], [0, '']);
    assert.match(none.err, /no call of a model/);
    for (const [args, said] of [
      [['--by', 'colour'], /Allowed choices are workflow, node, model, day/],
      [['--until', 'soon'], /--until must be a duration such as 10m or an ISO 8601 time, found soon/],
      [['--json', '--csv'], /give one of --json and --csv/],
    ] as const) {
      const { status, err } = await go('costs', ...args);
      assert.equal(status, 2, err);
      assert.match(err, said);
    }
  });
});
