import assert from 'node:assert/strict';
import { plugin } from '@configurable-agents/plugin-slack';
import { manifestOf } from '@configurable-agents/plugin-sdk';
import type { Json, Normalised } from '@configurable-agents/plugin-sdk';

const { slack: trigger = assert.fail('there is no trigger slack') } = plugin.triggers ?? {};

function normalise(body: Json): Normalised {
  return trigger.normalise({ headers: {}, rawBody: new Uint8Array(), body });
}

function complaint(body: Json): string {
  const answer = normalise(body);
  assert.ok(answer.kind === 'invalid', JSON.stringify(answer));
  assert.equal(answer.status, 400);
  return answer.message;
}

describe('trigger slack', () => {
  it('names an event by what happened, with the id that Slack repeats when it tries again', () => {
    const body = {
      type: 'event_callback',
      event_id: 'Ev08MFMKH6',
      team_id: 'T1',
      event: { type: 'app_mention', user: 'U1', text: '<@U0> hello', channel: 'C1', ts: '1700000000.000100' },
    };
    const events = [{ type: 'app_mention', data: body, dedupeKey: 'Ev08MFMKH6' }];
    assert.deepEqual(normalise(body), { kind: 'events', events });
  });

  it('answers the challenge of an address', () => {
    const body = { token: 'x', challenge: '3eZbrw1aBm2rZgRNFdxV', type: 'url_verification' };
    assert.deepEqual(normalise(body), { kind: 'reply', status: 200, body: { challenge: '3eZbrw1aBm2rZgRNFdxV' } });
    assert.match(complaint({ type: 'url_verification' }), /`challenge` must be/);
  });

  it('takes a command, whose form has no type, and interactions, which have one', () => {
    const command = { command: '/deploy', text: 'web', user_id: 'U1', trigger_id: '398.47.803a' };
    const clicked = { type: 'block_actions', trigger_id: '12.34.ab', actions: [{ action_id: 'approve' }] };
    for (const [body, type, dedupeKey] of [
      [command, 'slash_command', '398.47.803a'],
      [clicked, 'block_actions', '12.34.ab'],
      [{ type: 'app_rate_limited', team_id: 'T1', minute_rate_limited: 1_700_000_000 }, 'app_rate_limited', null],
      [{ type: 'view_closed' }, 'view_closed', null],
    ] as const) {
      assert.deepEqual(normalise(body), { kind: 'events', events: [{ type, data: body, dedupeKey }] });
    }
  });

  it('refuses what is neither', () => {
    for (const body of [null, true, 7, 'text', [], [{}]] as const) assert.match(complaint(body), /JSON object/);
    for (const body of [{}, { type: 7 }, { type: '' }, { type: 'a b' }, { text: 'x' }, { type: 'a'.repeat(101) }]) {
      assert.match(complaint(body), /`type` must be/);
    }
    for (const event of [null, 'x', [], undefined]) {
      assert.match(
        complaint({ type: 'event_callback', ...(event === undefined ? {} : { event }) }),
        /`event` must be an/,
      );
    }
    assert.match(complaint({ type: 'event_callback', event: {} }), /`type` must be/);
    for (const id of [7, '', {}, 'a'.repeat(256), null] as const) {
      assert.match(complaint({ type: 'event_callback', event_id: id, event: { type: 'message' } }), /`event_id`/);
    }
  });

  it('has a manifest that says how it is served', () => {
    const { event, description, eventTypes, eventSchemas, ...rest } =
      manifestOf(plugin).triggers['slack'] ?? assert.fail();
    assert.deepEqual([event, description], [trigger.event, trigger.description]);
    assert.deepEqual([eventTypes, eventSchemas], [trigger.eventTypes, trigger.eventSchemas]);
    assert.deepEqual(rest, {
      needsEvents: true,
      maxBodyBytes: 1_048_576,
      maxDepth: 128,
      formField: 'payload',
      formFields: true,
      ackStatus: 200,
    });
  });
});
