import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Runs the kit's test of node:test in a process of its own. This file itself is the proof for mocha. */
function nodeTest(env: { readonly [name: string]: string }): {
  readonly status: number | null;
  readonly output: string;
} {
  const file = fileURLToPath(new URL('runners/kit.node.ts', import.meta.url));
  // A run inside a run of node:test would report to its parent.
  const { NODE_TEST_CONTEXT: _context, ...rest } = process.env;
  const args = [...process.execArgv, '--test', '--test-reporter=tap', file];
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', env: { ...rest, ...env } });
  return { status, output: stdout };
}

describe('the contract kit', () => {
  it('runs under node:test', function () {
    this.timeout(30_000);
    const { status, output } = nodeTest({});
    assert.equal(status, 0, output);
    assert.match(output, /# pass 2/);
  });

  it('fails there with the name of the rule', function () {
    this.timeout(30_000);
    const { status, output } = nodeTest({ KIT_FAILS: '1' });
    assert.equal(status, 1, output);
    assert.match(output, /action\/output-fits/);
  });
});
