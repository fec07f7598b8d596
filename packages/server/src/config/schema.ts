import type { Pricing } from '@configurable-agents/core';
import { ALERTS_SCHEMA } from './alert-schema.ts';
import type { AlertConfig } from './alert-schema.ts';
import { REDACTION_SCHEMA } from './redaction-schema.ts';
import type { RedactionConfig } from './redaction-schema.ts';

export type { AlertConfig };

/** JSON Schema of `configurable-agents.yaml`; `schema/configurable-agents.schema.json` is its published copy. */
export const CONFIG_SCHEMA: ConfigSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'configurable-agents.yaml',
  type: 'object',
  additionalProperties: false,
  properties: {
    data_dir: { type: 'string', minLength: 1, description: 'Folder of the store, relative to this file.' },
    workflows_dir: { type: 'string', minLength: 1, description: 'Folder that workflow files are read from.' },
    plugins: {
      type: 'array',
      items: {
        type: ['string', 'object'],
        minLength: 1,
        additionalProperties: false,
        required: ['source'],
        properties: {
          source: { type: 'string', minLength: 1, description: 'Where the plugin is, as in an entry of text.' },
          isolation: {
            enum: ['worker', 'process'],
            description:
              'Where its code runs: in worker threads with other plugins (default), or in a process of its own under permissions.',
          },
        },
      },
      description: 'Plugins: a folder, a tarball, the name of an installed package, or npm:NAME@VERSION.',
    },
    providers: {
      type: 'object',
      additionalProperties: { type: 'object' },
      description: 'Configuration of LLM providers by name.',
    },
    trackers: {
      type: 'object',
      additionalProperties: { type: 'object' },
      description: 'Configuration of trackers by name.',
    },
    triggers: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        properties: {
          secret_env: { type: 'string', minLength: 1, description: 'Environment variable that holds the secrets.' },
          workflows: {
            type: 'object',
            additionalProperties: {
              type: 'object',
              additionalProperties: false,
              required: ['secret_env'],
              properties: {
                secret_env: { type: 'string', minLength: 1, description: 'Variable with secrets of its own.' },
              },
            },
            description: 'Workflows that only deliveries signed by their own secrets start.',
          },
        },
      },
      description: 'Settings of triggers by name.',
    },
    actions: {
      type: 'object',
      additionalProperties: { type: 'object' },
      description: 'Configuration of plugins that offer actions, by the name of the plugin.',
    },
    pricing: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        additionalProperties: {
          type: 'object',
          additionalProperties: false,
          required: ['input_mtok', 'output_mtok'],
          properties: {
            input_mtok: { type: 'number', minimum: 0, description: 'US dollars for a million input tokens.' },
            output_mtok: { type: 'number', minimum: 0, description: 'US dollars for a million output tokens.' },
            cache_read_mtok: {
              type: 'number',
              minimum: 0,
              description: 'The same for input that came from the cache of the provider. Default: as other input.',
            },
            cache_write_mtok: {
              type: 'number',
              minimum: 0,
              description: 'The same for input that went into the cache. Default: as other input.',
            },
          },
        },
      },
      description:
        'What models cost, by provider and model; `*` is every other model. It goes before all that is known otherwise.',
    },
    network: {
      type: 'object',
      additionalProperties: false,
      properties: {
        allow_private: {
          type: 'array',
          items: { type: 'string' },
          description: 'Targets host:port that actions may reach although they are private.',
        },
      },
    },
    callbacks: {
      type: 'object',
      additionalProperties: false,
      properties: {
        origins: {
          type: 'array',
          items: { type: 'string', pattern: '^https?://[^/]+$' },
          description: 'Origins that runs may tell of their end. Default: every public one over https.',
        },
      },
    },
    tracing: {
      type: 'object',
      additionalProperties: false,
      properties: {
        send_traceparent: {
          type: 'boolean',
          default: false,
          description:
            'Requests of actions, tools and providers carry the place of their attempt in the trace of its run.',
        },
        trust_traceparent: {
          type: 'boolean',
          default: false,
          description: 'Runs are part of the trace that the sender of a webhook says, instead of linked to it.',
        },
      },
      description: 'What goes out and comes in of distributed traces (W3C Trace Context).',
    },
    rules: {
      type: 'object',
      additionalProperties: { enum: ['error', 'warning', 'info', 'off'] },
      description: 'How bad findings are, by code or name: error, warning, info, or off.',
    },
    alerts: ALERTS_SCHEMA,
    secrets: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        minProperties: 1,
        maxProperties: 1,
        properties: {
          file: { type: 'string', minLength: 1, description: 'File that holds the value, relative to this file.' },
          command: {
            type: 'array',
            minItems: 1,
            items: { type: 'string', minLength: 1 },
            description: 'Program and arguments; what it writes to standard output is the value. No shell.',
          },
        },
      },
      description: 'Where the values of environment variables come from that are not set.',
    },
    environments: {
      type: 'object',
      additionalProperties: { $ref: '#', not: { required: ['environments'] } },
      description: 'What is otherwise in an environment, by its name: chosen by --environment.',
    },
    public_url: { type: 'string', pattern: '^https?://', description: 'The address that outside senders use.' },
    allowed_hosts: {
      type: 'array',
      items: { type: 'string' },
      description: 'Host headers that are answered besides loopback.',
    },
    retention: {
      type: 'object',
      additionalProperties: false,
      properties: {
        runs: {
          type: 'string',
          pattern: '^(\\d+(\\.\\d+)?(ms|s|m|h|d)|forever)$',
          description: 'How long runs that have ended are kept, such as 30d (the default), or forever.',
        },
        max_runs: {
          anyOf: [{ type: 'integer', minimum: 1 }, { const: 'unlimited' }],
          description: 'Runs beyond which the oldest that have ended go; default 100000. Or unlimited.',
        },
        max_bytes: {
          type: 'string',
          pattern: '^\\d+(\\.\\d+)? ?([kKMGT]?B|[KMGT]iB)$',
          description: 'Size of the store beyond which the oldest runs that have ended go, such as 2GB. Default: none.',
        },
        audit: {
          type: 'string',
          pattern: '^\\d+(\\.\\d+)?(ms|s|m|h|d)$',
          description: 'How long entries of the audit log are kept, such as 365d (the default), of 100000 at most.',
        },
      },
      description: 'What the store keeps of runs that have ended, and of the audit log.',
    },
    redaction: REDACTION_SCHEMA,
    limits: {
      type: 'object',
      additionalProperties: false,
      properties: {
        max_queue: { type: 'integer', minimum: 1, description: 'Queued runs beyond which a start is refused.' },
        max_running: { type: 'integer', minimum: 1, description: 'Runs that are open at once.' },
        workers: {
          type: 'integer',
          minimum: 1,
          maximum: 64,
          description: 'Worker threads of nodes that wait, many in each.',
        },
        cpu_workers: {
          type: 'integer',
          minimum: 1,
          maximum: 64,
          description: 'Worker threads of nodes that compute, one in each; there while there is work for them.',
        },
        worker_memory_mb: {
          type: 'integer',
          minimum: 64,
          maximum: 65536,
          description: 'Heap of each worker thread in MiB; one that needs more is replaced.',
        },
        plugins: {
          type: 'object',
          additionalProperties: {
            type: 'object',
            additionalProperties: false,
            required: ['concurrency'],
            properties: {
              concurrency: { type: 'integer', minimum: 1, description: 'Executions that run at once; others wait.' },
            },
          },
          description: 'Limits by the name of the plugin.',
        },
      },
    },
  },
};

