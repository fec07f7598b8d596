import assert from 'node:assert/strict';
import { plugin } from '@configurable-agents/plugin-slack';
import { readEventSchemas } from '../../github/test/support/event-schemas.ts';
import type { EventSchemas } from '../../github/test/support/event-schemas.ts';

const { eventTypes = [], eventSchemas } = plugin.triggers?.['slack'] ?? {};

describe('the types of events of slack', () => {
  let events: EventSchemas;
  before(async () => {
    events = await readEventSchemas(eventSchemas);
  });

  it('are a small file', () => {
    assert.ok(events.compressedBytes < 15_000, `${events.compressedBytes} bytes`);
  });

  it('are the names in the list, sorted, each once', () => {
    assert.ok(eventTypes.length > 90);
    assert.deepEqual(eventTypes, Object.keys(events.types).toSorted());
  });

  it('hold no reference that leads nowhere or goes round, no prose, no definition that is not used', () => {
    events.assertSound();
  });

  it('know the envelope and the event in it', () => {
    assert.deepEqual(events.at('app_mention', 'type'), { type: 'string', enum: ['event_callback'] });
    assert.deepEqual(events.at('app_mention', 'event.type'), { type: 'string', enum: ['app_mention'] });
    assert.deepEqual(events.at('app_mention', 'event.text'), { type: 'string' });
    assert.deepEqual(events.at('reaction_added', 'event.item.ts'), { type: 'string' });
    assert.deepEqual(events.at('message', 'event.bot_id'), { type: 'string' });
    assert.ok(!(events.at('message', 'event')['required'] as readonly string[]).includes('bot_id'));
    assert.ok((events.at('app_mention', 'event')['required'] as readonly string[]).includes('text'));
  });

  it('know commands and interactions, which come without one', () => {
    assert.deepEqual(events.at('slash_command', 'text'), { type: 'string' });
    assert.deepEqual(events.at('block_actions', 'user.id'), { type: 'string' });
    assert.throws(() => events.at('slash_command', 'event'));
  });
});
