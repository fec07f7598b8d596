import assert from 'node:assert/strict';
import type { Json, Normalised, Verdict } from '@configurable-agents/plugin-sdk';
import { signGeneric } from '@configurable-agents/plugin-sdk/signature';
import { plugin } from '@configurable-agents/plugin-webhook';

const trigger = plugin.triggers?.['generic'];
const rawBody = Buffer.from('{"workflow_name":"hello"}');

function normalise(body: Json): Normalised | undefined {
  return trigger?.normalise({ headers: {}, rawBody, body });
}

function verify(signature: string, secrets: readonly string[]): Verdict | undefined {
  return trigger?.verify({ headers: { 'x-webhook-signature': [signature] }, rawBody }, { secrets, nowMs: 0 });
}

describe('trigger generic', () => {
  it('verifies the raw body against any of its secrets', () => {
    assert.deepEqual(verify(signGeneric(rawBody, 'b'), ['a', 'b']), { ok: true });
    assert.equal(verify(signGeneric(rawBody, 'c'), ['a', 'b'])?.ok, false);
  });

  it('leaves a trigger without a secret to the host', () => {
    assert.deepEqual(verify('', []), { ok: true });
  });

  it("addresses one workflow, with the sender's id as dedupe key", () => {
    assert.deepEqual(normalise({ workflow_name: 'hello', inputs: { a: 1 }, webhook_id: 7 }), {
      kind: 'events',
      events: [
        {
          type: 'generic',
          data: { workflow_name: 'hello', inputs: { a: 1 }, webhook_id: 7 },
          dedupeKey: '7',
          workflowName: 'hello',
        },
      ],
    });
  });

  it('says what is wrong with a body', () => {
    const wrong: readonly (readonly [Json, RegExp])[] = [
      [[], /must be a JSON object/],
      [{}, /`workflow_name` must be/],
      [{ workflow_name: 'a', inputs: [] }, /`inputs` must be an object/],
      [{ workflow_name: 'a', webhook_id: '' }, /`webhook_id` must be/],
      [{ workflow_name: 'a', webhook_id: 2 ** 53 }, /`webhook_id` must be a text, or a whole number/],
    ];
    for (const [body, message] of wrong) {
      const answer = normalise(body);
      assert.ok(answer?.kind === 'invalid');
      assert.match(answer.message, message);
    }
  });
});
