import assert from 'node:assert/strict';
import { compile } from '@configurable-agents/compiler';
import type { Diagnostic, EventSchemas } from '@configurable-agents/compiler';
import { PLUGINS } from './support/plugins.ts';

const TEXT = { type: 'string' };
const repository = { type: 'object', properties: { name: TEXT, id: { type: 'integer' } } };
const TYPES: { readonly [type: string]: object } = {
  push: {
    type: 'object',
    properties: {
      ref: TEXT,
      repository: { $ref: '#/$defs/repository' },
      head_commit: { type: ['object', 'null'], properties: { message: TEXT } },
    },
  },
  'pull_request.opened': {
    type: 'object',
    properties: { number: { type: 'integer' }, repository: { $ref: '#/$defs/repository' } },
  },
};
const schemas: EventSchemas = (trigger, type) =>
  trigger === 'github' && type in TYPES ? { ...TYPES[type], $defs: { repository } } : undefined;

function check(events: string, input: string): readonly Diagnostic[] {
  const text = `name: hook
state:
  type: object
  properties:
    text: { type: string }
triggers:
  - uses: github
    events: [${events}]
    inputs: { text: '${input}' }
nodes:
  - name: echo
    llm: { provider: echo, model: echo }
    prompt: '{text}'
`;
  return compile(text, { file: 'w.yaml', plugins: PLUGINS, eventSchemas: schemas }).diagnostics;
}

const found = (diagnostics: readonly Diagnostic[]): readonly string[] =>
  diagnostics.map(({ severity, code, message, help }) => `${severity} ${code} ${message}; ${help ?? ''}`);

describe('the type of `event`', () => {
  it('is that of the event that the entry names, references and null included', () => {
    assert.deepEqual(check('push', '${{ event.repository.name }} ${{ event.head_commit.message }}'), []);
  });

  it('warns of a field that is not there with the nearest, and is no error: vendors add fields', () => {
    assert.deepEqual(found(check('push', '${{ event.repository.nmae }}')), [
      'warning W203 there is no field `nmae`; did you mean `name`?',
    ]);
  });

  it('is an error where a value cannot fit its input', () => {
    assert.deepEqual(found(check('push', '${{ event.repository.id }}')), [
      'error W409 `text` is an integer, and the input must be text; ',
    ]);
  });

  it('is what several events have, and may have', () => {
    assert.deepEqual(check('push, pull_request', '${{ event.ref }} ${{ event.number }}'), [
      // pull_request.closed is not described, so anything may be there.
    ]);
    assert.deepEqual(found(check('push, pull_request.opened', '${{ event.rfe }}')), [
      'warning W203 there is no field `rfe`; did you mean `ref`?',
    ]);
  });

  it('is the common schema of the trigger where nothing is known of the event', () => {
    assert.deepEqual(found(check('pull_request.closed', '${{ event.repositori }}')), [
      'warning W203 there is no field `repositori`; did you mean `repository`?',
    ]);
  });
});
