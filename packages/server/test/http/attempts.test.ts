import assert from 'node:assert/strict';
import { openAttempts } from '../../src/http/attempts.ts';

describe('wrong tokens of a peer', () => {
  const refused = { status: 429, code: 'TOO_MANY_ATTEMPTS' };

  it('are counted in a window that begins with the first', () => {
    let now = 0;
    const attempts = openAttempts(() => now, { most: 2, windowMs: 1000 });
    attempts.failed('192.0.2.1');
    now = 900;
    attempts.check('192.0.2.1');
    attempts.failed('192.0.2.1');
    assert.throws(() => attempts.check('192.0.2.1'), { ...refused, headers: { 'Retry-After': '1' } });
    now = 1000;
    attempts.check('192.0.2.1');
  });

  it('count for the network of an IPv6 address, and for the address in whatever spelling', () => {
    const attempts = openAttempts(() => 0, { most: 1 });
    attempts.failed('2001:db8::1');
    for (const same of ['2001:db8::2', '2001:0DB8:0:0:ffff::9', '2001:db8:0:0:1:2:3:4'])
      assert.throws(() => attempts.check(same), refused, same);
    attempts.check('2001:db8:0:1::1');
    attempts.failed('::ffff:192.0.2.7');
    assert.throws(() => attempts.check('192.0.2.7'), refused);
    attempts.check('192.0.2.8');
  });

  it('are remembered of so many peers, the ones that failed last', () => {
    const attempts = openAttempts(() => 0, { most: 1, maxPeers: 3 });
    for (const last of [1, 2, 3, 1, 4]) attempts.failed(`192.0.2.${last}`);
    attempts.check('192.0.2.2');
    for (const last of [1, 3, 4]) assert.throws(() => attempts.check(`192.0.2.${last}`), refused);
  });
});
