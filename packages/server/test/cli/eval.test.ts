import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { complete, schemaOf } from '../../src/cli/commands/eval-interactive.ts';
import { run } from '../support/cli.ts';

const COMPAT = process.env['COMPAT_DIR'] ?? new URL('../../../../../shared/compat', import.meta.url).pathname;
const CONDITIONS = `${COMPAT}/conditions.jsonl`;

type Condition = { readonly logic: string; readonly state: unknown; readonly want: boolean | 'reject' };

describe('configurable-agents eval', function () {
  this.timeout(30_000);
  let cwd: string;
  before(() => {
    cwd = mkdtempSync(join(tmpdir(), 'configurable-agents-eval-'));
    writeFileSync(join(cwd, 'env.json'), '{"state": {"score": 7, "name": "ann", "big": 9007199254740993}}');
    writeFileSync(join(cwd, 'list.json'), '[1]');
  });
  after(() => rmSync(cwd, { recursive: true, force: true }));

  it('prints the value as JSON: all digits, bytes as base64, times as text, no number as text', async () => {
    const { status, out } = await run(
      ['eval', '[9007199254740993, b"x", timestamp("2026-01-02T03:04:05.5Z"), duration("90s"), 1.0 / 0.0, {1: 2u}]'],
      { cwd },
    );
    assert.equal(status, 0);
    assert.equal(out, '[9007199254740993,"eA==","2026-01-02T03:04:05.5Z","90s","Infinity",{"1":2}]\n');
  });

  it('reads names from --env, integers with all their digits', async () => {
    const { out } = await run(['eval', 'state.score > 5 ? state.name : "no"', '--env', 'env.json'], { cwd });
    assert.equal(out, '"ann"\n');
    const big = await run(['eval', 'state.big', '--env', 'env.json'], { cwd });
    assert.equal(big.out, '9007199254740993\n');
  });

  it('is exit 1 with code and place when the expression is wrong or has no value', async () => {
    const wrong = await run(['eval', 'state.score > foo', '--env', 'env.json'], { cwd });
    assert.deepEqual([wrong.status, wrong.out], [1, '']);
    assert.match(wrong.err, /state\.score > foo\n {16}\^\^\^\nerror: W203 unknown name `foo`/);
    const none = await run(['eval', '1 / 0'], { cwd });
    assert.equal(none.status, 1);
    assert.match(none.err, /\^\^\^\^\^\nerror: EXPRESSION_DIVISION division by zero/);
  });

  it('is exit 2 when the command line is wrong', async () => {
    for (const args of [
      [],
      ['1', '--env', 'none.json'],
      ['1', '--env', 'list.json'],
      ['1', '--dialect', 'x'],
      ['1', '--jsonl'],
    ]) {
      const { status, out } = await run(['eval', ...args], { cwd });
      assert.deepEqual([status, out], [2, ''], args.join(' '));
    }
  });

  it('answers lines with lines, in order, whatever is in them', async () => {
    const lines = [
      '{"expr": "1 + 1"}',
      '{"expr": "x * 2", "env": {"x": 2.5}}',
      '{"expr": "x * 2", "env": {"x": 2.5}, "schema": {"type": "object", "properties": {"x": {"type": "string"}}}}',
      '{"expr": "not x", "env": {"x": false}, "dialect": "flow"}',
      '{"expr": "1 +"}',
      '{"expr": "[1][5]"}',
      '{"expr": "x.constructor", "env": {"x": {}}}',
      '{"expr": 1}',
      'no json',
      '{"expr": "__proto__", "env": {"__proto__": 5}}',
    ];
    const { status, out } = await run(['eval', '--jsonl'], { cwd, input: `${lines.join('\n')}\n` });
    const answers = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { value?: unknown; error?: { code: string } });
    assert.equal(status, 0);
    assert.deepEqual(
      answers.map(({ value, error }) => value ?? error?.code),
      [2, 5, 'W202', true, 'W201', 'EXPRESSION_INDEX', 'EXPRESSION_KEY', 'EVAL_LINE_INVALID', 'EVAL_LINE_INVALID', 5],
    );
  });

  it('decides the conditions of the compatibility set as the flow dialect does', async function () {
    if (!existsSync(CONDITIONS)) this.skip();
    const cases = readFileSync(CONDITIONS, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Condition);
    const input = cases.map(({ logic, state }) =>
      JSON.stringify({
        expr: logic,
        env: { state },
        schema: schemaOf({ state }),
      }),
    );
    const { out } = await run(['eval', '--jsonl', '--dialect', 'flow'], { cwd, input: `${input.join('\n')}\n` });
    const answers = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly value?: boolean });
    const wrong = cases.filter(({ want }, i) => (answers[i]?.value ?? 'reject') !== want);
    assert.deepEqual([answers.length, wrong.map(({ logic }) => logic)], [cases.length, []]);
  });

  it('knows types from values, to show those of expressions', () => {
    assert.deepEqual(schemaOf({ a: 1, b: [1.5, 2.5], c: [1, 'x'], d: null }), {
      type: 'object',
      properties: {
        a: { type: 'integer' },
        b: { type: 'array', items: { type: 'number' } },
        c: { type: 'array', items: {} },
        d: {},
      },
      additionalProperties: true,
    });
  });

  it('completes names, fields and functions', () => {
    const env = { state: { score: 1, status: 2 }, run: {} };
    assert.deepEqual(complete('1 + state.s', env), [['state.score', 'state.status'], 'state.s']);
    assert.deepEqual(
      complete('sta', env)[0],
      ['state', 'startsWith'].filter((name) => name.startsWith('sta')),
    );
    assert.deepEqual(complete('state.score.x', env)[0], []);
  });
});
