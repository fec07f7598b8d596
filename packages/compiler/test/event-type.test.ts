import assert from 'node:assert/strict';
import { compile } from '@configurable-agents/compiler';
import type { Diagnostic, EventSchemas } from '@configurable-agents/compiler';
import { PLUGINS } from './support/plugins.ts';

const TEXT = { type: 'string' };
const repository = { type: 'object', properties: { name: TEXT, id: { type: 'integer' } }, required: ['name', 'id'] };
const TYPES: { readonly [type: string]: object } = {
  push: {
    type: 'object',
    properties: {
      ref: TEXT,
      repository: { $ref: '#/$defs/repository' },
      head_commit: { type: ['object', 'null'], properties: { message: TEXT, url: TEXT }, required: ['message'] },
      compare: TEXT,
      commits: { type: 'array', items: { type: 'object', properties: { id: TEXT, note: TEXT }, required: ['id'] } },
    },
    required: ['ref', 'repository', 'head_commit', 'commits'],
  },
  'pull_request.opened': {
    type: 'object',
    properties: { number: { type: 'integer' }, repository: { $ref: '#/$defs/repository' } },
    required: ['number', 'repository'],
  },
};
const schemas: EventSchemas = (trigger, type) =>
  trigger === 'github' && type in TYPES ? { ...TYPES[type], $defs: { repository } } : undefined;

function check(events: string, input: string, more = ''): readonly Diagnostic[] {
  const text = `name: hook
state:
  type: object
  properties:
    text: { type: string }
triggers:
  - uses: github
    events: [${events}]
    inputs: { text: '${input}' }
${more}nodes:
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

describe('a part of `event` that is not always there', () => {
  const codes = (events: string, input: string, more?: string): string =>
    check(events, input, more)
      .map(({ severity, code }) => `${severity} ${code}`)
      .join();

  it('is an error in an expression and a warning in a placeholder, with what to write', () => {
    assert.deepEqual(found(check('push', '${{ event.compare }}')), [
      'error W411 `event.compare` is not always there, and then this fails; ask for it first: `has(event.compare) && …`',
    ]);
    assert.deepEqual(found(check('push', 'x {event.head_commit.url}')), [
      "warning W411 `event.head_commit.url` is not always there, and then this is the text `null`; say what stands there instead: `${{ has(event.head_commit.url) ? … : '…' }}`",
    ]);
  });

  it('is asked for by `has`, by `in`, and by what stands for them in a condition', () => {
    for (const [input, expected] of [
      ['${{ has(event.compare) ? event.compare : "" }}', ''],
      ['${{ "compare" in event ? event.compare : "" }}', ''],
      ['${{ !has(event.compare) ? "" : event.compare }}', ''],
      ['${{ !has(event.compare) || event.compare == "x" ? "a" : "b" }}', ''],
      ['${{ has(event.compare) && event.ref == "x" ? event.compare : "b" }}', ''],
      ['${{ event.?compare.orValue("") }}', ''],
      ['${{ event[?"compare"].orValue("") }}', ''],
      ['${{ has(event.compare) ? "" : event.compare }}', 'error W411'],
      ['${{ has(event.compare) || event.ref == "x" ? event.compare : "b" }}', 'error W411'],
      ['${{ event.compare != null ? event.compare : "" }}', 'error W411,error W411'],
      ['${{ event["compare"] }}', 'error W411'],
      ['${{ size(event.commits) > 0 ? event.commits[0].note : "" }}', 'error W411'],
      ['${{ size(event.commits) > 0 ? event.commits[0].id : "" }}', ''],
      ['${{ ["a"].map(event, event)[0] }}', ''],
    ] as const) {
      assert.equal(codes('push', input), expected, input);
    }
  });

  it('is asked for by the condition of the entry, and in the keys of its limits too', () => {
    assert.equal(codes('push', '${{ event.compare }}', "    when: has(event.compare) && event.ref != ''\n"), '');
    assert.equal(codes('push', '${{ event.compare }}', "    when: event.ref != ''\n"), 'error W411');
    const limited = (key: string): string => `    concurrency: { limit: 1, key: '\${{ ${key} }}' }\n`;
    assert.equal(codes('push', 'x', limited('event.ref')), '');
    assert.equal(codes('push', 'x', limited('event.compare')), 'error W411');
  });

  it('is what only some of several events have', () => {
    assert.equal(codes('push, pull_request.opened', '${{ event.repository.name }}'), '');
    assert.equal(codes('push, pull_request.opened', '${{ event.ref }}'), 'error W411');
    assert.equal(codes('push, pull_request.opened', '${{ has(event.ref) ? event.ref : "" }}'), '');
  });

  it('is said of the schema of the entry as well', () => {
    const schema = (required: string): string =>
      `triggers:\n  - uses: generic\n    schema: { type: object, properties: { data: { type: object, properties: { id: { type: string } }, required: [${required}] } }, required: [data] }\n    inputs: { text: '\${{ event.data.id }}' }\n`;
    const text = (triggers: string): string =>
      `state: { type: object, properties: { text: { type: string } } }\n${triggers}nodes:\n  - { name: a, uses: set, with: { x: '{text}' } }\n`;
    for (const [required, expected] of [
      ['id', []],
      ['', ['W411']],
    ] as const) {
      const { diagnostics } = compile(text(schema(required)), { file: 'w.yaml', plugins: PLUGINS });
      assert.deepEqual(
        diagnostics.map(({ code }) => code),
        expected,
      );
    }
  });
});
