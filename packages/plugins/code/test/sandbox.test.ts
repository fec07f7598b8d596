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
    log: (message) => lines.push(message),
    now: Date.now,
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

  it('ends code that runs too long or takes too much memory, and goes on with the next', async function () {
    this.timeout(30_000);
    assert.deepEqual((await failure('for (;;) {}', { timeoutMs: 20 })).slice(0, 3), ['CODE_TIMEOUT', 'timeout', true]);
    assert.deepEqual(
      (
        await failure('const all = []; for (;;) all.push(new Array(1000).fill(all.length))', {
          memory: 1e6,
          timeoutMs: 9000,
        })
      )[0],
      'CODE_MEMORY',
    );
    assert.equal((await failure('const f = () => f() + 1; f()'))[0], 'NODE_FAILED');
    assert.equal(await run('return 1'), 1);
  });

  it('has no host objects, and nothing of one execution is there in the next', async () => {
    const names = ['process', 'require', 'fetch', 'setTimeout', 'WebAssembly', 'Buffer'];
    assert.deepEqual(await run(`return ${JSON.stringify(names)}.filter((name) => name in globalThis)`), []);
    await run('globalThis.left = 1; Array.prototype.map = null');
    assert.deepEqual(await run('return [typeof left, [1].map((x) => x + 1)]'), ['undefined', [2]]);
    assert.equal(await run("return new Function('return typeof process')()"), 'undefined');
  });

  it('writes console.log to the log of the run, and not without end', async () => {
    lines.length = 0;
    await run("console.log('one', { two: 2 }, 3); for (let i = 0; i < 5000; i++) console.log(i)");
    assert.equal(lines[0], 'one {"two":2} 3');
    assert.equal(lines.length, 1000);
  });
});
