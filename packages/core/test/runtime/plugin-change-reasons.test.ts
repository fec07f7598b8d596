// Why a node whose plugin was replaced is not sent, case by case: one workflow, one manifest, one change of it.
import assert from 'node:assert/strict';
import { assignable, compile } from '@configurable-agents/compiler';
import { initialState } from '@configurable-agents/core/testing';
import type { ActionNode } from '@configurable-agents/core/graph';
import type { ActionManifest, JsonObject, PluginManifest, ToolManifest } from '@configurable-agents/plugin-sdk';
import { neverKnown, openPluginChanges } from '../../src/runtime/plugin-change.ts';

const SEND: ActionManifest = {
  input: {
    type: 'object',
    properties: { to: { type: 'string' }, urgent: { type: 'boolean' }, method: { type: 'string', default: 'GET' } },
    required: ['to'],
    additionalProperties: false,
  },
  output: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] },
  effects: 'read',
  idempotent: { whenInput: { method: ['GET'] } },
};
const FIND: ToolManifest = { ...SEND, description: 'Finds.' };
const MODELS = { large: { contextTokens: null, structuredOutput: true, tools: true } };

function manifest(
  change: Partial<ActionManifest> = {},
  models: PluginManifest['providers'][string]['models'] = MODELS,
  tool: Partial<ToolManifest> = {},
) {
  return {
    name: 'acme',
    version: '1.0.0',
    sdk: '^1',
    secrets: {},
    capabilities: { net: [] },
    actions: { 'acme.send': { ...SEND, ...change } },
    tools: { 'acme.find': { ...FIND, ...tool }, 'acme.keep': { ...FIND, effects: 'write', ...tool } },
    providers: { acme: { models } },
    triggers: {},
    trackers: {},
  } satisfies PluginManifest;
}

const WORKFLOW = `
state: { type: object, properties: { who: { type: string } } }
nodes:
  - { name: send, uses: acme.send, with: { to: '{who}' } }
  - name: write
    llm: { provider: acme, model: large }
    prompt: Hello {who}
    output_schema: { type: object, properties: { text: { type: string } }, required: [text] }
  - name: look
    llm: { provider: acme, model: large }
    prompt: Look for {who}
    images: [label.png]
    tools: [{ uses: acme.find, with: { method: GET } }]
  - name: keep
    llm: { provider: acme, model: large }
    prompt: Keep {who}
    tools: [{ uses: acme.keep, with: { method: GET } }]
`;

const { graph, diagnostics } = compile(WORKFLOW, { file: 'w.yaml', plugins: [manifest()] });

type Given = {
  readonly now?: readonly PluginManifest[];
  readonly config?: { readonly [plugin: string]: JsonObject };
  readonly provider?: string;
  readonly isCompilerHere?: boolean;
};

/** Why the node is not sent, without what every sentence begins and ends with. */
function why(name: string, { now = [manifest()], config = {}, provider, isCompilerHere = true }: Given): string | null {
  assert.ok(graph !== undefined, JSON.stringify(diagnostics));
  const changeOf = openPluginChanges({
    manifests: now,
    config,
    assignable: isCompilerHere ? assignable : neverKnown,
    onChange: () => {},
  });
  const node = graph.nodes.find((each) => each.name === name) as ActionNode;
  const state = initialState('run_1');
  if (provider !== undefined) state.provider = provider;
  const change = changeOf({ id: 'run_1', graph, state }, node);
  if (change === undefined) return null;
  assert.equal(change.code, 'PLUGIN_CHANGED');
  return /was compiled: (.*); put the former version back/.exec(change.message)?.[1] ?? change.message;
}

const send = (change: Partial<ActionManifest>): string | null => why('send', { now: [manifest(change)] });
const input = (properties: JsonObject, required: string[]): ActionManifest['input'] => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const TO = { type: 'string' };
const METHOD = { type: 'string', default: 'GET' };

