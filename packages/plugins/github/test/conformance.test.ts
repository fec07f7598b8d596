import { plugin } from '@configurable-agents/plugin-github';
import { checkTrigger } from '@configurable-agents/plugin-sdk/testing';
import { delivery } from './support/delivery.ts';

const secret = 'the secret of this test';
const contract = { secret, nowMs: 1_700_000_000_000, signatureHeader: 'x-hub-signature-256', isTimestamped: false };

describe('the contract of the trigger github', () => {
  it('is kept', () => {
    const genuine = delivery({ event: 'push', body: '{"ref":"refs/heads/main","head_commit":null}', secret });
    checkTrigger(plugin.triggers?.['github'], { ...contract, genuine });
  });

  it('is kept for a form, whose bytes are signed and whose field is the payload', () => {
    const payload = { action: 'opened', repository: { name: 'a b' } };
    const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    const genuine = delivery({ event: 'issues', body, secret });
    checkTrigger(plugin.triggers?.['github'], { ...contract, genuine, body: payload });
  });
});
