import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('support/short-lives.ts', import.meta.url));

describe('expectShortLives', function () {
  this.timeout(60_000);

  it('keeps what is made out of the old generation, also where it lived longer before', () => {
    // Without it about 100 in three of five processes: when V8 decides depends on when it compiles.
    for (let i = 0; i < 5; i += 1) {
      const bytes = Number(execFileSync(process.execPath, [...process.execArgv, SCRIPT], { encoding: 'utf8' }));
      assert.ok(bytes < 40, `${bytes} bytes of each object`);
    }
  });
});
