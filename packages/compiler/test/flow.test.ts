// Values on their way through a workflow: LLM output to state, node output to inputs, literals to enumerations.
import assert from 'node:assert/strict';
import { compile } from '@configurable-agents/compiler';
import { PLUGINS } from './support/plugins.ts';

type Parts = { readonly fields?: string; readonly output?: string; readonly outputs?: string; readonly after?: string };

function findings({ fields = '', output = '{ type: object }', outputs = '[]', after = '' }: Parts): readonly string[] {
  const text = `state:
  type: object
  properties:
    topic: { type: string }
${fields}
nodes:
  - name: a
    llm: { provider: echo, model: any }
    prompt: "{topic}"
    output_schema: ${output}
${outputs === '[]' ? '' : `    outputs: ${outputs}`}
${after}
`;
  const { diagnostics } = compile(text, { file: 'w.yaml', plugins: PLUGINS });
  return diagnostics.map(({ severity, code, message }) => `${severity} ${code} ${message}`);
}

const object = (property: string): string => `{ type: object, properties: { x: ${property} }, required: [x] }`;
const http = (inputs: string): string =>
  `  - { name: send, uses: http, with: { url: "https://example.org", ${inputs} } }`;

describe('values between a producer and its consumer', () => {
  it('are refuted by a value that is named', () => {
    assert.deepEqual(
      findings({ fields: '    x: { type: integer }', output: object('{ type: number }'), outputs: '[x]' }),
      ['error W409 the output of `a` is a number, and the field `x` must be an integer'],
    );
    assert.deepEqual(
      findings({ fields: '    x: { enum: [low, high] }', output: object('{ enum: [low, hihg] }'), outputs: '[x]' }),
      ['error W409 the output of `a` may be "hihg", and the field `x` must be one of "low", "high"'],
    );
    assert.deepEqual(
      findings({
        fields:
          '    x: { type: array, items: { type: object, properties: { id: { type: integer } }, required: [id] } }',
        output: object('{ type: array, items: { type: object, properties: { id: { type: integer } } } }'),
        outputs: '[x]',
      }),
      ['error W409 the output of `a` may be [{}], whose `[0]` does not fit, and the field `x` must have `id`'],
    );
  });

  it('only warn where a value may be out of bounds, and say nothing where no bound was in mind', () => {
    const fields = '    x: { type: integer, maximum: 5 }';
    assert.deepEqual(findings({ fields, output: object('{ type: integer, maximum: 10 }'), outputs: '[x]' }), [
      'warning W409 the output of `a` may be 7, and the field `x` must be at most 5',
    ]);
    assert.deepEqual(findings({ fields, output: object('{ type: integer }'), outputs: '[x]' }), []);
    assert.deepEqual(findings({ fields, output: object('{ type: integer, maximum: 5 }'), outputs: '[x]' }), []);
  });

  it('are followed through templates and expressions', () => {
    const status = '    status: { type: array, items: { type: string }, default: [] }';
    assert.match(
      findings({ fields: status, after: http('expect_status: "${{ status }}"') }).join(),
      /may be \["text"\], whose `\[0\]`/,
    );
    assert.deepEqual(findings({ after: http(`method: "\${{ topic == 'a' ? 'GET' : 'PUT' }}"`) }), []);
    assert.match(
      findings({ after: http(`method: "\${{ topic == 'a' ? 'GET' : 'FETCH' }}"`) }).join(),
      /may be "FETCH"/,
    );
    assert.match(findings({ after: http('method: FETCH') }).join(), /error W409 `method` of `http` is "FETCH"/);
    assert.match(
      findings({ output: object('{ type: [integer, "null"] }'), after: http('timeout: "${{ a.x }}"') }).join(),
      /`timeout` of `http` may be null, and it must be an integer/,
    );
  });

  it('are left to the run where nothing is said of them', () => {
    const anything = '    x: {}\n    y: { type: array }';
    assert.deepEqual(findings({ fields: anything, after: http('timeout: "${{ x }}", expect_status: "${{ y }}"') }), []);
  });
});
