import assert from 'node:assert/strict';
import { Ajv2020 } from 'ajv/dist/2020.js';
import comparison from 'ajv/dist/runtime/equal.js';
import { sameJson } from '@configurable-agents/core/graph';
import fc from 'fast-check';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { assignable } from '../../src/assign/assignable.ts';
import { criticalValues } from '../../src/assign/critical.ts';
import { explain } from '../../src/assign/explain.ts';
import { pairs, schemas } from './random-schema.ts';

/** `npm run fuzz:assign`, a part of `test:conformance`, asks for 20,000 and more. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 400);

let ajv = openAjv();
// The judge's own comparison calls what stands under `valueOf` and `toString`.
Object.assign(comparison, {
  default: Object.assign((a: unknown, b: unknown) => sameJson(a, b), { code: comparison.default.code }),
});

const validators = new Map<string, (value: unknown) => boolean>();

function openAjv(): Ajv2020 {
  return new Ajv2020({ strict: false, validateFormats: false, logger: false, validateSchema: false });
}

function validatorOf(schema: JsonSchema): (value: unknown) => boolean {
  const key = JSON.stringify(schema);
  const known = validators.get(key);
  if (known !== undefined) return known;
  // A validator keeps what it compiled: a new one now and then bounds the memory.
  if (validators.size > 500) {
    validators.clear();
    ajv = openAjv();
  }
  const validate = ajv.compile(schema);
  const check = (value: unknown): boolean => validate(value);
  validators.set(key, check);
  return check;
}

const rooted = (schema: JsonSchema): { schema: JsonSchema; root: JsonSchema } => ({ schema, root: schema });

describe('assignable', function () {
  this.timeout(Math.max(60_000, RUNS * 20));

  it('does not take one schema in two branches of a oneOf for one branch', () => {
    const shared = { type: 'string' } as const;
    assert.notEqual(assignable({ type: 'string' }, { oneOf: [shared, shared] }).kind, 'proved');
  });

  it('proves nothing that is false, and refutes only by values that ajv tells apart', function () {
    const counts = { proved: 0, refuted: 0, undecided: 0 };
    const started = performance.now();
    fc.assert(
      fc.property(pairs, fc.array(fc.jsonValue(), { maxLength: 5 }), ([a, b], values) => {
        const answer = assignable(a, b);
        counts[answer.kind] += 1;
        const [takesA, takesB] = [validatorOf(a), validatorOf(b)];
        if (answer.kind === 'refuted') {
          assert.ok(takesA(answer.witness), 'the witness is a value of the producer');
          assert.ok(!takesB(answer.witness), 'the consumer refuses the witness');
        }
        if (answer.kind !== 'proved') return;
        let left = 300;
        for (const value of [
          ...values,
          ...criticalValues(rooted(a), rooted(b)),
          ...criticalValues(rooted(b), rooted(a)),
        ]) {
          left -= 1;
          if (left < 0) break;
          assert.ok(!takesA(value) || takesB(value), `proved, and ${JSON.stringify(value)} says otherwise`);
        }
      }),
      { numRuns: RUNS },
    );
    const total = counts.proved + counts.refuted + counts.undecided;
    if (process.env['FUZZ_RUNS'] !== undefined) {
      process.stdout.write(
        `      ${JSON.stringify({ pairs: total, ...counts, seconds: Math.round((performance.now() - started) / 1000) })}\n`,
      );
    }
    assert.ok(counts.proved > total / 10, 'many are proved');
    assert.ok(counts.refuted > total / 10, 'many are refuted');
    assert.ok(counts.undecided < total / 10, 'few are left open');
  });

  it('judges single values as ajv does, or leaves them open', () => {
    let [unknown, all] = [0, 0];
    fc.assert(
      fc.property(schemas, schemas, fc.jsonValue(), (schema, other, value) => {
        const values = [value, ...[...criticalValues(rooted(schema), rooted(other))].slice(0, 40)];
        for (const each of values) {
          const answer = explain(rooted(schema), each);
          all += 1;
          if (answer === 'unknown') unknown += 1;
          else assert.equal(answer === 'fits', validatorOf(schema)(each), JSON.stringify({ schema, each, answer }));
        }
      }),
      { numRuns: Math.ceil(RUNS / 4) },
    );
    // A few hundred draws scatter: one schema that is left open brings forty values.
    assert.ok(unknown < all / (RUNS < 4000 ? 8 : 20), `${unknown} of ${all} answers are left open`);
  });

  const cases: readonly (readonly [string, JsonSchema, JsonSchema, string, unknown?])[] = [
    ['a number is no integer', { type: 'number' }, { type: 'integer' }, 'refuted', 3.7],
    ['an integer is a number', { type: 'integer' }, { type: 'number' }, 'proved'],
    ['what may be null is no text', { type: ['string', 'null'] }, { type: 'string' }, 'refuted', null],
    [
      'a key that may be missing is missing',
      { type: 'object', properties: { a: { type: 'string' } } },
      { type: 'object', required: ['a'] },
      'refuted',
      {},
    ],
    ['a longer list of values takes a shorter', { enum: ['a'] }, { type: 'string', enum: ['a', 'b'] }, 'proved'],
    ['a shorter list of values refuses the others', { enum: ['a', 'b'] }, { enum: ['a'] }, 'refuted', 'b'],
    ['any value is no text', {}, { type: 'string' }, 'refuted', 3.7],
    ['a format is not checked', { type: 'string' }, { type: 'string', format: 'email' }, 'proved'],
    [
      'a range fits a wider one',
      { type: 'integer', minimum: 0, maximum: 10 },
      { type: 'integer', minimum: 0, maximum: 100 },
      'proved',
    ],
    [
      'multiples of ten are multiples of five, where a greatest is told',
      { type: 'number', multipleOf: 10, minimum: 0, maximum: 1000 },
      { type: 'number', multipleOf: 5 },
      'proved',
    ],
    [
      'multiples without an end are left open: the validator takes none beyond 1e21 steps',
      { type: 'integer' },
      { type: 'integer', multipleOf: 1 },
      'undecided',
    ],
    [
      'two alternatives that both take a value are too many',
      { type: 'integer' },
      { oneOf: [{ type: 'integer' }, { type: 'number' }] },
      'refuted',
      7,
    ],
    [
      'a tag tells alternatives apart',
      { type: 'object', properties: { k: { const: 'x' } }, required: ['k'] },
      {
        oneOf: [
          { type: 'object', properties: { k: { const: 'x' } }, required: ['k'] },
          { type: 'object', properties: { k: { const: 'y' } }, required: ['k'] },
        ],
      },
      'proved',
    ],
    [
      'a recursive schema fits itself without its `required`',
      {
        $defs: {
          n: { type: 'object', properties: { c: { type: 'array', items: { $ref: '#/$defs/n' } } }, required: ['c'] },
        },
        $ref: '#/$defs/n',
      },
      {
        $defs: { n: { type: 'object', properties: { c: { type: 'array', items: { $ref: '#/$defs/n' } } } } },
        $ref: '#/$defs/n',
      },
      'proved',
    ],
    [
      'a reference in a circle is left open',
      { type: 'string' },
      { $defs: { n: { $ref: '#/$defs/n' } }, $ref: '#/$defs/n' },
      'undecided',
    ],
    [
      'a pattern on which a backtracking engine would hang is tried by the one of the run',
      { enum: [`${'a'.repeat(5000)}!`] },
      { type: 'string', pattern: '^(a+)+$' },
      'refuted',
      `${'a'.repeat(5000)}!`,
    ],
    [
      'a pattern that the run would refuse is left open',
      { enum: ['b'] },
      { type: 'string', pattern: '^(?!a)' },
      'undecided',
    ],
  ];
  for (const [sentence, a, b, kind, witness] of cases) {
    it(sentence, () => {
      const answer = assignable(a, b);
      assert.equal(answer.kind, kind);
      if (answer.kind === 'refuted') assert.deepEqual(answer.witness, witness);
    });
  }

  it('takes a number for a multiple as far out as ajv does', () => {
    const schema = { type: 'integer', multipleOf: 1 };
    for (const number of [0, 9e20, 1e21, -1e21, 1e300]) {
      assert.equal(explain(rooted(schema), number) === 'fits', validatorOf(schema)(number), String(number));
    }
  });

  it('counts nothing against a producer that says nothing, where asked so', () => {
    assert.equal(assignable({}, { type: 'string' }, { gradual: true }).kind, 'undecided');
    assert.equal(
      assignable({ type: 'array' }, { type: 'array', items: { type: 'string' } }, { gradual: true }).kind,
      'undecided',
    );
    assert.equal(
      assignable({ type: 'object' }, { type: 'object', required: ['a'] }, { gradual: true }).kind,
      'undecided',
    );
    assert.equal(assignable({ type: 'object' }, { type: 'string' }, { gradual: true }).kind, 'refuted');
  });

  it('ends on schemas that grow without end', () => {
    const grows: JsonSchema = {
      $defs: { n: { allOf: [{ $ref: '#/$defs/n' }, { allOf: [{ $ref: '#/$defs/n' }] }] } },
      $ref: '#/$defs/n',
    };
    assert.equal(assignable(grows, { type: 'string' }).kind, 'undecided');
    assert.equal(assignable({ type: 'string' }, grows).kind, 'undecided');
  });
});