describe('an action that was replaced', () => {
  it('is as it was where nothing of it has changed, also without a compiler', () => {
    assert.equal(send({}), null);
    assert.equal(why('send', { isCompilerHere: false }), null);
  });

  it('may lose an input that the workflow does not give', () => {
    assert.equal(send({ input: input({ to: TO, method: METHOD }, ['to']) }), null);
  });

  it('may ask for a new input that has a default', () => {
    assert.equal(
      send({
        input: input({ to: TO, method: METHOD, region: { type: 'string', default: 'eu' } }, ['to', 'region']),
      }),
      null,
    );
  });

  it('may not ask for a new input, nor for other values', () => {
    assert.match(
      send({ input: input({ to: TO, method: METHOD, key: { type: 'string' } }, ['to', 'key']) }) ?? '',
      /^the action `acme\.send` does not take \{"to":".*"\} any more$/,
    );
    assert.match(
      send({ input: input({ to: { type: 'integer' }, method: METHOD }, ['to']) }) ?? '',
      /^the action `acme\.send` does not take \{"to":".*"\} any more$/,
    );
  });

  it('may not give what it never gave', () => {
    const output = { type: 'object', properties: { id: { type: ['string', 'null'] } }, required: ['id'] };
    assert.equal(send({ output }), 'the action `acme.send` may give {"id":null}, which it never did');
  });

  it('may give more than it did', () => {
    const output = {
      type: 'object',
      properties: { id: { type: 'string' }, at: { type: 'string' } },
      required: ['id', 'at'],
    };
    assert.equal(send({ output }), null);
  });

  it('may not begin to change things, nor cease to be safe to send twice', () => {
    assert.equal(send({ effects: 'write' }), 'the action `acme.send` was `read` and is `write`');
    assert.equal(send({ effects: 'pure' }), null);
    assert.equal(send({ idempotent: false }), 'the action `acme.send` is not idempotent any more');
    assert.equal(
      send({ idempotent: { whenInput: { method: ['PUT'] } } }),
      'the action `acme.send` is not idempotent any more',
    );
  });

  it('is taken for changed where its schemas differ and nobody can compare them', () => {
    const now = [manifest({ input: input({ to: TO, method: METHOD }, ['to']) })];
    assert.equal(why('send', { now, isCompilerHere: false }), 'the action `acme.send` has another input');
  });
});

describe('a model that was replaced', () => {
  const write = (models: PluginManifest['providers'][string]['models'], more: Given = {}): string | null =>
    why('write', { now: [manifest({}, models)], ...more });
  const small = { contextTokens: null, structuredOutput: true, tools: false };

  it('is as it was where it can do what the node asks of it', () => {
    assert.equal(write(MODELS), null);
    assert.equal(write({ large: small }), null);
    assert.equal(write({ '*': small }), null);
  });

  it('is missed, unless the configuration has another in its place', () => {
    assert.equal(write({ small }), 'the provider `acme` does not offer the model `large` any more');
    assert.equal(write({ small }, { config: { acme: { aliases: { large: 'small' } } } }), null);
  });

  it('must still give structured output where the node has a schema', () => {
    assert.equal(
      write({ large: { ...small, structuredOutput: false } }),
      'the model `large` of `acme` gives no structured output any more',
    );
  });

  it('must still take images where the node shows it some', () => {
    const look = (images?: boolean): string | null => {
      const large = { ...MODELS.large, ...(images === undefined ? {} : { images }) };
      return why('look', { now: [manifest({}, { large })] });
    };
    assert.equal(look(false), 'the model `large` of `acme` takes no images any more');
    assert.equal(look(true), null);
    assert.equal(look(), null);
    assert.equal(write({ large: { ...MODELS.large, images: false } }), null);
  });

  it('is of no matter where the run was started with another provider', () => {
    assert.equal(write({}, { provider: 'echo' }), null);
  });

  it('is gone with its provider', () => {
    assert.equal(why('write', { now: [] }), 'no plugin offers the provider `acme` any more');
  });
});

describe('a tool that was replaced', () => {
  const now = (name: string, tool: Partial<ToolManifest>, given: Given = {}): string | null =>
    why(name, { now: [manifest({}, MODELS, tool)], ...given });

  it('may take and give something else, since its model is told anew', () => {
    assert.equal(now('look', {}), null);
    assert.equal(now('look', { input: input({ words: TO }, ['words']), output: true, description: 'Seeks.' }), null);
    assert.equal(now('look', { effects: 'pure' }), null);
  });

  it('may do no more to the world than it did, nor cease to be safe to call twice', () => {
    assert.equal(now('look', { effects: 'write' }), 'the tool `acme.find` was `read` and is `write`');
    assert.equal(now('keep', { effects: 'read', idempotent: false }), null);
    assert.equal(now('keep', { idempotent: false }), 'the tool `acme.keep` is not idempotent any more');
  });

  it('is missed where it has gone, whoever is the model', () => {
    const { tools: _tools, ...without } = manifest();
    for (const provider of ['acme', 'echo'])
      assert.equal(why('look', { now: [without], provider }), 'no plugin offers the tool `acme.find` any more');
  });
});
