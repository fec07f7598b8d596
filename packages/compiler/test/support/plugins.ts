// Manifests of the plugins that ship with the server: what a compile usually sees.
import { manifestOf } from '@configurable-agents/plugin-sdk';
import type { JsonSchema, PluginManifest } from '@configurable-agents/plugin-sdk';

const http: JsonSchema = {
  type: 'object',
  properties: {
    url: { type: 'string' },
    method: { enum: ['GET', 'POST', 'PUT'], default: 'GET' },
    body: {},
    expect_status: { type: 'array', items: { type: 'integer' } },
    timeout: { type: 'integer' },
  },
  required: ['url'],
};

export const PLUGINS: readonly PluginManifest[] = [
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
