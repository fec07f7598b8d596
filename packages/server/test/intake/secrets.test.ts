import assert from 'node:assert/strict';
import { whyClosed } from '../../src/intake/loopback.ts';
import { secretFor, secretsOf, secretVariable, signersOf } from '../../src/intake/secrets.ts';

describe('secrets of triggers', () => {
  it('reads a list while rotating, and WEBHOOK_SECRET for the generic trigger only', () => {
    const env = { WEBHOOK_SECRET: 'a, b', WEBHOOK_SECRET_GENERIC: 'c', WEBHOOK_SECRET_MY_HOOK: 'd' };
    const source = { env, secretEnv: {} };
    assert.deepEqual(secretsOf('generic', source), ['c', 'a', 'b']);
    assert.deepEqual(secretsOf('github', source), []);
    assert.deepEqual(secretsOf('my.hook', source), ['d']);
    assert.deepEqual(secretsOf('generic', { env: { WEBHOOK_SECRET: ' , ' }, secretEnv: {} }), []);
  });

  it('reads the variable that the configuration names', () => {
    const source = { env: { TEAM_HOOK: 'x', WEBHOOK_SECRET_GITHUB: 'y' }, secretEnv: { github: 'TEAM_HOOK' } };
    assert.deepEqual(secretsOf('github', source), ['y', 'x']);
    assert.equal(secretVariable('github', source), 'TEAM_HOOK');
    assert.equal(secretVariable('stripe', source), 'WEBHOOK_SECRET_STRIPE');
  });

  it('knows who may sign: the trigger, and workflows that have secrets of their own', () => {
    const source = {
      env: { WEBHOOK_SECRET_GITHUB: 'a', MINE: 'b,c' },
      secretEnv: {},
      workflowSecretEnv: { github: { mine: 'MINE', closed: 'NOT_SET' } },
    };
    assert.deepEqual(signersOf('github', source), [
      { workflow: undefined, secrets: ['a'] },
      { workflow: 'mine', secrets: ['b', 'c'] },
      { workflow: 'closed', secrets: [] },
    ]);
    assert.deepEqual(signersOf('constructor', source), [{ workflow: undefined, secrets: [] }]);
    assert.deepEqual(
      ['mine', 'other', 'closed', 'constructor'].map((workflow) => secretFor('github', workflow, source)),
      ['b', 'a', undefined, 'a'],
    );
  });

  const open = {
    boundHost: '127.0.0.1',
    host: 'localhost:8000',
    peer: '::ffff:127.0.0.1',
    headers: {},
    isTunnelled: false,
    trustProxy: false,
  };
  it('lets an unsigned delivery pass when bind, Host and peer are loopback', () => {
    assert.equal(whyClosed(open), undefined);
    assert.equal(whyClosed({ ...open, boundHost: '::1', host: '[::1]:8000', peer: '::1' }), undefined);
  });

  for (const [what, change] of [
    ['the bind is not loopback', { boundHost: '0.0.0.0' }],
    ['the Host is not loopback', { host: 'hooks.example.org' }],
    ['the Host only looks like loopback', { host: '127.0.0.1.evil.example:8000' }],
    ['the peer is not loopback', { peer: '192.168.1.4' }],
    ['a tunnel is open', { isTunnelled: true }],
    ['a proxy is trusted', { trustProxy: true }],
    ['it was forwarded', { headers: { 'x-forwarded-for': ['1.2.3.4'] } }],
    ['it was forwarded by the standard header', { headers: { forwarded: ['for=1.2.3.4'] } }],
  ] as const) {
    it(`refuses it when ${what}`, () =>
      assert.match(String(whyClosed({ ...open, ...change })), /not|forwarded|tunnel|proxy/));
  }
});
