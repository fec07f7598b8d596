import assert from 'node:assert/strict';
import { compile } from '@configurable-agents/compiler';
import { manifestOf } from '@configurable-agents/plugin-sdk';
import type { PluginManifest } from '@configurable-agents/plugin-sdk';

const tool = {
  description: 'Does it.',
  input: { type: 'object' },
  output: true,
  idempotent: true,
  run: () => null,
} as const;
const plugins: readonly PluginManifest[] = [
  manifestOf({
    name: 'x',
    version: '1.0.0',
    sdk: '^1',
    tools: { look: { ...tool, effects: 'read' }, send: { ...tool, effects: 'write' } },
    providers: { x: { models: {}, generate: async function* () {} } },
  }),
];

const found = (tools: string, mocks = ''): readonly string[] =>
  compile(
    `nodes:\n  - { name: a, llm: { provider: x, model: m }, prompt: Go, tools: [${tools}] }\ntests:\n  - { name: t, expect: {}${mocks} }\n`,
    { file: 'w.yaml', plugins },
  ).diagnostics.map(({ code }) => code);

describe('a test of a node whose model calls tools', () => {
  it('needs a mock of it where a tool writes', () => {
    assert.deepEqual(found('x.send'), ['W341']);
    assert.deepEqual(found('x.look, { uses: x.send }'), ['W341']);
    assert.deepEqual(found('x.look'), []);
    assert.deepEqual(found('x.send', ', mocks: { a: { output: done } }'), []);
  });
});
