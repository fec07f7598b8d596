// JSON Schema of `alerts` in the configuration file.
import type { AlertKind } from '@configurable-agents/core';

/** An alert: what it is about, how often it may come, and the action that tells it. */
export type AlertConfig = {
  readonly name: string;
  readonly on: readonly AlertKind[];
  readonly workflows?: readonly string[];
  readonly every?: string;
  readonly max_lag?: number;
  readonly uses: string;
  readonly with?: { readonly [input: string]: unknown };
  readonly retry?: { readonly [setting: string]: unknown };
};

/** A test holds the kinds against those of the engine, which a command need not load to read its configuration. */
export const ALERTS_SCHEMA = {
  type: 'array',
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['name', 'on', 'uses'],
    properties: {
      name: {
        type: 'string',
        pattern: '^[A-Za-z][A-Za-z0-9_-]{0,63}$',
        description: 'Under which its runs are listed.',
      },
      on: {
        type: 'array',
        minItems: 1,
        uniqueItems: true,
        items: { enum: ['run_failed', 'budget', 'dead_letter', 'tracker_lag'] },
        description: 'What it is about.',
      },
      workflows: {
        type: 'array',
        minItems: 1,
        items: { type: 'string', minLength: 1 },
        description: 'Only of these workflows; default: of all.',
      },
      every: {
        type: 'string',
        pattern: '^\\d+(\\.\\d+)?(ms|s|m|h|d)$',
        description: 'At most one message in this time, of all that happened; default 5m.',
      },
      max_lag: {
        type: 'integer',
        minimum: 0,
        description: 'Facts that may wait for a tracker before it lags; default 10000.',
      },
      uses: { type: 'string', minLength: 1, description: 'The action that tells it, such as slack.post_message.' },
      with: { type: 'object', description: 'Its inputs; templates may name name, count, title, text and events.' },
      retry: { type: 'object', description: 'As of a node.' },
    },
  },
  description: 'Who is told of failed runs, exceeded budgets, dead letters and trackers that lag, and how.',
} as const;
