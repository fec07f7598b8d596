import type { ConfigSchema } from '../config/schema.ts';

const TEXT = { type: 'string', minLength: 1 };
const TEXTS = { type: 'array', items: TEXT };
const FROM_CONFIG = {
  type: 'object',
  additionalProperties: false,
  required: ['fromConfig'],
  properties: { fromConfig: { type: 'string', pattern: '^/' } },
};
const TARGETS = { type: 'array', items: { anyOf: [TEXT, FROM_CONFIG] } };

/** JSON Schema of the lock file. */
export const LOCK_SCHEMA: ConfigSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  additionalProperties: false,
  required: ['version', 'plugins'],
  properties: {
    version: { const: 1 },
    plugins: {
      type: 'object',
      propertyNames: { pattern: '^[a-zA-Z][a-zA-Z0-9_-]{0,63}$' },
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        required: ['version', 'source', 'integrity', 'capabilities', 'isolation'],
        properties: {
          version: { type: 'string', pattern: '^[0-9a-zA-Z][0-9a-zA-Z.+-]{0,63}$' },
          source: TEXT,
          integrity: { type: 'string', pattern: '^sha512-[A-Za-z0-9+/]{86}==$' },
          isolation: { enum: ['worker', 'process'] },
          capabilities: {
            type: 'object',
            additionalProperties: false,
            required: ['net'],
            properties: {
              net: TARGETS,
              secrets: TEXTS,
              env: TEXTS,
              fs: { type: 'object', additionalProperties: false, properties: { read: TARGETS, write: TARGETS } },
              subprocess: { type: 'boolean' },
              llm: { type: 'boolean' },
            },
          },
        },
      },
    },
  },
};
