import assert from 'node:assert/strict';
import { killUnderLoad, verdictOf } from '../chaos/kills.ts';

/** `npm run test:kill` has twenty, `npm run chaos -- --kills N` any number. */
const KILLS = 8;

describe('kill -9 under webhook load', function () {
  this.timeout(300_000);

  it('ends every accepted delivery in exactly one succeeded run, with no node completed twice', async () => {
    const lines: string[] = [];
    const seed = Number(process.env['KILL_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
    const result = await killUnderLoad({ kills: KILLS, seed, minutes: 4, log: (line) => lines.push(line) });
    const told = [...lines, verdictOf(result)].join('\n');
    assert.deepEqual(result.problems, [], told);
    assert.ok(result.accepted > 100, told);
    assert.ok(result.runs >= result.accepted, told);
    // Otherwise the kills came when nothing was under way, and nothing was shown.
    assert.ok(result.lostAttempts > 0, told);
    assert.ok(result.broken > 0, told);
    // Each kind of work was there, and each that may not fail succeeded.
    const of = (ending: string): number => result.endings[ending] ?? 0;
    for (const workflow of [
      'notify',
      'rounds',
      'items',
      'parent',
      'child',
      'paused',
      'review',
      'handled',
      'flaky',
      'race',
      'write',
    ])
      assert.ok(of(`${workflow} succeeded`) > 0, told);
    assert.ok(of('doomed failed') > 0 && of('endless cancelled') > 0, told);
  });
});
