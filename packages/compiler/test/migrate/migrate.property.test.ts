// Random flows: whatever is accepted is migrated, to a native file whose graph is the same.
import assert from 'node:assert/strict';
import { compile } from '@configurable-agents/compiler';
import { migrate } from '@configurable-agents/compiler/migrate';
import fc from 'fast-check';
import { PLUGINS } from '../support/plugins.ts';

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 150);

const options = { file: 'w.yaml', plugins: PLUGINS };

const number = fc.oneof(
  fc.constantFrom('state.i', 'state.n', 'state.f', 'state.g', 'state._loop_iteration_a', '{state.i}', 'null'),
  fc.integer({ min: -9, max: 9 }).map(String),
  fc.constantFrom('0.5', '1.0', 'state.i + 1', '(state.f - 0.5) * 2'),
);
const order = fc.constantFrom('<', '<=', '>', '>=');
const condition = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.tuple(number, order, number).map((parts) => parts.join(' ')),
    fc.constantFrom(
      'state.done',
      'state.maybe',
      'True',
      "state.s == 'it\\'s'",
      'state.s in ["a", "b"]',
      "state.s NOT IN ['c']",
      'state.n == None',
      'size(state.items) > 1',
    ),
    tie('any').map((inner) => `not ${inner}`),
    tie('any').map((inner) => `(${inner})`),
    fc.tuple(tie('any'), fc.constantFrom('and', 'or', 'AND', '&&', '||'), tie('any')).map((parts) => parts.join(' ')),
  ),
})).any;

const prompt = fc
  .array(
    fc.constantFrom(
      'Write ',
      '{s}',
      '{state.i}',
      '{ about }',
      '{items}',
      '{{x}}',
      '{"a": 1}',
      "it's: #1\n",
      '{state.n}',
      'é ',
      '  - x\n',
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => JSON.stringify(parts.join('')));

const answer = fc.constantFrom(
  'outputs: [s]',
  'outputs: [s], output_schema: { type: str, description: what it is }',
  'outputs: [i, s]',
  'outputs: [done], output_schema: { type: object, fields: [{ name: done, type: bool, description: "yes: or no" }] }',
  'outputs: [items], output_schema: { type: "list[str]" }',
);

const way = fc.oneof(
  fc.constant('{ from: a, to: b }'),
  condition.map(
    (when) =>
      `{ from: a, routes: [{ condition: { logic: ${JSON.stringify(when)} }, to: b }, { condition: { logic: default }, to: END }] }`,
  ),
  condition.map((when) => `{ from: a, routes: [{ condition: ${JSON.stringify(when)}, to: a }, { to: b }] }`),
  fc
    .integer({ min: 1, max: 100 })
    .map((most) => `{ from: a, loop: { condition_field: done, max_iterations: ${most}, exit_to: b } }`),
  fc.constant('{ from: a, parallel: { items_field: items, target_node: b, collect_field: all } }'),
  fc.constant('{ from: a, to: [b, c] }'),
);

const flow = fc
  .tuple(prompt, answer, way, prompt, fc.constantFrom('a', 's', 'item', 'list'))
  .map(([first, out, edge, second, name]) => {
    const text = `schema_version: "1.0"
flow: { name: random }
state:
  fields:
    s: { type: str, required: true }
    i: { type: int, default: 0 }
    n: { type: int }
    f: { type: float, default: 0.5 }
    g: { type: float }
    done: { type: bool, default: false }
    maybe: { type: bool }
    items: { type: "list[str]", default: [] }
    all: { type: list, default: [] }
    t: { type: str, default: "" }
    u: { type: str, default: "" }
nodes:
  - { id: a, inputs: { about: "on {s}" }, prompt: ${first}, ${out} }
  - { id: b, inputs: { about: s }, prompt: ${second}, outputs: [t] } # second
  - { id: c, prompt: c, outputs: [u] }
edges:
  - { from: START, to: a }
  - ${edge}
  - { from: b, to: END }
  - { from: ${edge.includes('[b, c]') ? 'c' : 'b'}, to: END }
config: { llm: { provider: echo, model: any } }
`;
    const used = edge.includes('[b, c]')
      ? text
      : text.replace(/ {2}- \{ id: c.*\n/, '').replace(/ {2}- \{ from: b, to: END \}\n/, '');
    return used
      .replaceAll(/\b(id|from|to|target_node|exit_to): a\b/g, `$1: ${name}`)
      .replaceAll('_loop_iteration_a', `_loop_iteration_${name}`);
  });

describe('a random flow', () => {
  it(`that is accepted is migrated to the same graph, ${RUNS} times`, function () {
    this.timeout(60_000);
    let accepted = 0;
    fc.assert(
      fc.property(flow, (text) => {
        const { ok } = compile(text, options);
        const migration = migrate(text, options);
        if (!ok) {
          assert.equal(migration.ok ? 'migrated' : migration.code, 'MIGRATE_INVALID');
          return;
        }
        accepted += 1;
        assert.ok(migration.ok, migration.ok ? '' : `${migration.code} ${migration.message}\n${text}`);
        // A file that is native is left as it is.
        const again = migrate(migration.text, options);
        assert.equal(again.ok ? 'migrated' : again.code, 'MIGRATE_NOT_FLOW');
      }),
      { numRuns: RUNS },
    );
    assert.ok(accepted > RUNS / 5, `${accepted} of ${RUNS} were accepted`);
  });
});
