import assert from 'node:assert/strict';
import { parseBytes } from '../../src/config/bytes.ts';
import { auditBoundsOf, describeRetention, retentionOf } from '../../src/config/retention.ts';

const DAY = 86_400_000;

describe('retention', () => {
  it('is 30 days and 100,000 runs where nothing is said', () => {
    assert.deepEqual(retentionOf({}), { maxAgeMs: 30 * DAY, maxRuns: 100_000 });
  });

  it('has each bound by itself, and none where it is told so', () => {
    assert.deepEqual(retentionOf({ retention: { runs: '7d' } }), { maxAgeMs: 7 * DAY, maxRuns: 100_000 });
    assert.deepEqual(retentionOf({ retention: { runs: 'forever', max_runs: 'unlimited', max_bytes: '2GB' } }), {
      maxBytes: 2_000_000_000,
    });
    assert.deepEqual(retentionOf({ retention: { runs: 'forever', max_runs: 'unlimited' } }), {});
  });

  it('is that of the audit log where the file says it', () => {
    assert.deepEqual(auditBoundsOf({}), {});
    assert.deepEqual(auditBoundsOf({ retention: { audit: '90d' } }), { maxAgeMs: 90 * DAY });
  });

  it('is said in words, with how to change it', () => {
    const said = (retention: object): string => describeRetention({ retention });
    const how = ' (`retention` in the configuration)';
    assert.equal(describeRetention({}), `runs that have ended are kept for 30d, 100,000 runs at most${how}`);
    assert.equal(
      said({ runs: 'forever', max_bytes: '2GB' }),
      `runs that have ended are kept 100,000 runs at most, 2GB at most${how}`,
    );
    assert.equal(said({ runs: 'forever', max_runs: 'unlimited' }), 'runs that have ended are kept for ever');
  });
});

describe('sizes', () => {
  for (const [text, bytes] of [
    ['2GB', 2e9],
    ['1.5 MB', 1_500_000],
    ['10kB', 10_000],
    ['1GiB', 2 ** 30],
    ['512', 512],
    ['512B', 512],
    ['2', 2],
    ['', undefined],
    ['-1MB', undefined],
    ['1iB', undefined],
    ['1 GBs', undefined],
    ['much', undefined],
  ] as const) {
    it(`read ${JSON.stringify(text)} as ${bytes}`, () => assert.equal(parseBytes(text), bytes));
  }
});
