// `explain RUN_ID` on runs of the store, and the commands that it gives.
import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dashboard, run, stopDashboards } from '../support/cli.ts';
import type { Ran } from '../support/cli.ts';

const EXAMPLE = new URL('../../../../examples/control_flow/routes.yaml', import.meta.url);

type Told = {
  readonly run_id: string;
  readonly status: string;
  readonly steps: readonly {
    readonly key: string | null;
    readonly kind: string;
    readonly because: readonly object[];
  }[];
  readonly next: readonly { readonly command: string }[];
};

describe('explain RUN_ID', function () {
  this.timeout(60_000);
  let cwd: string;
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'configurable-agents-explain-'));
    copyFileSync(EXAMPLE, join(cwd, 'routes.yaml'));
  });
  afterEach(async () => {
    await stopDashboards();
    rmSync(cwd, { recursive: true, force: true });
  });
  const go = async (...args: string[]): Promise<Ran> => await run(args, { cwd });
  const told = async (id: string): Promise<Told> => JSON.parse((await go('explain', id, '--json')).out) as Told;
  const idOf = ({ out }: Ran): string => (JSON.parse(out) as { readonly run_id: string }).run_id;

  it('tells a run in order, with the conditions that its routes asked', async () => {
    const id = idOf(await go('run', 'routes.yaml', '--input', 'amount=5000', '--json'));
    const { status, out, err } = await go('explain', id);
    assert.deepEqual([status, err], [0, '']);
    assert.match(out, new RegExp(`^run ${id} of routes: succeeded after [^\n]+\n\n`));
    assert.match(
      out,
      /✓ check succeeded; the way led to approve\n +route 1 \(refuse\): amount <= 0 is false; amount = 5000\n +route 2 /,
    );
    assert.match(out, /- refuse was skipped: no way led to it\n +check: it chose another way\n/);
    assert.doesNotMatch(out, /what can be done/);
    const { steps, next } = await told(id.toUpperCase());
    assert.equal(steps.find(({ key }) => key === 'check')?.because.length, 2);
    assert.deepEqual(next, []);
    assert.ok((await go('explain', id, '--color', 'always')).out.includes('\u001b[32m✓\u001b[39m'));
  });

  it('prints what docs/control-flow.md shows', async () => {
    const page = readFileSync(new URL('../../../../docs/control-flow.md', import.meta.url), 'utf8');
    const [, sample = ''] = /\$ configurable-agents explain \S+\n([^]*?)```/.exec(page) ?? [];
    const id = idOf(await go('run', 'routes.yaml', '--input', 'amount=5000', '--json'));
    // Ids and times are of one run; how wide the times are moves the lines.
    const bare = (text: string): string =>
      text
        .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID')
        .replaceAll(/\d[\d.]* m?s\b/g, 'TIME')
        .replaceAll(/^ +/gm, '');
    assert.equal(bare((await go('explain', id)).out), bare(sample));
  });

  it('ends with the commands that go on from a failure, and they do', async () => {
    writeFileSync(
      join(cwd, 'ask.yaml'),
      'nodes:\n  - { name: ask, llm: { provider: google, model: gemini-3.8-flash }, prompt: hi }\n',
    );
    const failed = await go('run', 'ask.yaml', '--json');
    const id = idOf(failed);
    assert.ok(failed.err.endsWith(`why, and what can be done: configurable-agents explain ${id}\n`), failed.err);
    const { out } = await go('explain', id);
    assert.match(out, /✗ ask failed: GOOGLE_API_KEY is not set[^\n]*\(SECRET_MISSING\)/);
    assert.match(out, /why it failed\n {2}ask: GOOGLE_API_KEY is not set/);
    const commands = async (): Promise<readonly string[]> => (await told(id)).next.map(({ command }) => command);
    const retry = `configurable-agents runs retry ${id}`;
    assert.deepEqual(await commands(), ['configurable-agents dashboard', retry]);
    await dashboard([], { cwd });
    assert.deepEqual(await commands(), [retry]);
    const again = await go(...retry.split(' ').slice(1));
    assert.equal(again.status, 0, again.err);
    assert.ok((await told(id)).steps.some(({ kind }) => kind === 'run.retried'));
  });

  it('says that there is no such run, no store, or that it is neither a run nor a code', async () => {
    const id = '01a215fa-0db0-7105-b1e0-b0e6edfad1a8';
    const none = await go('explain', id);
    assert.equal(none.status, 3);
    assert.match(none.err, /^error: there is no store: /);
    await go('run', 'routes.yaml', '--input', 'amount=1');
    const { status, err } = await go('explain', id);
    assert.deepEqual([status, err], [1, `error: there is no run ${id}; configurable-agents runs list shows them\n`]);
    const neither = await go('explain', '01a215fa');
    assert.equal(neither.status, 2);
    assert.match(neither.err, /^error: 01a215fa is neither a code of a finding nor the id of a run; /);
  });
});
