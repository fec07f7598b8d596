// Patterns of schemas and of `matches()` are tried on text that others send: W106 says which cannot be, and where.
import assert from 'node:assert/strict';
import { compile } from '@configurable-agents/compiler';
import { PLUGINS } from './support/plugins.ts';

/** `code part help` of each finding about a pattern; the part is what stands at its place. */
function found(text: string): readonly string[] {
  const { diagnostics } = compile(text, { file: 'workflow.yaml', plugins: PLUGINS, workflow: () => undefined });
  return diagnostics
    .filter(({ code }) => code === 'W104' || code === 'W106')
    .map(({ code, line, column, end_column: end, help = '' }) => {
      const part = text.split('\n')[line - 1]?.slice(column - 1, end - 1) ?? '';
      return `${code} ${part} ${help.split(/[:,]/)[0] ?? ''}`;
    });
}

const LLM = 'llm: { provider: echo, model: any }';
const AHEAD = 'W106 (?! refuse it beside the pattern';

describe('a pattern that is not matched in linear time', () => {
  it('is found in every schema of a workflow', () => {
    const bad = "{ type: string, pattern: '^(?!a)' }";
    const workflow = `
name: w
state: { type: object, properties: { a: ${bad} } }
schemas: { shared: { type: object, properties: { a: ${bad} } } }
triggers:
  - uses: generic
    schema: { type: object, properties: { a: ${bad} } }
nodes:
  - name: n
    ${LLM}
    prompt: x
    output_schema: { type: object, properties: { a: ${bad} }, patternProperties: { '^(?!x)': { type: string } } }
  - name: w
    uses: wait
    with: { signal: go, schema: { type: object, properties: { a: ${bad} } } }
  - name: p
    uses: approval
    with: { message: x, form: { type: object, properties: { a: ${bad} } } }
`;
    assert.deepEqual(
      found(workflow),
      Array.from({ length: 7 }, () => AHEAD),
    );
  });

  it('is told with its place inside any kind of scalar', () => {
    const at = (scalar: string): readonly string[] =>
      found(
        `name: w\nstate: { type: object, properties: { a: { type: string, pattern: ${scalar} } } }\nnodes: [{ name: n, ${LLM}, prompt: x }]\n`,
      );
    assert.deepEqual(at("'^a(?!b)'"), [AHEAD]);
    assert.deepEqual(at('"^\\\\d(?!b)"'), [AHEAD]);
    assert.deepEqual(at('^a(?!b)'), [AHEAD]);
    assert.deepEqual(at("'(a)\\1'"), ['W106 \\1 say what may stand there']);
    assert.deepEqual(at("'^.{1,5000}$'"), ['W106 {1,5000} bound the length of the text by `maxLength`']);
    assert.deepEqual(at("'('"), ["W104 '(' write it as JavaScript does"]);
    assert.deepEqual(at("'^(a+)+$'"), []);
  });

  it('is found in `matches()`, where its pattern is a literal', () => {
    const when = (condition: string): readonly string[] =>
      found(`
name: w
triggers:
  - { uses: generic, when: '${condition.replaceAll("'", "''")}' }
nodes: [{ name: n, ${LLM}, prompt: x }]
`);
    assert.deepEqual(when('event.a.matches("^(?!a)")'), ['W106 "^(?!a)" it is one of RE2']);
    assert.deepEqual(when('matches(event.a, r"(a)\\1")'), ['W106 r"(a)\\1" it is one of RE2']);
    assert.deepEqual(when('event.a.matches("(")'), ['W106 "(" it is one of RE2']);
    assert.deepEqual(when('event.a.matches("^(a+)+$")'), []);
    assert.deepEqual(when('event.a.matches(event.b)'), []);
  });
});
