import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TrackerStatus } from '@configurable-agents/core';
import { run } from '../support/cli.ts';
import { NOTIFY } from '../support/server.ts';

describe('configurable-agents trackers', function () {
  this.timeout(60_000);
  let cwd: string;
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'configurable-agents-cli-trackers-'));
    writeFileSync(join(cwd, 'notify.yaml'), NOTIFY);
    writeFileSync(join(cwd, 'configurable-agents.yaml'), 'trackers: { console: { all_runs: true } }\n');
  });
  afterEach(() => rmSync(cwd, { recursive: true, force: true }));
  const go = (...args: string[]): ReturnType<typeof run> => run(args, { cwd });

  it('shows what the store has of each, and sends history again where no server runs', async () => {
    const ran = await go('run', 'notify.yaml', '--input', 'message=hello');
    assert.equal(ran.status, 0, ran.err);
    const shown = await go('trackers', 'status');
    assert.equal(shown.status, 0, shown.err);
    const lines = shown.out.trimEnd().split('\n');
    assert.match(lines[0] ?? '', /^TRACKER +LAG +DROPPED +REPLAY +STATE +LAST ERROR \(UTC\)$/);
    assert.match(shown.out, /^console +0 +0 +- +ok +-$/m);
    const { items } = JSON.parse((await go('trackers', 'status', '--json')).out) as {
      readonly items: readonly TrackerStatus[];
    };
    assert.deepEqual(
      items.find(({ name }) => name === 'console'),
      { name: 'console', lag: 0, dropped: 0, error: null, last_error: null, replay: null },
    );
    const again = await go('trackers', 'replay', 'console', '--since', '1h');
    assert.equal(again.status, 0, again.err);
    assert.equal(again.out, 'sent again to console\n');
    assert.match(again.err, /summarise succeeded in \d+ ms/);
    const later = await go('trackers', 'replay', 'console', '--since', '2999-01-01', '--json');
    assert.equal((JSON.parse(later.out) as TrackerStatus).replay, null);
    assert.doesNotMatch(later.err, /summarise/);
  });

  it('says what is wrong', async () => {
    const none = await go('trackers', 'status');
    assert.equal(none.status, 3);
    assert.match(none.err, /there is no store/);
    await go('run', 'notify.yaml', '--input', 'message=hello');
    const unknown = await go('trackers', 'replay', 'nobody', '--since', '1h');
    assert.equal(unknown.status, 3);
    assert.match(unknown.err, /TRACKER_UNKNOWN: there is no tracker "nobody"; there are: console, /);
    const when = await go('trackers', 'replay', 'console', '--since', 'yesterday');
    assert.equal(when.status, 2);
    assert.match(when.err, /--since must be a duration such as 10m or an ISO 8601 time, found yesterday/);
    assert.equal((await go('trackers', 'replay', 'console')).status, 2);
  });
});
