import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { compileExpression } from '@configurable-agents/compiler';
import { compileProgram, functionNames, toJsonText } from '@configurable-agents/core/expression';
import type { EvaluationCode, Scope } from '@configurable-agents/core/expression';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { MACRO_NAMES } from '../../src/expression/names.ts';

const PAGE = readFileSync(new URL('../../../../docs/expressions.md', import.meta.url), 'utf8');
const [, ENVIRONMENT = '{}'] = /```json\n([\s\S]+?)```/.exec(PAGE) ?? [];
const ENV = JSON.parse(ENVIRONMENT) as Scope;

/** The types that the values have; a price that is whole is a number all the same. */
const text = { type: 'string' };
const object = (properties: object): object => ({ type: 'object', properties, additionalProperties: true });
const SCHEMA: JsonSchema = object({
  state: object({
    score: { type: 'number' },
    count: { type: 'integer' },
    name: text,
    tags: { type: 'array', items: text },
    items: { type: 'array', items: object({ id: text, price: { type: 'number' }, done: { type: 'boolean' } }) },
    owner: object({ team: text }),
    note: {},
  }),
}) as JsonSchema;

const EXAMPLE = /(?:`` ?((?:(?!``).)+?) ?``|`([^`]+)`) → `([^`]+)`/g;
const examples = PAGE.split('\n').flatMap((line) =>
  [...line.matchAll(EXAMPLE)].map(([, long, short = '', value = '']) => ({
    source: (long ?? short).replaceAll('\\|', '|'),
    value: value.replaceAll('\\|', '|'),
  })),
);

describe('docs/expressions.md', () => {
  for (const { source, value } of examples) {
    it(`shows what is: ${source}`, () => {
      const compiled = compileExpression(source, { schema: SCHEMA });
      assert.ok(compiled.ok, compiled.ok ? '' : compiled.faults[0]?.message);
      assert.equal(toJsonText(compileProgram(compiled.tree)(ENV)), value);
    });
  }

  it('has an example of every function and macro', () => {
    const shown = examples.map(({ source }) => source).join('\n');
    const names = [...functionNames().filter((name) => /^\w/.test(name) && name !== 'in'), ...MACRO_NAMES];
    const aliases = ['existsOne', 'optFlatMap'];
    const missing = names.filter(
      (name) => !aliases.includes(name) && !new RegExp(`\\b${name.replace('.', '\\.')}\\(`).test(shown),
    );
    assert.deepEqual(missing, []);
    for (const alias of aliases) assert.ok(PAGE.includes(alias), alias);
  });

  it('has every code of an evaluation', () => {
    const codes: { readonly [C in EvaluationCode]: true } = {
      EXPRESSION_TYPE: true,
      EXPRESSION_NAME: true,
      EXPRESSION_KEY: true,
      EXPRESSION_INDEX: true,
      EXPRESSION_OVERFLOW: true,
      EXPRESSION_DIVISION: true,
      EXPRESSION_ARGUMENT: true,
      EXPRESSION_PATTERN: true,
      EXPRESSION_EMPTY: true,
      EXPRESSION_BUDGET: true,
      EXPRESSION_JSON: true,
      EXPRESSION_UNSUPPORTED: true,
    };
    assert.deepEqual(
      Object.keys(codes).filter((code) => !PAGE.includes(`\`${code}\``)),
      [],
    );
  });
});
