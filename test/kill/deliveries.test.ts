import assert from 'node:assert/strict';
import { deliverUnderRestarts, deliveryVerdict } from '../chaos/deliveries.ts';

describe('deliveries while the server is restarted', function () {
  this.timeout(180_000);

  it('have one run each: nothing that was accepted is lost, nothing starts twice', async () => {
    const lines: string[] = [];
    const seed = Number(process.env['KILL_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
    const result = await deliverUnderRestarts({
      deliveries: 3000,
      clients: 50,
      restarts: 4,
      seed,
      log: (line) => lines.push(line),
    });
    const told = [`seed ${seed}`, ...lines, deliveryVerdict(result)].join('\n');
    assert.deepEqual(result.problems, [], told);
    assert.equal(result.runs, 3000, told);
    assert.equal(result.accepted + result.duplicates, 3000, told);
    // Otherwise the servers went when nothing was under way, and nothing was shown.
    assert.ok(result.broken > 0, told);
  });
});
