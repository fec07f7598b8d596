// What a run may do, as `validate`, `run` and `graph` tell it, with the prices of the configuration and of the table.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../support/cli.ts';

const PAID = `name: Paid
state: { type: object, properties: { message: { type: string, maxLength: 100 } } }
nodes:
  - name: draft
    llm: { provider: openai, model: gpt-4o-mini, max_tokens: 200 }
    prompt: 'Draft: {message}'
    retry: 2
`;

const ECHO = `name: Own
state: { type: object, properties: { message: { type: string } } }
nodes:
  - name: draft
    llm: { provider: echo, model: large, max_tokens: 200 }
    prompt: 'Draft: {message}'
`;

type Json = {
  readonly bounds: readonly {
    readonly total: { readonly cost_usd: { readonly min: number; readonly max: number } | null };
    readonly by_length: object;
    readonly unpriced: readonly string[];
  }[];
};

describe('bounds of tokens and cost on the command line', function () {
  this.timeout(60_000);
  let cwd: string;
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'configurable-agents-cli-bounds-'));
    writeFileSync(join(cwd, 'paid.yaml'), PAID);
    writeFileSync(join(cwd, 'own.yaml'), ECHO);
    writeFileSync(
      join(cwd, 'configurable-agents.yaml'),
      'pricing: { echo: { large: { input_mtok: 1000, output_mtok: 2000 } } }\n',
    );
  });
  afterEach(() => rmSync(cwd, { recursive: true, force: true }));
  const go = (...args: string[]): ReturnType<typeof run> => run(args, { cwd });

  it('`validate --bounds` prints them, by the table and by `pricing`', async () => {
    const { status, out } = await go('validate', 'paid.yaml', 'own.yaml', '--bounds');
    assert.equal(status, 0);
    const [paid = '', own = ''] = out.split('own.yaml\n');
    assert.match(paid, /^node +executions +LLM calls +input tokens +likely +output tokens +cost +time$/m);
    // 2 attempts of 679 tokens in at $0.15 and 200 out at $0.60 a million.
    assert.match(paid, /^a run +1 +1-2 +1-1,358 +~\d+ +0-400 +\$0-\$0\.000444 +/m);
    assert.match(own, /^a run, by its inputs: cost at most \$0\.68 \+ \$0\.001·\|message\|$/m);
    assert.match(own, /^\|message\|: bytes of `message`$/m);
    assert.match(own, /^no bound: the input `message` may have any length; give `message` a `maxLength`$/m);
  });

  it('`--format json` has them for programs', async () => {
    const { out } = await go('validate', 'paid.yaml', 'own.yaml', '--bounds', '--format', 'json');
    const [paid, own] = (JSON.parse(out) as Json).bounds;
    assert.deepEqual(paid?.total.cost_usd, { min: 0.000_000_074, max: 0.000_443_702 });
    assert.deepEqual([paid?.by_length, paid?.unpriced], [{}, []]);
    assert.deepEqual(own?.by_length, { input_tokens: '279 + |message|', cost_usd: '$0.68 + $0.001·|message|' });
  });

  it('`--max-cost` and `--max-tokens` fail `validate`, at the node that most is due to', async () => {
    const dear = await go('validate', 'paid.yaml', '--max-cost', '0.0001', '--max-tokens', '1000');
    assert.equal(dear.status, 1);
    assert.match(
      dear.out,
      /^paid\.yaml:4:11 error W442 too-many-tokens a run may use up to 1,758 tokens, the limit is 1,000; `draft`/m,
    );
    assert.match(
      dear.out,
      /^paid\.yaml:4:11 error W443 too-expensive a run may cost up to \$0\.000444, the limit is \$0\.0001; `draft`/m,
    );
    assert.equal((await go('validate', 'paid.yaml', '--max-cost', '0.01', '--max-tokens', '2000')).status, 0);
    for (const wrong of ['--max-cost=much', '--max-cost=-1', '--max-tokens=1.5']) {
      const { status, err } = await go('validate', 'paid.yaml', wrong);
      assert.equal(status, 2, wrong);
      assert.match(err, /it is a (number of US dollars|whole number), such as/);
    }
  });

  it('`run` does not start what spends more in any case, and warns of what may', async () => {
    const flags = ['--input', `message=${'x'.repeat(50)}`];
    const none = await go('run', 'own.yaml', ...flags, '--max-cost', '0');
    assert.deepEqual([none.status, none.out], [1, '']);
    assert.match(none.err, /^error: not started: a run costs at least \$0\.000999, the limit is \$0$/m);
    assert.equal((await go('runs', 'list')).out, '');

    const few = await go('run', 'own.yaml', ...flags, '--max-tokens', '0');
    assert.equal(few.status, 1);
    assert.match(few.err, /not started: a run uses at least 1 token, the limit is 0/);

    const some = await go('run', 'own.yaml', ...flags, '--max-cost', '0.5');
    assert.equal(some.status, 0);
    assert.match(
      some.err,
      /^at least and at most: LLM calls 1, tokens in 1-∞, out 0-200, cost \$0\.000999-∞, time 0s-2m$/m,
    );
    assert.match(
      some.err,
      /^warning: a run may cost any amount, the limit is \$0\.5: the input `message` may have any length; give/m,
    );
    const quiet = await go('run', 'own.yaml', ...flags);
    assert.doesNotMatch(quiet.err, /at least and at most/);
  });

  it('`run --provider echo` is told as what it is', async () => {
    const { status, err } = await go(
      'run',
      'paid.yaml',
      '--provider',
      'echo',
      '--input',
      'message=x',
      '--max-cost',
      '0',
    );
    assert.equal(status, 0, err);
    assert.match(err, /^at least and at most: LLM calls 1-2, .*, cost \$0, /m);
    assert.doesNotMatch(err, /warning/);
  });

  it('`graph --bounds` tells them beside the drawing', async () => {
    const { status, out, err } = await go('graph', 'paid.yaml', '--bounds');
    assert.equal(status, 0);
    assert.match(out, /^flowchart TD\n/);
    assert.match(err, /^node +executions +LLM calls[^]*^a run +1 +1-2 +/m);
  });

  it('`validate` warns of a `max_cost` that cannot count a model, at its place', async () => {
    const text = `${PAID}execution: { budget: { max_cost: 1 } }\n`;
    writeFileSync(join(cwd, 'known.yaml'), text);
    writeFileSync(join(cwd, 'unknown.yaml'), text.replace('gpt-4o-mini', 'gpt-of-tomorrow'));
    const { out } = await go('validate', 'known.yaml', 'unknown.yaml');
    assert.doesNotMatch(out, /^known\.yaml.*W444/m);
    assert.match(
      out,
      /^unknown\.yaml:8:34 warning W444 unknown-price `max_cost` does not stop `openai\/gpt-of-tomorrow`/m,
    );
    writeFileSync(
      join(cwd, 'configurable-agents.yaml'),
      'pricing: { openai: { gpt-of-tomorrow: { input_mtok: 1, output_mtok: 2 } } }\n',
    );
    assert.doesNotMatch((await go('validate', 'unknown.yaml')).out, /W444/);
  });
});
