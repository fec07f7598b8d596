// Action `http`: one request through the guarded fetch.
import { definePlugin, mark, Type } from '@configurable-agents/plugin-sdk';
import type { Plugin } from '@configurable-agents/plugin-sdk';
import { send } from './send.ts';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** The plugin `http`. */
export const plugin: Plugin = definePlugin({
  name: 'http',
  version: '0.1.0',
  sdk: '^1',
  // Where it goes is the workflow's choice.
  capabilities: { net: ['*'] },
  actions: {
    http: {
      description: 'Sends one HTTP request. The output is the body, parsed when its type is JSON.',
      input: Type.Object(
        {
          url: Type.String({ minLength: 1, description: 'http or https.', ...mark.url }),
          method: Type.Optional(
            Type.Union(
              METHODS.map((method) => Type.Literal(method)),
              { default: 'GET' },
            ),
          ),
          headers: Type.Optional(Type.Record(Type.String(), Type.String(), { ...mark.secret, ...mark.text })),
          // The action encodes it, so that a value stays one.
          query: Type.Optional(
            Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()]), mark.text),
          ),
          body: Type.Optional(Type.Unknown({ description: 'Text as it is; anything else as JSON.', ...mark.text })),
          expect_status: Type.Optional(Type.Array(Type.Integer({ minimum: 100, maximum: 599 }))),
          response: Type.Optional(Type.Union([Type.Literal('body'), Type.Literal('full')], { default: 'body' })),
        },
        { additionalProperties: false },
      ),
      output: { fromConfig: '/output_schema', default: Type.Unknown() },
      effects: 'write',
      idempotent: { whenInput: { method: ['GET', 'HEAD', 'PUT', 'DELETE'] } },
      run: ({ input, context }) => send(input, context),
    },
  },
});
