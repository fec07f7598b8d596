// Manifests of the plugins that ship with the server: what a compile usually sees.
import { manifestOf, mark } from '@configurable-agents/plugin-sdk';
import type { JsonSchema, PluginManifest } from '@configurable-agents/plugin-sdk';

const http: JsonSchema = {
  type: 'object',
  properties: {
    url: { type: 'string', 'x-url': true },
    headers: { type: 'object', 'x-secret': true, 'x-text': true },
    method: { enum: ['GET', 'POST', 'PUT'], default: 'GET' },
    body: { 'x-text': true },
    query: { type: 'object', 'x-text': true },
    expect_status: { type: 'array', items: { type: 'integer' } },
    timeout: { type: 'integer' },
  },
  required: ['url'],
};

const word: JsonSchema = { type: 'string' };
const closed = (properties: { readonly [name: string]: JsonSchema }, required: readonly string[]): JsonSchema => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const action = { output: true, idempotent: false, run: () => null } as const;

/** Actions with every mark: what is written, what is run, what is read with rights. */
const MARKED: readonly PluginManifest[] = [
  manifestOf({
    name: 'chat',
    version: '1.0.0',
    sdk: '^1',
    actions: {
      post: {
        ...action,
        input: closed({ channel: word, text: { ...word, ...mark.text }, token: { ...word, ...mark.secret } }, ['text']),
        output: { type: 'object', properties: { id: word }, ...mark.platform },
        effects: 'write',
      },
    },
  }),
  manifestOf({
    name: 'shell',
    version: '1.0.0',
    sdk: '^1',
    actions: {
      run: { ...action, input: closed({ command: { ...word, ...mark.code } }, ['command']), effects: 'write' },
    },
  }),
  manifestOf({
    name: 'crm',
    version: '1.0.0',
    sdk: '^1',
    actions: {
      find: {
        ...action,
        input: closed({ id: { type: 'integer' } }, ['id']),
        output: { type: 'object', properties: { notes: word }, ...mark.private },
        effects: 'read',
      },
    },
  }),
  manifestOf({
    name: 'disk',
    version: '1.0.0',
    sdk: '^1',
    actions: { read: { ...action, input: closed({ path: { ...word, ...mark.file } }, ['path']), effects: 'read' } },
  }),
];

export const PLUGINS: readonly PluginManifest[] = [
  ...MARKED,
  manifestOf({
    name: 'http',
    version: '1.0.0',
    sdk: '^1',
    actions: {
      http: {
        input: http,
        output: { fromConfig: '/output_schema', default: true },
        effects: 'write',
        idempotent: { whenInput: { method: ['GET', 'PUT'] } },
        run: () => null,
      },
    },
  }),
  manifestOf({
    name: 'echo',
    version: '1.0.0',
    sdk: '^1',
    providers: { echo: { models: {}, generate: async function* () {} } },
  }),
  manifestOf({
    name: 'listed',
    version: '1.0.0',
    sdk: '^1',
    providers: {
      listed: {
        models: {
          small: { contextTokens: 8000, structuredOutput: false, tools: false },
          large: { contextTokens: 128_000, structuredOutput: true, tools: true },
        },
        generate: async function* () {},
      },
    },
  }),
  manifestOf({
    name: 'search',
    version: '1.0.0',
    sdk: '^1',
    tools: {
      web: {
        ...action,
        description: 'Looks something up on the web.',
        input: closed({ query: word, site: word }, ['query']),
        effects: 'read',
      },
      save: {
        ...action,
        description: 'Saves what was found.',
        input: closed({ page: word }, ['page']),
        effects: 'write',
      },
    },
  }),
  manifestOf({
    name: 'generic',
    version: '1.0.0',
    sdk: '^1',
    triggers: {
      generic: {
        event: { type: 'object', properties: { workflow_name: { type: 'string' }, inputs: { type: 'object' } } },
        maxBodyBytes: 1,
        ackStatus: 202,
        verify: () => ({ ok: true }),
        normalise: () => ({ kind: 'events', events: [] }),
      },
    },
  }),
  manifestOf({
    name: 'github',
    version: '1.0.0',
    sdk: '^1',
    triggers: {
      github: {
        event: { type: 'object', properties: { action: { type: 'string' }, repository: { type: 'object' } } },
        eventTypes: ['ping', 'push', 'pull_request.closed', 'pull_request.opened'],
        needsEvents: true,
        maxBodyBytes: 1,
        ackStatus: 202,
        verify: () => ({ ok: true }),
        normalise: () => ({ kind: 'events', events: [] }),
      },
    },
  }),
  manifestOf({
    name: 'ledger',
    version: '1.0.0',
    sdk: '^1',
    trackers: {
      ledger: {
        settings: {
          type: 'object',
          properties: { book: { type: 'string' }, detail: { enum: ['full', 'short'] } },
          required: ['book'],
          additionalProperties: false,
        },
        record: () => {},
      },
    },
  }),
];
