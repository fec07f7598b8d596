import { plugin } from '@configurable-agents/plugin-github';
import { checkTrigger, signedDelivery } from '@configurable-agents/plugin-sdk/testing';

const trigger = plugin.triggers?.['github'];

describe('the contract of the trigger github', () => {
  it('is kept', () => {
    const headers = { 'x-github-event': ['push'] };
    checkTrigger(
      trigger,
      signedDelivery({ scheme: 'github', headers, body: { ref: 'refs/heads/main', head_commit: null } }),
    );
  });

  it('is kept for a form, whose bytes are signed and whose field is the payload', () => {
    const parsed = { action: 'opened', repository: { name: 'a b' } };
    const body = new URLSearchParams({ payload: JSON.stringify(parsed) }).toString();
    checkTrigger(
      trigger,
      signedDelivery({ scheme: 'github', headers: { 'x-github-event': ['issues'] }, body, parsed }),
    );
  });
});
