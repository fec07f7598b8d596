// Tracker `otel`: runs as traces, metrics and logs of OpenTelemetry, sent over OTLP.
import { definePlugin } from '@configurable-agents/plugin-sdk';
import type { Plugin } from '@configurable-agents/plugin-sdk';
import { SIGNALS, VARIABLES } from './settings.ts';
import { openTracker } from './tracker.ts';

/** The plugin `otel`. */
export const plugin: Plugin = definePlugin({
  name: 'otel',
  version: '0.1.0',
  sdk: '^1',
  config: {
    type: 'object',
    additionalProperties: false,
    properties: {
      endpoint: {
        type: 'string',
        pattern: '^https?://',
        description:
          'Base address of the collector, such as http://127.0.0.1:4318; default OTEL_EXPORTER_OTLP_ENDPOINT.',
      },
      headers_env: {
        type: 'string',
        minLength: 1,
        description: 'Environment variable that holds headers such as api-key=…; default OTEL_EXPORTER_OTLP_HEADERS.',
      },
      protocol: {
        enum: ['http/protobuf', 'http/json'],
        description: 'Default OTEL_EXPORTER_OTLP_PROTOCOL, else http/protobuf.',
      },
      compression: { enum: ['gzip', 'none'], description: 'Default OTEL_EXPORTER_OTLP_COMPRESSION, else none.' },
      timeout_ms: {
        type: 'integer',
        minimum: 1,
        maximum: 25_000,
        description: 'Of one request. Default OTEL_EXPORTER_OTLP_TIMEOUT, else 10000.',
      },
      service_name: {
        type: 'string',
        minLength: 1,
        description: 'Of workflows that name none. Default OTEL_SERVICE_NAME, else configurable-agents.',
      },
      resource_attributes: {
        type: 'object',
        additionalProperties: { type: 'string' },
        description: 'Of all that is sent, beside OTEL_RESOURCE_ATTRIBUTES.',
      },
      signals: {
        type: 'array',
        items: { enum: [...SIGNALS] },
        description:
          'What is sent. Default all but those whose OTEL_TRACES_EXPORTER, OTEL_METRICS_EXPORTER or OTEL_LOGS_EXPORTER is none.',
      },
      sample_ratio: {
        type: 'number',
        minimum: 0,
        maximum: 1,
        description:
          'The part of the traces that is sent, chosen by their ids. Default: what OTEL_TRACES_SAMPLER says, else all.',
      },
    },
  },
  secrets: { headers: { env: 'OTEL_EXPORTER_OTLP_HEADERS', optional: true } },
  // The address is in a variable, which no manifest can name; where that is, is the operator's choice.
  capabilities: { net: ['*'], env: VARIABLES },
  trackers: {
    otel: {
      description: 'Traces, metrics and logs over OTLP, by the conventions for generative AI and CI/CD.',
      settings: {
        type: 'object',
        additionalProperties: false,
        patternProperties: { '^x-': true },
        properties: {
          enabled: { type: 'boolean', default: true },
          service_name: { type: 'string', minLength: 1, description: 'Name of the service.' },
          attributes: {
            type: 'object',
            additionalProperties: { type: ['string', 'number', 'boolean'] },
            description: 'Attributes of the span of each run.',
          },
          capture: {
            enum: ['all', 'metadata'],
            default: 'metadata',
            description: 'Whether prompts, answers, arguments of tools and messages of errors are sent.',
          },
        },
      },
      record: openTracker(),
    },
  },
});
