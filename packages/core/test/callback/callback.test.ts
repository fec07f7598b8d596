import assert from 'node:assert/strict';
import { callbackKey, judgeAttempt, RETRY_AFTER_MS } from '../../src/callback/callback.ts';

const NOW = Date.parse('2026-06-01T10:00:00Z');
const judge = (status: number, retryAfter: string | null = null, attempt = 1): ReturnType<typeof judgeAttempt> =>
  judgeAttempt({ kind: 'answer', status, retryAfter }, { attempt, now: NOW });

describe('an attempt at a callback', () => {
  it('is delivered by 2xx alone', () => {
    for (const status of [200, 202, 204, 299]) assert.equal(judge(status).kind, 'delivered');
    for (const status of [199, 300, 304, 400, 404, 500]) assert.equal(judge(status).kind, 'again');
  });

  it('is followed by others for three days', () => {
    assert.equal(
      RETRY_AFTER_MS.reduce((sum, each) => sum + each, 0),
      (75 * 60 + 35) * 60_000 + 5000,
    );
    assert.equal(judge(500, null, RETRY_AFTER_MS.length).kind, 'again');
    assert.deepEqual(judge(500, null, RETRY_AFTER_MS.length + 1), {
      kind: 'failed',
      reason: 'answered 500',
      isGone: false,
    });
  });

  it('waits for Retry-After in seconds or as a date, never less than the schedule and never more than a day', () => {
    const at = (text: string | null): number => {
      const verdict = judge(429, text);
      return verdict.kind === 'again' ? verdict.at - NOW : NaN;
    };
    assert.equal(at('60'), 60_000);
    assert.equal(at('1'), 5000);
    assert.equal(at('Mon, 01 Jun 2026 10:02:00 GMT'), 120_000);
    assert.equal(at('Mon, 01 Jun 2020 10:02:00 GMT'), 5000);
    assert.equal(at('999999999'), 24 * 3_600_000);
    assert.equal(at('soon'), 5000);
  });

  it('takes secrets of 24 to 64 bytes after `whsec_`', () => {
    const secret = (bytes: number): string => `whsec_${Buffer.alloc(bytes, 1).toString('base64')}`;
    assert.deepEqual(
      [23, 24, 64, 65].map((bytes) => callbackKey(secret(bytes))?.length),
      [undefined, 24, 64, undefined],
    );
    assert.equal(callbackKey('sk-live-0123456789'), undefined);
    assert.equal(callbackKey(''), undefined);
  });
});
