import assert from 'node:assert/strict';
import { plugin } from '@configurable-agents/plugin-github';
import { readEventSchemas } from './support/event-schemas.ts';
import type { EventSchemas } from './support/event-schemas.ts';

const { eventTypes = [], eventSchemas } = plugin.triggers?.['github'] ?? {};

describe('the types of events of github', () => {
  let events: EventSchemas;
  before(async () => {
    events = await readEventSchemas(eventSchemas);
  });

  it('are a small file', () => {
    assert.ok(events.compressedBytes < 40_000, `${events.compressedBytes} bytes`);
  });

  it('are the names in the list, sorted, each once', () => {
    assert.ok(eventTypes.length > 250);
    assert.deepEqual(eventTypes, Object.keys(events.types).toSorted());
  });

  it('hold no reference that leads nowhere or goes round, no prose, no definition that is not used', () => {
    events.assertSound();
  });

  it('are those that a workflow can wait for: each action, but no ping', () => {
    for (const type of ['push', 'pull_request.opened', 'workflow_dispatch', 'repository_dispatch', 'user.created']) {
      assert.ok(eventTypes.includes(type), type);
    }
    for (const type of ['ping', 'pull_request', 'repository_dispatch.sample.collected']) {
      assert.ok(!eventTypes.includes(type), type);
    }
  });

  it('know what a push brings, and that a deleted branch has no head commit', () => {
    assert.deepEqual(events.at('push', 'ref'), { type: 'string' });
    assert.deepEqual(events.at('push', 'repository.full_name'), { type: 'string' });
    assert.deepEqual(events.at('push', 'head_commit')['type'], ['null', 'object']);
    assert.deepEqual(events.at('push', 'head_commit.message'), { type: 'string' });
    assert.ok((events.at('push')['required'] as readonly string[]).includes('repository'));
  });

  it('know what a pull request brings, and the action of each event', () => {
    assert.deepEqual(events.at('pull_request.opened', 'pull_request.number'), { type: 'integer' });
    assert.deepEqual(events.at('pull_request.opened', 'action'), { type: 'string', enum: ['opened'] });
    assert.deepEqual(events.at('pull_request.review_requested', 'requested_team.name'), { type: 'string' });
    assert.deepEqual(events.at('issue_comment.created', 'issue.user.login'), { type: 'string' });
  });
});
