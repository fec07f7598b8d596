// Tracker `jsonl`: a file with one JSON line for each fact.
import { definePlugin } from '@configurable-agents/plugin-sdk';
import type { Plugin } from '@configurable-agents/plugin-sdk';
import { REDACTED } from './line.ts';
import { openTracker } from './tracker.ts';

/** The plugin `jsonl`. */
export const plugin: Plugin = definePlugin({
  name: 'jsonl',
  version: '0.1.0',
  sdk: '^1',
  config: {
    type: 'object',
    additionalProperties: false,
    properties: {
      path: { type: 'string', minLength: 1, description: 'The file, an absolute path, in a folder that is there.' },
      max_bytes: {
        type: 'integer',
        minimum: 1024,
        default: 67_108_864,
        description:
          'Before a line would make it larger, the file is put aside as PATH.1, and what was PATH.1 as PATH.2.',
      },
      max_files: {
        type: 'integer',
        minimum: 0,
        maximum: 1000,
        default: 10,
        description: 'Files that are kept aside; older ones are deleted.',
      },
      fsync: {
        enum: ['batch', 'never'],
        default: 'batch',
        description:
          'batch: what is written is on the disk before it counts as recorded; never: when the system likes.',
      },
      redact: {
        type: 'array',
        items: { type: 'string', minLength: 1 },
        default: [...REDACTED],
        description: 'Names, in any case, whose values are written as ***, at any depth.',
      },
    },
  },
  capabilities: { fs: { read: [{ fromConfig: '/path' }], write: [{ fromConfig: '/path' }] } },
  trackers: {
    jsonl: {
      description: 'One JSON line for each fact, in a file.',
      settings: {
        type: 'object',
        additionalProperties: false,
        patternProperties: { '^x-': true },
        properties: {
          enabled: { type: 'boolean', default: true },
          capture: {
            enum: ['all', 'metadata'],
            default: 'all',
            description: 'Whether inputs, outputs, prompts and the messages of errors are written.',
          },
        },
      },
      record: openTracker(),
    },
  },
});
