// Keys of the flow dialect that other implementations read and this one does not: each is named, with what stands in its place.
import type { Reporter } from '../diagnostic.ts';
import { entriesOf, entryOf } from '../parse/tree.ts';
import type { YamlNode, YamlScalar } from '../parse/tree.ts';

/** `why`: what says it here, or why nothing does. */
export function withoutEffect(key: YamlScalar, why: string, reporter: Reporter): void {
  reporter.report({
    code: 'W319',
    span: key.span,
    message: `\`${String(key.value)}\` has no effect here`,
    help: why,
  });
}

/** Reports those keys of a map that a table names. */
export function reportUnread(
  map: YamlNode | undefined,
  whys: { readonly [key: string]: string },
  reporter: Reporter,
): void {
  for (const { key } of entriesOf(map)) {
    const why = whys[String(key.value)];
    if (why !== undefined) withoutEffect(key, why, reporter);
  }
}

const MEMORY = 'what a run remembers is its state; what outlives it belongs to an action that keeps it';

/** Keys of the whole workflow. */
export const OF_WORKFLOW: { readonly [key: string]: string } = {
  webhook:
    'every registered workflow can be started by a webhook; conditions and inputs are for `triggers` of the native dialect',
  optimization: 'prompts are sent as they are written',
  memory: MEMORY,
};

export const OF_NODE: { readonly [key: string]: string } = { memory: MEMORY };

export const OF_CONFIG: { readonly [key: string]: string } = {
  storage: 'where runs are kept is set by `--data-dir`',
  memory: MEMORY,
  ab_test: 'prompts are sent as they are written',
};

export const OF_LLM: { readonly [key: string]: string } = {
  api_key_env: 'keys are set under `providers` of configurable-agents.yaml',
  api_base: 'addresses are set under `providers` of configurable-agents.yaml',
};

export const OF_MLFLOW: { readonly [key: string]: string } = {
  tracking_uri: 'the address is set under `trackers.mlflow` of configurable-agents.yaml, or by MLFLOW_TRACKING_URI',
  async_logging: 'runs never wait for a tracker',
  log_artifacts: 'what is sent is decided by `artifact_level`',
  log_prompts: 'what is sent is decided by `artifact_level`',
};

/** Of a sandbox that runs no code. */
export function isUnused(node: YamlNode): YamlScalar | undefined {
  return entryOf(node, 'code') === undefined ? entryOf(node, 'sandbox')?.key : undefined;
}