/** What a configuration file holds. */
export type Config = {
  readonly data_dir?: string;
  readonly workflows_dir?: string;
  readonly plugins?: readonly (string | PluginEntry)[];
  readonly providers?: { readonly [name: string]: ConfigObject };
  readonly trackers?: { readonly [name: string]: ConfigObject };
  readonly triggers?: {
    readonly [name: string]: {
      readonly secret_env?: string;
      readonly workflows?: { readonly [workflow: string]: { readonly secret_env: string } };
    };
  };
  readonly actions?: { readonly [name: string]: ConfigObject };
  readonly pricing?: Pricing;
  readonly network?: { readonly allow_private?: readonly string[] };
  readonly callbacks?: { readonly origins?: readonly string[] };
  readonly tracing?: { readonly send_traceparent?: boolean; readonly trust_traceparent?: boolean };
  readonly rules?: { readonly [codeOrName: string]: 'error' | 'warning' | 'info' | 'off' };
  readonly alerts?: readonly AlertConfig[];
  readonly secrets?: { readonly [variable: string]: SecretSource };
  readonly environments?: { readonly [name: string]: Omit<Config, 'environments'> };
  readonly public_url?: string;
  readonly allowed_hosts?: readonly string[];
  readonly retention?: {
    readonly runs?: string;
    readonly max_runs?: number | 'unlimited';
    readonly max_bytes?: string;
    readonly audit?: string;
  };
  readonly redaction?: RedactionConfig;
  readonly limits?: {
    readonly max_queue?: number;
    readonly max_running?: number;
    readonly workers?: number;
    readonly cpu_workers?: number;
    readonly worker_memory_mb?: number;
    readonly plugins?: { readonly [name: string]: { readonly concurrency: number } };
  };
};

/** Where a secret's value comes from. */
export type SecretSource = { readonly file: string } | { readonly command: readonly string[] };

/** An entry of `plugins` with its settings. */
export type PluginEntry = { readonly source: string; readonly isolation?: 'worker' | 'process' };

type ConfigObject = { readonly [key: string]: never };

/** As much of JSON Schema as the file's check reads. */
export type ConfigSchema = {
  readonly [keyword: string]: unknown;
  readonly properties: { readonly [key: string]: { readonly [keyword: string]: unknown } };
};
