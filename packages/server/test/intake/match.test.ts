import assert from 'node:assert/strict';
import type { ExecutionGraph, GraphTrigger } from '@configurable-agents/core/graph';
import type { TriggerEvent } from '@configurable-agents/plugin-sdk';
import { matchTrigger } from '../../src/intake/match.ts';

const at = [0, 0] as const;
const graph = (...triggers: readonly Partial<GraphTrigger>[]): ExecutionGraph => ({
  version: 1,
  name: 'test',
  hash: '',
  features: [],
  inputs: true,
  outputs: true,
  state: {},
  nodes: [],
  edges: [],
  triggers: triggers.map((trigger, i) => ({ uses: 'acme', name: `t${i}`, enabled: true, ...trigger })),
  final: {},
  observability: {},
});
const event = (type: string, rest: Partial<TriggerEvent> = {}): TriggerEvent => ({
  type,
  data: { n: 1 },
  dedupeKey: null,
  ...rest,
});

describe('matching a trigger event', () => {
  it('starts by hand without an entry, and not where its entry is closed', () => {
    const manual = event('manual', { data: { inputs: { a: 1 } } });
    assert.deepEqual(matchTrigger(graph(), manual, 'manual'), { kind: 'start', trigger: 'manual', inputs: { a: 1 } });
    const closed = graph({ uses: 'manual', enabled: false });
    assert.equal(matchTrigger(closed, manual, 'manual').kind, 'disabled');
  });

  it('sets an event aside that breaks the schema of its entry', () => {
    const schema = { type: 'object', properties: { n: { type: 'integer' } } };
    assert.equal(matchTrigger(graph({ schema }), event('a'), 'acme').kind, 'start');
    const found = matchTrigger(graph({ schema }), event('a', { data: { n: 'one' } }), 'acme');
    assert.deepEqual(found, {
      kind: 'dead-letter',
      code: 'EVENT_INVALID',
      message: 'the event breaks the schema of the trigger t0: /n must be integer',
    });
  });

  it('starts by the generic webhook without an entry, and by no other trigger', () => {
    const generic = event('generic', { data: { inputs: { a: 1 } } });
    assert.deepEqual(matchTrigger(graph(), generic, 'generic'), {
      kind: 'start',
      trigger: 'generic',
      inputs: { a: 1 },
    });
    assert.equal(matchTrigger(graph(), event('x'), 'acme').kind, 'ignored');
  });

  it('lets the first entry that matches decide', () => {
    const found = matchTrigger(graph({ events: ['b'] }, { events: ['a'] }, { events: ['a'] }), event('a'), 'acme');
    assert.deepEqual(found, { kind: 'start', trigger: 't1', inputs: {} });
  });

  for (const [pattern, type, isTaken] of [
    ['pull_request', 'pull_request.opened', true],
    ['pull_request', 'pull_request_review.opened', false],
    ['pull_request.opened', 'pull_request.closed', false],
    ['charge.*', 'charge.dispute.created', true],
    ['charge.*', 'charge', false],
  ] as const) {
    it(`${isTaken ? 'takes' : 'leaves'} ${type} for ${pattern}`, () => {
      assert.equal(matchTrigger(graph({ events: [pattern] }), event(type), 'acme').kind, isTaken ? 'start' : 'ignored');
    });
  }

  it('is closed by disabled entries, and wants an id where one is required', () => {
    assert.equal(matchTrigger(graph({ enabled: false }), event('a'), 'acme').kind, 'disabled');
    assert.equal(matchTrigger(graph({ require_id: true }), event('a'), 'acme').kind, 'id-missing');
    assert.equal(matchTrigger(graph({ require_id: true }), event('a', { dedupeKey: 'k' }), 'acme').kind, 'start');
  });

  it('is ignored by a false condition and a dead letter by one that cannot be evaluated', () => {
    const when = { kind: 'bool', value: false, at } as const;
    assert.equal(matchTrigger(graph({ when }), event('a'), 'acme').kind, 'ignored');
    const broken = {
      kind: 'select',
      operand: { kind: 'select', operand: { kind: 'name', name: 'event', at }, field: 'missing', at },
      field: 'x',
      at,
    } as const;
    assert.equal(matchTrigger(graph({ when: broken }), event('a'), 'acme').kind, 'dead-letter');
  });

  it('renders inputs from the event', () => {
    const inputs = { text: { kind: 'text', parts: ['n=', { kind: 'path', path: ['event', 'n'] }] } } as const;
    assert.deepEqual(matchTrigger(graph({ inputs }), event('a'), 'acme'), {
      kind: 'start',
      trigger: 't0',
      inputs: { text: 'n=1' },
    });
  });
});
