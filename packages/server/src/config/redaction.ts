import { ruleProblems } from '@configurable-agents/core/redact';
import type { RuntimeOptions } from '@configurable-agents/core';
import { parseDuration } from '../times.ts';
import type { Finding } from './file.ts';
import type { Config } from './schema.ts';

/** `redaction` of the configuration as the engine takes it; nothing where nothing is said. */
export function redactionOf({ redaction }: Config): Pick<RuntimeOptions, 'redaction'> {
  if (redaction === undefined) return {};
  const { keep_failed: keepFailed, ...rules } = redaction;
  const keepFailedMs = keepFailed === undefined ? undefined : parseDuration(keepFailed);
  return { redaction: { ...rules, ...(keepFailedMs === undefined ? {} : { keepFailedMs }) } };
}

/** Rules that cannot be read, in the file itself and in its environments. */
export function redactionFindings({ redaction = {}, environments = {} }: Config): readonly Finding[] {
  return [
    ...findingsIn(redaction, ['redaction']),
    ...Object.entries(environments).flatMap(([name, { redaction: other = {} }]) =>
      findingsIn(other, ['environments', name, 'redaction']),
    ),
  ];
}

function findingsIn(redaction: NonNullable<Config['redaction']>, at: readonly string[]): readonly Finding[] {
  return ruleProblems(redaction).map(({ path, message }) => ({ path: [...at, ...path], message }));
}
