// Run by runners.test.ts under `node --test`: the kit needs no mocha.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Action } from '@configurable-agents/plugin-sdk';
import { checkAction, checkTrigger, signedDelivery } from '@configurable-agents/plugin-sdk/testing';

const n = { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } };
const action: Action = { input: n, output: n, effects: 'pure', idempotent: true, run: ({ input }) => input };

void describe('the kit under node:test', () => {
  void it('passes', () => checkAction(action, { inputs: [{ n: 1 }] }));
  void it('fails, as said', { todo: process.env['KIT_FAILS'] === undefined }, async () => {
    await checkAction({ ...action, run: () => ({ n: 'one' }) }, { inputs: [{ n: 1 }] });
  });
  void it('has deliveries', () =>
    assert.throws(() => checkTrigger(undefined, signedDelivery({ scheme: 'slack', body: {} }))));
});
