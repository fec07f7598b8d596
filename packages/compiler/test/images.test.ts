// Images in nodes whose models take none, or only by their bytes.
import assert from 'node:assert/strict';
import { manifestOf } from '@configurable-agents/plugin-sdk';
import type { ModelInfo } from '@configurable-agents/plugin-sdk';
import { compile } from '@configurable-agents/compiler';

const SKILLS = { contextTokens: null, structuredOutput: true, tools: true } as const;
const models: { readonly [model: string]: ModelInfo } = {
  blind: { ...SKILLS, images: false },
  near: { ...SKILLS, images: 'inline' },
  seeing: { ...SKILLS, images: true },
  unknown: SKILLS,
};
const plugins = [
  manifestOf({
    name: 'acme',
    version: '1.0.0',
    sdk: '^1',
    providers: { acme: { models, generate: async function* () {} } },
  }),
];

const FILE = 'images: [label.png]';
const ADDRESS = 'images: ["https://images.example/a.png"]';

/** What is said of a node with this model. */
function said(model: string, more: string): readonly string[] {
  const text = `state: { type: object, properties: { picture: { type: string } } }
nodes:
  - name: look
    llm: { provider: acme, model: ${model} }
    prompt: What is it? {picture}
    ${more}
`;
  const { diagnostics } = compile(text, { file: 'w.yaml', plugins });
  return diagnostics.map(({ code, message }) => `${code} ${message}`);
}

describe('images of an LLM node', () => {
  it('are nothing for a model that takes none', () => {
    const [none] = said('blind', FILE);
    assert.equal(none, 'W313 `look` has images, and `blind` takes none');
    assert.equal(said('blind', 'messages: [{ role: user, content: [{ text: a }, { image: "{picture}" }] }]').length, 1);
    assert.deepEqual(said('blind', 'messages: [{ role: user, content: [{ text: a }] }]'), []);
    assert.deepEqual(said('blind', ''), []);
  });

  it('are given by their bytes to a model that fetches no address', () => {
    assert.deepEqual(said('near', ADDRESS), [
      'W313 `look` has an image by its address, and `near` takes images by their bytes only',
    ]);
    for (const fine of [FILE, 'images: ["data:image/png;base64,iVBORw0KGgo="]', 'images: ["{picture}"]'])
      assert.deepEqual(said('near', fine), [], fine);
  });

  it('are fine for a model that takes them, or of which nobody knows', () => {
    for (const model of ['seeing', 'unknown'])
      for (const fine of [FILE, ADDRESS]) assert.deepEqual(said(model, fine), [], `${model}: ${fine}`);
  });

  it('are asked of the models of `fallback` too', () => {
    const chain = 'seeing, fallback: [{ provider: acme, model: blind }]';
    assert.deepEqual(said(chain, FILE), ['W313 `look` has images, and `blind` takes none']);
  });
});
