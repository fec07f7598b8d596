// `rules` of the configuration file: how bad the findings of a code are in this project.
import type { Severities } from '@configurable-agents/compiler';
import { ConfigError } from './config-error.ts';
import type { Settings } from './settings.ts';

/** The severities by code or name. Throws `ConfigError` for a name that is no rule. */
export async function severitiesOf({ config, configPath }: Settings): Promise<Severities> {
  const { rules = {} } = config;
  if (Object.keys(rules).length === 0) return {};
  const { codeOf, nearestCode } = await import('@configurable-agents/compiler');
  const unknown = Object.keys(rules).find((name) => codeOf(name) === undefined);
  if (unknown === undefined) return rules;
  const near = nearestCode(unknown);
  const way = near === undefined ? 'configurable-agents explain lists all of them' : `did you mean \`${near}\`?`;
  throw new ConfigError(`${configPath ?? ''} there is no rule \`${unknown}\`; ${way}`);
}
