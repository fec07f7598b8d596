import assert from 'node:assert/strict';
import { compile } from '@configurable-agents/compiler';
import { PLUGINS } from './support/plugins.ts';

const WORKFLOW = `state:
  type: object
  properties:
    order: { type: string }
    amount: { type: number, minimum: 0 }
    paid: { type: boolean, default: false }
triggers:
  - uses: generic
    name: shop
nodes:
  - name: ask
    uses: approval
    with: { message: 'Pay {amount} back?' }
  - name: pay_back
    uses: http
    with: { method: POST, url: 'https://shop.example/refunds/{order}' }
  - name: heard
    uses: wait
    with: { signal: booked, schema: { type: object, properties: { id: { type: integer } }, required: [id] } }
  - name: note
    uses: set
    with: { paid: true }
    outputs: [paid]
tests:
  - name: pays back
`;

function findings(...lines: readonly string[]): string {
  const text = `${WORKFLOW}${lines.map((line) => `    ${line}\n`).join('')}`;
  const { diagnostics } = compile(text, { file: 'workflow.yaml', plugins: PLUGINS });
  return diagnostics.map(({ code, message }) => `${code} ${message}`).join('\n');
}

const GIVEN = 'inputs: { order: A, amount: 1 }';
const MOCK = 'mocks: { pay_back: { output: 1 } }';

describe('tests:', () => {
  it('come with the graph, their conditions compiled', () => {
    const text = `${WORKFLOW}    ${GIVEN}\n    ${MOCK}\n    expect: { that: [paid, 'result != null'] }\n`;
    const { tests, diagnostics } = compile(text, { file: 'workflow.yaml', plugins: PLUGINS });
    assert.deepEqual(diagnostics, []);
    const [test] = tests ?? [];
    assert.equal(test?.name, 'pays back');
    assert.deepEqual(test.inputs, { order: 'A', amount: 1 });
    assert.deepEqual(
      test.that.map((each) => each.text),
      ['paid', 'result != null'],
    );
  });

  it('change nothing of the graph', () => {
    const [without] = WORKFLOW.split('tests:');
    const options = { file: 'workflow.yaml', plugins: PLUGINS };
    assert.deepEqual(
      compile(`${WORKFLOW}    ${GIVEN}\n    ${MOCK}\n`, options).graph,
      compile(without ?? '', options).graph,
    );
  });

  it('mock every node that changes something', () =>
    assert.match(findings(GIVEN), /^W341 `pay_back` would change something outside, and has no mock$/));

  it('say one thing where one name is misspelt', () => {
    assert.match(findings('inputs: { ordr: A, amount: 1 }', MOCK), /^W308 [^\n]*$/);
    assert.match(findings(GIVEN, 'mocks: { pay_bak: { output: 1 } }'), /^W340 [^\n]*$/);
  });

  it('name nodes, approvals, signals, triggers and fields that are there', () => {
    assert.match(
      findings(GIVEN, 'mocks: { pay_back: { output: 1 }, pay_bakc: { output: 1 } }'),
      /^W340 there is no node `pay_bakc`$/,
    );
    assert.match(findings(GIVEN, MOCK, 'answers: { note: { approved: true } }'), /^W340 there is no approval `note`$/);
    assert.match(
      findings(GIVEN, MOCK, 'signals: { heard: [{ id: 1 }] }'),
      /^W340 there is no wait for a signal `heard`$/,
    );
    assert.match(findings(MOCK, 'trigger: { name: shops, event: {} }'), /^W340 there is no trigger `shops`$/);
    assert.match(findings(GIVEN, MOCK, 'expect: { state: { payd: true } }'), /^W340 there is no state field `payd`$/);
    assert.match(findings(GIVEN, MOCK, 'expect: { not_visited: [notes] }'), /^W340 there is no node `notes`$/);
  });

  it('give what can be taken', () => {
    assert.match(findings('inputs: { order: A, amount: -1 }', MOCK), /^W409 `amount` is -1/);
    assert.match(findings('inputs: { order: A }', MOCK), /^W309 .*`amount`/);
    assert.match(findings('inputs: { order: A, amount: 1, paid: true }', MOCK), /^W308 .*`paid`/);
    assert.match(findings(GIVEN, MOCK, 'answers: { ask: { approved: perhaps } }'), /^W409 this answer/);
    assert.match(findings(GIVEN, MOCK, 'signals: { booked: [{ id: 1 }, { id: one }] }'), /^W409 this payload/);
  });

  it('expect what can be', () => {
    assert.match(findings(GIVEN, MOCK, 'expect: { state: { paid: 1 } }'), /^W409 this value/);
    assert.match(findings(GIVEN, MOCK, 'expect: { visited: [note], not_visited: [note] }'), /^W342 `note` is expected/);
    assert.match(findings(GIVEN, MOCK, 'expect: { error: NODE_FAILED }'), /^W342/);
    assert.match(findings(GIVEN, MOCK, 'expect: { status: failed, result: 1 }'), /^W342/);
    assert.match(findings(GIVEN, MOCK, 'expect: { ignored: true }'), /^W342/);
    assert.match(findings(GIVEN, MOCK, "expect: { that: ['paid == 1'] }"), /^W202/);
    assert.match(findings(GIVEN, MOCK, "expect: { that: ['amount + 1.0'] }"), /^W204/);
    assert.match(findings(GIVEN, MOCK, 'expect: { status: fine }'), /^W104/);
  });

  it('give inputs or an event, not both', () =>
    assert.match(findings(GIVEN, MOCK, 'trigger: { name: shop, event: {} }'), /^W105 `inputs`/));

  it('mock no node that the engine does itself', () => {
    for (const node of ['ask', 'heard', 'note']) {
      assert.match(
        findings(GIVEN, `mocks: { pay_back: { output: 1 }, ${node}: { output: 1 } }`),
        /^W342 .*the engine's own/,
      );
    }
  });

  it('mock an output or an error', () => {
    assert.equal(findings(GIVEN, 'mocks: { pay_back: [{ error: { class: timeout } }, { output: 1 }] }'), '');
    assert.match(findings(GIVEN, 'mocks: { pay_back: { error: { class: late } } }'), /^W104 `late` is not one of/);
  });
});
