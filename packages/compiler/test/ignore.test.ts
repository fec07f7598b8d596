import assert from 'node:assert/strict';
import { compile } from '@configurable-agents/compiler';
import type { Severities } from '@configurable-agents/compiler';
import { PLUGINS } from './support/plugins.ts';

const NODES = `nodes:
  - name: a
    llm: { provider: echo, model: any }
    prompt: Hello
  - name: b
    llm: { provider: echo, model: any }
    prompt: Hello
`;

function run(text: string, severities?: Severities): { ok: boolean; codes: readonly string[] } {
  const { ok, diagnostics } = compile(text, {
    file: 'w.yaml',
    plugins: PLUGINS,
    ...(severities === undefined ? {} : { severities }),
  });
  return { ok, codes: diagnostics.map(({ severity, code, line }) => `${severity} ${code} ${line}`) };
}

const EDGES = `${NODES}edges:\n  - { from: a, to: b }\n`;

describe('an ignore comment', () => {
  it('at the end of a line ignores what begins on the line, by code or by name', () => {
    assert.deepEqual(run(`${EDGES}  - { from: a, to: b }\n`).codes, ['warning W404 10']);
    assert.deepEqual(
      run(`${EDGES}  - { from: a, to: b } # configurable-agents-ignore W404: twice on purpose\n`).codes,
      [],
    );
    assert.deepEqual(
      run(`${EDGES}  - { from: a, to: b } # configurable-agents-ignore duplicate-edge: on purpose\n`).codes,
      [],
    );
  });

  it('alone on a line ignores what is in the next node of the tree, also in a block of text', () => {
    const state = 'state: { type: object, properties: { topic: { type: string } } }\n';
    const prompt = `nodes:\n  - name: a\n    llm: { provider: echo, model: any }\n    # configurable-agents-ignore jinja-braces: the prompt teaches templates\n    prompt: |\n      Write {topic}\n      or {{ topic }}\n`;
    assert.deepEqual(run(state + prompt).codes, []);
    const item = `nodes:\n  # configurable-agents-ignore jinja-braces: the prompt teaches templates\n\n  # another note\n  - name: a\n    llm: { provider: echo, model: any }\n    prompt: "{topic} {{ topic }}"\n  - name: b\n    llm: { provider: echo, model: any }\n    prompt: "{topic} {{ topic }}"\n`;
    assert.deepEqual(run(state + item).codes, ['warning W205 11']);
  });

  it('that ignores nothing, has no reason or names nothing is told of, and inside of a text it is text', () => {
    assert.deepEqual(run(`${EDGES}  # configurable-agents-ignore W404: not there\n`).codes, ['warning W012 10']);
    assert.deepEqual(run(`${EDGES}  - { from: a, to: b } # configurable-agents-ignore W404\n`).codes.toSorted(), [
      'warning W013 10',
      'warning W404 10',
    ]);
    assert.deepEqual(run(`${EDGES}  # configurable-agents-ignore W999: x\n`).codes, ['warning W014 10']);
    assert.deepEqual(run(NODES.replace('Hello', '"a # configurable-agents-ignore W404: x"')).codes, []);
  });

  it('cannot ignore an error without which there is a graph', () => {
    const text = `${NODES}  # configurable-agents-ignore unknown-action: it comes later\n  - { name: c, uses: htpp }\n`;
    const { ok, codes } = run(text);
    assert.equal(ok, false);
    assert.deepEqual(codes, ['warning W012 8', 'error W301 9']);
  });

  it('of an error that can be argued with makes a graph', () => {
    const state = 'state: { type: object, properties: { x: { type: integer } } }\n';
    const write = `nodes:\n  - name: a\n    uses: set\n    with: { x: "7" }\n    outputs: [x]`;
    assert.equal(run(`${state}${write}\n`).ok, false);
    assert.deepEqual(run(`${state}${write} # configurable-agents-ignore type-mismatch: tested\n`), {
      ok: true,
      codes: [],
    });
  });
});

describe('severities of a project', () => {
  const twice = `${EDGES}  - { from: a, to: b }\n`;

  it('raise, lower and turn off findings, by code or by name', () => {
    assert.deepEqual(run(twice, { W404: 'error' }), { ok: false, codes: ['error W404 10'] });
    assert.deepEqual(run(twice, { 'duplicate-edge': 'info' }), { ok: true, codes: ['info W404 10'] });
    assert.deepEqual(run(twice, { W404: 'off' }), { ok: true, codes: [] });
  });

  it('leave errors alone that nothing can be made of', () => {
    assert.equal(run('nodes:\n  - { name: a, uses: htpp }\n', { W301: 'off' }).ok, false);
  });
});
