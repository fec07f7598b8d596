// Tracker `mlflow`: each run of a workflow is a run of an MLflow experiment.
import { definePlugin } from '@configurable-agents/plugin-sdk';
import type { JsonSchema, Plugin } from '@configurable-agents/plugin-sdk';
import { openTracker } from './tracker.ts';

const variable = (what: string): JsonSchema => ({
  type: 'string',
  minLength: 1,
  description: `Environment variable that holds ${what}.`,
});

/** The plugin `mlflow`. */
export const plugin: Plugin = definePlugin({
  name: 'mlflow',
  version: '0.1.0',
  sdk: '^1',
  config: {
    type: 'object',
    additionalProperties: false,
    properties: {
      tracking_uri_env: variable("the server's address; default MLFLOW_TRACKING_URI"),
      token_env: variable('a bearer token; default MLFLOW_TRACKING_TOKEN'),
      username_env: variable('the user name; default MLFLOW_TRACKING_USERNAME'),
      password_env: variable('the password; default MLFLOW_TRACKING_PASSWORD'),
      experiment_prefix: {
        type: 'string',
        maxLength: 100,
        description: 'Put before every experiment, such as staging/.',
      },
    },
  },
  secrets: {
    tracking_uri: { env: 'MLFLOW_TRACKING_URI', optional: true, visible: true },
    token: { env: 'MLFLOW_TRACKING_TOKEN', optional: true },
    username: { env: 'MLFLOW_TRACKING_USERNAME', optional: true },
    password: { env: 'MLFLOW_TRACKING_PASSWORD', optional: true },
  },
  // The address is in a variable, which no manifest can name; where that is, is the operator's choice.
  capabilities: { net: ['*'] },
  trackers: {
    mlflow: {
      description: 'Runs, parameters, metrics, tags and artifacts in MLflow.',
      settings: {
        type: 'object',
        additionalProperties: false,
        patternProperties: { '^x-': true },
        properties: {
          enabled: { type: 'boolean', default: true },
          experiment_name: { type: 'string', maxLength: 500, description: "Default is the workflow's name." },
          run_name: { type: 'string', description: "Default is the workflow's name and the end of the run's id." },
          tags: {
            type: 'object',
            additionalProperties: { type: ['string', 'number', 'boolean'] },
            description: 'Tags of each run.',
          },
          capture: {
            enum: ['all', 'metadata'],
            default: 'all',
            description: 'Whether inputs, outputs and the workflow file are sent.',
          },
        },
      },
      record: openTracker(),
    },
  },
});
