// Tests of workflows, from their text to the verdict.
import assert from 'node:assert/strict';
import { compile } from '@configurable-agents/compiler';
import { openRehearsals } from '@configurable-agents/core';
import type { Mocks, Rehearsals } from '@configurable-agents/core';
import { startOf } from '../../src/cases/start.ts';
import { problemsOf } from '../../src/cases/verdict.ts';
import { pluginSources } from '../../src/config/plugins.ts';
import { firstPartyManifests } from '../../../../test/support/manifests.ts';

const WORKFLOW = `name: refund
state:
  type: object
  properties:
    order: { type: string }
    amount: { type: number, minimum: 0 }
    paid: { type: boolean, default: false }
    tries: { type: integer, default: 0, reduce: sum }
triggers:
  - uses: generic
    name: shop
    when: event.inputs.amount > 0.0
    inputs: { order: '{event.inputs.order}', amount: '\${{ event.inputs.amount }}' }
nodes:
  - name: judge
    prompt: Is {order} worth {amount}?
    llm: { provider: google, model: gemini-2.5-flash }
  - name: rest
    uses: wait
    with: { duration: 30d }
  - name: double
    code: 'return { twice: inputs.amount * 2 };'
    with: { amount: '\${{ amount }}' }
    output_schema: { type: object, properties: { twice: { type: number } }, required: [twice] }
  - name: ask
    uses: approval
    when: amount > 10.0
    with: { message: 'Pay {amount} back?', timeout: 2d }
  - name: pay_back
    uses: http
    retry: 3
    with: { method: POST, url: 'https://shop.example/refunds/{order}' }
    on_error: continue
  - name: booked
    uses: wait
    with: { signal: booked, schema: { type: object, properties: { id: { type: integer } }, required: [id] } }
  - name: note
    uses: set
    with: { paid: true, tries: 1 }
    outputs: [paid, tries]
tests:
  - name: case
`;

const PAID = 'mocks: { pay_back: { output: { ok: true } } }';
const BOOKED = 'signals: { booked: [{ id: 7 }] }';

describe('tests of workflows', function () {
  this.timeout(20_000);
  let rehearsals: Rehearsals;
  before(() => {
    rehearsals = openRehearsals({ plugins: pluginSources() });
  });
  after(async () => {
    await rehearsals.close();
  });

  /** The problems of the one test, with these lines. */
  async function problems(...lines: readonly string[]): Promise<readonly string[]> {
    const text = `${WORKFLOW}${lines.map((line) => `    ${line}\n`).join('')}`;
    const { graph, tests, diagnostics } = compile(text, { file: 'refund.yaml', plugins: await firstPartyManifests() });
    assert.deepEqual(
      diagnostics.filter(({ severity }) => severity === 'error'),
      [],
    );
    const [test] = tests ?? [];
    assert.ok(graph !== undefined && test !== undefined);
    const start = startOf(graph, test);
    if (start.kind !== 'run') return [start.reason];
    const { answers, signals } = test;
    return problemsOf(test, await rehearsals.run({ ...start, graph, mocks: test.mocks as Mocks, answers, signals }));
  }

  const small = 'inputs: { order: A, amount: 5 }';
  const large = 'inputs: { order: A, amount: 50 }';

  it('pass where the run is as expected: models by echo, code in its sandbox, waits at once', async () => {
    const expect =
      "expect: { visited: [judge, rest, double, note], not_visited: [ask], state: { paid: true, tries: 1 }, max_llm_calls: 1, that: ['double.twice == 10.0', 'pay_back.ok == true', 'booked.id == 7', 'paid'] }";
    assert.deepEqual(await problems(small, PAID, BOOKED, expect), []);
  });

  it('answer approvals, and say who waits for an answer', async () => {
    const expect = "expect: { visited: [ask], that: ['ask.approved == true'] }";
    assert.deepEqual(await problems(large, PAID, BOOKED, 'answers: { ask: { approved: true } }', expect), []);
    const [unanswered] = await problems(large, PAID, BOOKED);
    assert.match(unanswered ?? '', /^the run failed at ask .*timeout|took longer|time/i);
    assert.match(
      (await problems(small, PAID))[0] ?? '',
      /^the run waits for booked, and the test gives no answer or signal/,
    );
  });

  it('fail a node as the mock says, with the attempts of its retry', async () => {
    const mock = 'mocks: { pay_back: { error: { class: timeout, message: too late } } }';
    const expect =
      'expect: { that: [\'pay_back.error.class == "timeout"\', \'pay_back.error.message == "too late"\'] }';
    assert.deepEqual(await problems(small, mock, BOOKED, expect), []);
  });

  it('say everything that is not as expected', async () => {
    const expect =
      "expect: { not_visited: [note], visited: [ask], state: { paid: false }, result: 1, max_llm_calls: 0, that: ['!paid'] }";
    assert.deepEqual(await problems(small, PAID, BOOKED, expect), [
      'the result is {"paid":true,"tries":1}, expected 1',
      'state.paid is true, expected false',
      'ask did not run',
      'note ran',
      'models were called 1 times, expected at most 0',
      '`!paid` is false',
    ]);
    assert.deepEqual(
      await problems(
        small,
        PAID,
        BOOKED,
        "expect: { status: failed, error: NODE_FAILED, that: ['run.status == \"failed\"', 'run.error == null'] }",
      ),
      [
        'the run succeeded, expected failed',
        'the error is none, expected NODE_FAILED',
        '`run.status == "failed"` is false',
      ],
    );
  });

  it('put an event through the condition and the inputs of its entry', async () => {
    const event = (amount: number): string =>
      `trigger: { name: shop, event: { inputs: { order: B, amount: ${amount} } } }`;
    assert.deepEqual(
      await problems(event(3.5), PAID, BOOKED, 'expect: { that: [\'amount == 3.5 && order == "B"\'] }'),
      [],
    );
    assert.match((await problems(event(-1.5), PAID))[0] ?? '', /condition of the trigger shop is false/);
    assert.deepEqual(await problems(event(3.5), PAID, BOOKED, 'expect: { ignored: true }'), [
      'the event started a run, expected it to be ignored',
    ]);
  });

  it('give the same verdict every time', async () => {
    const expect = 'expect: { that: [\'run.started_at == "2026-01-01T00:00:00.000Z"\'] }';
    assert.deepEqual(await problems(small, PAID, BOOKED, expect), []);
  });
});
