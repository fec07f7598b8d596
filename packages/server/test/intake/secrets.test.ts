import assert from 'node:assert/strict';
import { secretsOf, whyClosed } from '../../src/intake/secrets.ts';

describe('secrets of triggers', () => {
  it('reads a list while rotating, and WEBHOOK_SECRET for the generic trigger only', () => {
    const env = { WEBHOOK_SECRET: 'a, b', WEBHOOK_SECRET_GENERIC: 'c', WEBHOOK_SECRET_MY_HOOK: 'd' };
    assert.deepEqual(secretsOf('generic', env), ['c', 'a', 'b']);
    assert.deepEqual(secretsOf('github', env), []);
    assert.deepEqual(secretsOf('my.hook', env), ['d']);
    assert.deepEqual(secretsOf('generic', { WEBHOOK_SECRET: ' , ' }), []);
  });

  const open = { boundHost: '127.0.0.1', host: 'localhost:8000', peer: '::ffff:127.0.0.1', headers: {} };
  it('lets an unsigned delivery pass when bind, Host and peer are loopback', () => {
    assert.equal(whyClosed(open), undefined);
    assert.equal(whyClosed({ ...open, boundHost: '::1', host: '[::1]:8000', peer: '::1' }), undefined);
  });

  for (const [what, change] of [
    ['the bind is not loopback', { boundHost: '0.0.0.0' }],
    ['the Host is not loopback', { host: 'hooks.example.org' }],
    ['the Host only looks like loopback', { host: '127.0.0.1.evil.example:8000' }],
    ['the peer is not loopback', { peer: '192.168.1.4' }],
    ['it was forwarded', { headers: { 'x-forwarded-for': ['1.2.3.4'] } }],
    ['it was forwarded by the standard header', { headers: { forwarded: ['for=1.2.3.4'] } }],
  ] as const) {
    it(`refuses it when ${what}`, () => assert.match(String(whyClosed({ ...open, ...change })), /not|forwarded/));
  }
});
