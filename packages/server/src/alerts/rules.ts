// `alerts` of the configuration as rules of the engine: each is a small workflow of one node.
import type { CompileOptions, CompileResult } from '@configurable-agents/compiler';
import type { AlertRule, Runtime } from '@configurable-agents/core';
import { ConfigError } from '../config/config-error.ts';
import type { AlertConfig } from '../config/schema.ts';
import { parseDuration } from '../times.ts';

const EVERY = '5m';
const MAX_LAG = 10_000;

/** What the node of an alert may name in its inputs. */
const STATE = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    count: { type: 'integer' },
    title: { type: 'string' },
    text: { type: 'string' },
    events: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          kind: { type: 'string' },
          time: { type: 'string' },
          workflow_name: { type: ['string', 'null'] },
          run_id: { type: ['string', 'null'] },
          delivery_id: { type: ['string', 'null'] },
          code: { type: 'string' },
          message: { type: 'string' },
        },
      },
    },
  },
  required: ['name', 'count', 'title', 'text', 'events'],
} as const;

/** The rules, each with its graph. Throws `ConfigError` with what the compiler finds wrong. */
export function alertRules(
  alerts: readonly AlertConfig[],
  {
    compile,
    runtime,
    configPath,
  }: {
    readonly compile: (source: string, options: CompileOptions) => CompileResult;
    readonly runtime: Pick<Runtime, 'manifests'>;
    readonly configPath: string | undefined;
  },
): readonly AlertRule[] {
  const twice = alerts.find(({ name }, i) => alerts.findIndex((other) => other.name === name) < i);
  if (twice !== undefined)
    throw new ConfigError(`${configPath ?? ''} has two alerts \`${twice.name}\`; give each its own name`);
  return alerts.map((alert) => {
    const { name, on, workflows, every = EVERY, max_lag: maxLag = MAX_LAG, uses, with: inputs = {}, retry } = alert;
    const node = { name: 'tell', uses, with: inputs, ...(retry === undefined ? {} : { retry }) };
    // JSON is YAML.
    const source = JSON.stringify({ name, state: STATE, nodes: [node] });
    const { graph, ok, diagnostics } = compile(source, { file: `alerts.${name}`, plugins: runtime.manifests });
    if (!ok || graph === undefined) {
      const found = diagnostics.filter(({ severity }) => severity === 'error');
      const listed = found.map(({ code, message }) => `${code} ${message}`).join('; ');
      throw new ConfigError(`${configPath ?? ''} the alert \`${name}\` is wrong: ${listed}`);
    }
    return {
      name,
      on,
      ...(workflows === undefined ? {} : { workflows }),
      everyMs: parseDuration(every) ?? 0,
      maxLag,
      graph,
    };
  });
}
