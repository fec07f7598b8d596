import assert from 'node:assert/strict';
import { PluginError } from '@configurable-agents/plugin-sdk';
import { runInSandbox } from '../src/sandbox.ts';
import type { SandboxRequest } from '../src/sandbox.ts';

const lines: string[] = [];
const run = (code: string, rest: Partial<SandboxRequest> = {}): ReturnType<typeof runInSandbox> =>
  runInSandbox({
    code,
    inputs: {},
    memory: 16 * 1024 * 1024,
    timeoutMs: 1000,
    log: (level, message) => lines.push(`${level} ${message}`),
    ...rest,
  });

async function failure(code: string, rest: Partial<SandboxRequest> = {}): Promise<readonly unknown[]> {
  try {
    await run(code, rest);
  } catch (error) {
    if (error instanceof PluginError) return [error.code, error.class, error.retryable, error.message];
    throw error;
  }
  return assert.fail('the code did not fail');
}

describe('the sandbox of code nodes', () => {
  it('gives what the code returns, with its inputs', async () => {
    assert.deepEqual(await run('return { sum: inputs.a + inputs.b }', { inputs: { a: 1, b: 2 } }), { sum: 3 });
    assert.equal(await run('const unused = 1'), null);
    assert.deepEqual(await run('return [1, undefined, () => 1]'), [1, null, null]);
  });

  it('fails with what the code throws, and lets it be tried again', async () => {
    assert.deepEqual(await failure("throw new Error('boom a')"), ['NODE_FAILED', 'error', true, 'boom a']);
    assert.deepEqual(await failure("throw 'text'"), ['NODE_FAILED', 'error', true, 'text']);
    assert.deepEqual((await failure('return return'))[0], 'CODE_SYNTAX');
  });

  it('refuses what JSON cannot hold exactly', async () => {
    assert.match(String((await failure('return { a: 1 / 0 }'))[3]), /Infinity cannot be kept/);
    assert.match(String((await failure('return 2 ** 53'))[3]), /without loss/);
    assert.match(String((await failure('return Promise.resolve(1)'))[3]), /promise/);
    assert.equal(await run('return 2 ** 53 - 1'), 2 ** 53 - 1);
  });

  for (const [what, code, expected] of [
    ['a loop without an end', 'for (;;) {}', 'CODE_TIMEOUT'],
    ['a loop that catches its end', 'for (;;) try { for (;;) {} } catch {}', 'CODE_TIMEOUT'],
    ['a loop inside new code', "return new Function('for (;;) {}')()", 'CODE_TIMEOUT'],
    ['a list without an end', 'const all = []; for (;;) all.push(new Array(100000).fill(all.length))', 'CODE_MEMORY'],
    ['a string that doubles', "let text = 'x'; for (;;) text += text", 'CODE_MEMORY'],
    ['a string that is asked for at once', "return 'x'.repeat(2 ** 29)", 'CODE_MEMORY'],
    ['recursion without an end', 'const f = () => f() + 1; return f()', 'CODE_STACK'],
    ['text that nests a million lists', "return JSON.parse('['.repeat(1e6))", 'CODE_STACK'],
    ['an output that nests 100,000 lists', 'let a = []; for (let i = 0; i < 1e5; i++) a = [a]; return a', 'CODE_STACK'],
    ['getters without an end', 'const make = () => ({ get a() { return make() } }); return make()', 'CODE_STACK'],
    ['an output of more than 16 Mi', "return 'x'.repeat(17 * 1024 * 1024)", 'CODE_OUTPUT_TOO_LARGE'],
    ['a regular expression that goes back for ever', "return /^(a+)+$/.test('a'.repeat(40) + 'b')", 'CODE_TIMEOUT'],
    ['a getter that loops', 'return { get a() { for (;;) {} } }', 'CODE_TIMEOUT'],
    ['a proxy that loops', 'return new Proxy({}, { ownKeys() { for (;;) {} } })', 'CODE_TIMEOUT'],
    ['a `toJSON` that loops', 'return { toJSON() { for (;;) {} } }', 'CODE_TIMEOUT'],
    ['a `then` that loops', 'return { get then() { for (;;) {} } }', 'CODE_TIMEOUT'],
    ['an error whose message loops', 'throw { get message() { for (;;) {} } }', 'CODE_TIMEOUT'],
    ['an error whose message throws', 'throw { get message() { throw 1 } }', 'NODE_FAILED'],
    ['a circle', 'const o = {}; o.o = o; return o', 'NODE_FAILED'],
    ['a promise that never settles', 'return new Promise(() => {})', 'CODE_PROMISE'],
    ['a promise that settles', 'return (async () => 1)()', 'CODE_PROMISE'],
  ] as const) {
    it(`ends ${what} by ${expected}, and goes on with the next`, async function () {
      this.timeout(30_000);
      const isQuick = expected === 'CODE_TIMEOUT';
      const [found, kind, isRetryable, message] = await failure(code, {
        memory: expected === 'CODE_OUTPUT_TOO_LARGE' ? 128 * 1024 * 1024 : 8 * 1024 * 1024,
        timeoutMs: isQuick ? 50 : 20_000,
      });
      assert.equal(found, expected, String(message));
      assert.equal(isRetryable, isQuick || expected === 'NODE_FAILED');
      if (isQuick) assert.equal(kind, 'timeout');
      assert.equal(await run('return 1'), 1);
    });
  }

  it('ends in its time whatever the code does to what the sandbox works with', async () => {
    const spoilt = 'JSON.stringify = () => ({ toString() { for (;;) {} } }); Number.isFinite = () => true;';
    assert.deepEqual(await run(`${spoilt} return { a: 1 }`), { a: 1 });
    assert.match(String((await failure(`${spoilt} return 1 / 0`))[3]), /Infinity cannot be kept/);
  });

  it('tells text that it cannot read from code that it cannot read', async () => {
    assert.equal((await failure("return JSON.parse('{')"))[0], 'NODE_FAILED');
    assert.equal((await failure('return ('))[0], 'CODE_SYNTAX');
  });

  it('keeps what is thrown short', async () => {
    assert.equal(String((await failure("throw new Error('x'.repeat(1e6))"))[3]).length, 10_000);
  });

  it('has no host objects, and nothing of one execution is there in the next', async () => {
    const names = ['process', 'require', 'fetch', 'setTimeout', 'WebAssembly', 'Buffer'];
    assert.deepEqual(await run(`return ${JSON.stringify(names)}.filter((name) => name in globalThis)`), []);
    await run('globalThis.left = 1; Array.prototype.map = null');
    assert.deepEqual(await run('return [typeof left, [1].map((x) => x + 1)]'), ['undefined', [2]]);
    assert.equal(await run("return new Function('return typeof process')()"), 'undefined');
  });

  it('writes what the console gets to the log of the run, with its level, and not without end', async () => {
    lines.length = 0;
    await run("console.log('one', { two: 2 }, 3); console.warn('careful'); console.debug(null); console.error()");
    assert.deepEqual(lines, ['info one {"two":2} 3', 'warn careful', 'debug null', 'error ']);
    lines.length = 0;
    await run("console.log('x'.repeat(1e6)); for (let i = 0; i < 5000; i++) console.log(i)");
    assert.equal(lines[0]?.length, 10_005);
    assert.deepEqual([lines.length, lines[999]], [1000, 'warn further lines are left out']);
  });

  it('is not held up by what is logged', async () => {
    assert.equal(await run('console.log({ get a() { for (;;) {} } }); return 1', { timeoutMs: 50 }), 1);
    const [code] = await failure('for (;;) console.log({ get a() { for (;;) {} } })', { timeoutMs: 50 });
    assert.equal(code, 'CODE_TIMEOUT');
  });
});
