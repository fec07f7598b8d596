import assert from 'node:assert/strict';
import { openRedaction, ruleProblems, textsAt } from '../../src/redact/rules.ts';
import { markedIn, mayLead } from '../../src/redact/schema.ts';
import { parsePath } from '../../src/redact/path.ts';
import type { Segment } from '../../src/redact/path.ts';

function segments(text: string): readonly Segment[] {
  const read = parsePath(text);
  assert.ok('segments' in read);
  return read.segments;
}

const SCHEMA = {
  type: 'object',
  properties: {
    customer: {
      type: 'object',
      properties: { email: { type: 'string', writeOnly: true }, name: { type: 'string' } },
    },
    'a/b': { type: 'string', writeOnly: true },
    cards: { type: 'array', items: { $ref: '#/$defs/card' } },
    extra: { type: 'object', additionalProperties: { type: 'string', writeOnly: true } },
    open: { type: 'object' },
  },
  $defs: { card: { anyOf: [{ type: 'object', properties: { number: { type: 'string', writeOnly: true } } }] } },
} as const;

describe('rules of redaction', () => {
  it('tell all that is wrong with them, each with its place', () => {
    const problems = ruleProblems({
      paths: ['inputs.a', 'inputs.b*'],
      values: ['[0-9]{13,19}', '(', 'x*', '(?=a)'],
      workflows: { order: { paths: ['body.card'], values: ['[a-'] } },
    });
    assert.deepEqual(
      problems.map(({ path }) => path.join('.')),
      ['paths.1', 'values.1', 'values.2', 'values.3', 'workflows.order.paths.0', 'workflows.order.values.0'],
    );
    assert.match(problems[0]?.message ?? '', /^`inputs\.b\*` is no rule at character 8: `\*` stands for a whole name/);
    assert.match(problems[1]?.message ?? '', /^`\(`: it is no regular expression of RE2/);
    assert.match(problems[2]?.message ?? '', /finds the empty text/);
    assert.match(problems[4]?.message ?? '', /rules of a workflow are for its `inputs`/);
  });

  it('hold for a workflow beside those of everybody', () => {
    const redaction = openRedaction({ paths: ['inputs.a', 'body.x'], workflows: { order: { paths: ['inputs.b'] } } });
    const of = (workflow: string): readonly string[] => redaction.inputRules(workflow, true).map(({ text }) => text);
    assert.deepEqual([of('order'), of('other')], [['inputs.a', 'inputs.b'], ['inputs.a']]);
    assert.deepEqual(
      redaction.rulesOf('body').map(({ text }) => text),
      ['body.x'],
    );
  });

  it('find values by what they look like, of four characters at least', () => {
    const redaction = openRedaction({ values: ['[0-9]{3,}'], workflows: { order: { values: ['[A-Z]{2}-[0-9]+'] } } });
    const value = { text: 'card 4111111111111111, code 123', deep: [{ n: 987_654 }], id: 'AB-1' };
    assert.deepEqual(redaction.search(value), ['4111111111111111', '987654']);
    assert.deepEqual(redaction.search(value, 'order'), ['4111111111111111', '987654', 'AB-1']);
  });

  it('take the fields that a workflow marks by `writeOnly`', () => {
    assert.deepEqual(markedIn(SCHEMA), [
      '/inputs/customer/email',
      '/inputs/a~1b',
      '/inputs/cards/*/number',
      '/inputs/extra/*',
    ]);
    const inputs = { customer: { email: 'bob@example.org' }, cards: [{ number: '4111-1111' }], extra: { k: 'hidden' } };
    const rules = openRedaction({}).inputRules('any', SCHEMA);
    assert.deepEqual(textsAt(inputs, rules), ['bob@example.org', '4111-1111', 'hidden']);
  });

  it('end at a schema that refers to itself', () => {
    const schema = { $ref: '#/$defs/tree', $defs: { tree: { properties: { below: { $ref: '#/$defs/tree' } } } } };
    assert.deepEqual(markedIn(schema), []);
    assert.equal(mayLead(schema, segments('inputs.below.below.nowhere')), false);
  });

  it('are known to lead nowhere where no schema has the field', () => {
    const leads = (text: string): boolean => mayLead(SCHEMA, segments(text));
    assert.equal(leads('inputs.customer.email'), true);
    assert.equal(leads('inputs.custmer.email'), false);
    assert.equal(leads('inputs.customer.name.first'), false);
    assert.equal(leads('inputs.cards.0.number'), true);
    assert.equal(leads('inputs.cards.*.code'), false);
    assert.equal(leads('inputs.**.number'), true);
    assert.equal(leads('inputs.**.password'), true, 'in what the schema leaves open');
    assert.equal(leads('inputs.open.anything.at.all'), true);
    assert.equal(leads('inputs.*'), true);
  });
});
