import assert from 'node:assert/strict';
import { killUnderLoad, verdictOf } from './kill.ts';

describe('kill -9 under webhook load', function () {
  this.timeout(240_000);

  it('ends every accepted delivery in exactly one succeeded run, with no node completed twice', async () => {
    const lines: string[] = [];
    const seed = Number(process.env['KILL_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
    const result = await killUnderLoad({ kills: 20, seed, log: (line) => lines.push(line) });
    const told = [...lines, verdictOf(result)].join('\n');
    assert.deepEqual(result.problems, [], told);
    assert.ok(result.accepted > 100, told);
    assert.equal(result.runs, result.accepted, told);
    assert.equal(result.succeeded, result.accepted, told);
    // Otherwise the kills came when nothing was under way, and nothing was shown.
    assert.ok(result.lostAttempts > 0, told);
  });
});
