import assert from 'node:assert/strict';
import { getPriority } from 'node:os';
import { breakout, goes, openBreakout } from '../support/breakout.ts';
import { closeAll } from '../support/runtime.ts';

for (const tier of ['worker', 'process'] as const) {
  describe(`a lane of the tier ${tier}`, function () {
    this.timeout(60_000);
    afterEach(closeAll);

    it('lets the engine go first, where priorities are of threads', async () => {
      const before = getPriority();
      const { result } = await goes(await openBreakout(breakout(tier)), 'priority');
      assert.equal(result, process.platform === 'linux' ? Math.min(before + 5, 19) : before);
      assert.equal(getPriority(), before, 'the engine keeps its own');
    });
  });
}
