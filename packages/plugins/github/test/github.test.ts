import assert from 'node:assert/strict';
import { plugin } from '@configurable-agents/plugin-github';
import { manifestOf } from '@configurable-agents/plugin-sdk';
import type { Json, Normalised, TriggerEvent, TriggerRequest, Verdict } from '@configurable-agents/plugin-sdk';
import { delivery } from './support/delivery.ts';

const { github: trigger = assert.fail('there is no trigger github') } = plugin.triggers ?? {};

const deliveryId = '72d3162e-cc78-11e3-81ab-4c9367dc0958';
const headers = { 'x-github-event': ['push'], 'x-github-delivery': [deliveryId] };

function verify(request: Pick<TriggerRequest, 'headers' | 'rawBody'>, secrets: readonly string[]): Verdict {
  return trigger.verify(request, { secrets, nowMs: 0 });
}

function normalise(body: Json, given: TriggerRequest['headers'] = headers): Normalised {
  return trigger.normalise({ headers: given, rawBody: new Uint8Array(), body });
}

function eventOf(body: Json, given?: TriggerRequest['headers']): TriggerEvent {
  const answer = normalise(body, given);
  assert.ok(answer.kind === 'events', JSON.stringify(answer));
  const [event, ...others] = answer.events;
  assert.ok(event !== undefined && others.length === 0);
  return event;
}

/** What `normalise` says is wrong. */
function complaint(body: Json, given?: TriggerRequest['headers']): string {
  const answer = normalise(body, given);
  assert.ok(answer.kind === 'invalid', JSON.stringify(answer));
  assert.equal(answer.status, 400);
  return answer.message;
}

describe('trigger github', () => {
  describe('verify', () => {
    const secret = "It's a Secret to Everybody";
    const published = {
      rawBody: Buffer.from('Hello, World!'),
      headers: {
        'x-hub-signature-256': ['sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17'],
      },
    };

    it('accepts the example that GitHub publishes', () => {
      assert.deepEqual(verify(published, [secret]), { ok: true });
      assert.deepEqual(verify(published, ['the old secret', secret]), { ok: true });
    });

    it('refuses it under another secret, and without the signature', () => {
      assert.equal(verify(published, [`${secret}\n`]).ok, false);
      const legacy = { ...published, headers: { 'x-hub-signature': ['sha1=00'] } };
      assert.deepEqual(verify(legacy, [secret]), {
        ok: false,
        stage: 'header',
        reason: 'x-hub-signature-256 is missing',
      });
    });

    it('verifies a form over its bytes and not over the payload in it', () => {
      const payload = '{"ref":"refs/heads/main","repository":{"name":"a b"}}';
      const form = `payload=${encodeURIComponent(payload).replaceAll('%20', '+')}`;
      const sent = delivery({ event: 'push', body: form, secret });
      assert.deepEqual(verify(sent, [secret]), { ok: true });
      const { headers: overPayload } = delivery({ event: 'push', body: payload, secret });
      assert.equal(verify({ ...sent, headers: overPayload }, [secret]).ok, false);
    });

    it('leaves a trigger without a secret to the host', () => {
      assert.deepEqual(verify({ headers: {}, rawBody: published.rawBody }, []), { ok: true });
    });
  });

  describe('normalise', () => {
    it('makes an event of a push, as it was sent', () => {
      const body = {
        ref: 'refs/heads/main',
        repository: { name: 'configurable-agents' },
        head_commit: { message: 'Add new feature' },
      };
      assert.deepEqual(eventOf(body), { type: 'push', data: body, dedupeKey: deliveryId });
    });

    it('takes a push without a head commit: of a deleted branch, or of a sender that leaves it out', () => {
      const deleted = { ref: 'refs/heads/old', deleted: true, head_commit: null };
      assert.deepEqual(eventOf(deleted).data, deleted);
      assert.deepEqual(eventOf({ ref: 'refs/heads/main' }).data, { ref: 'refs/heads/main' });
    });

    it('adds the action to the name, where it is a text', () => {
      const given = { ...headers, 'x-github-event': ['pull_request'] };
      assert.equal(eventOf({ action: 'opened', number: 7 }, given).type, 'pull_request.opened');
      for (const action of [undefined, null, 7, '', ['opened']] as const) {
        assert.equal(eventOf(action === undefined ? {} : { action }, given).type, 'pull_request');
      }
    });

    it('takes events and actions that it does not know', () => {
      const given = { ...headers, 'x-github-event': ['brand_new'] };
      assert.equal(eventOf({ action: 'v2.shipped' }, given).type, 'brand_new.v2.shipped');
    });

    it('has no dedupe key where the sender gave no id', () => {
      assert.equal(eventOf({}, { 'x-github-event': ['push'] }).dedupeKey, null);
      assert.equal(eventOf({}, { ...headers, 'x-github-delivery': [''] }).dedupeKey, null);
    });

    it('answers a ping', () => {
      const given = { ...headers, 'x-github-event': ['ping'] };
      const pong = (body: Json): Normalised => normalise(body, given);
      assert.deepEqual(pong({ zen: 'Keep it.', hook_id: 42, hook: { type: 'Repository' } }), {
        kind: 'reply',
        status: 200,
        body: { ok: true, event: 'ping', hook_id: 42 },
      });
      assert.deepEqual(pong({}), { kind: 'reply', status: 200, body: { ok: true, event: 'ping' } });
    });

    it('refuses a delivery that does not name its event once', () => {
      for (const lines of [undefined, [], [''], ['push', 'push'], ['push, ping'], ['a'.repeat(101)]]) {
        const given = { ...(lines && { 'x-github-event': lines }), 'x-github-delivery': [deliveryId] };
        assert.match(complaint({}, given), /one header X-GitHub-Event/);
      }
    });

    it('refuses a delivery with two ids, or with one that is too long to be kept', () => {
      for (const lines of [['a', 'b'], ['a'.repeat(256)]]) {
        assert.match(complaint({}, { ...headers, 'x-github-delivery': lines }), /one header X-GitHub-Delivery/);
      }
    });

    it('refuses a payload that is no object', () => {
      for (const body of [null, true, 7, 'text', [], [{}]] as const) assert.match(complaint(body), /JSON object/);
    });
  });

  it('has a manifest that says how it is served', () => {
    const { event, eventTypes, eventSchemas, ...rest } = manifestOf(plugin).triggers['github'] ?? assert.fail();
    assert.deepEqual([event, eventTypes, eventSchemas], [trigger.event, trigger.eventTypes, trigger.eventSchemas]);
    assert.deepEqual(rest, {
      description: 'Webhooks of GitHub: `push`, `pull_request.opened` and the other events.',
      needsEvents: true,
      maxBodyBytes: 26_214_400,
      maxDepth: 128,
      formField: 'payload',
      ackStatus: 202,
    });
  });
});
