import type { Retention } from '@configurable-agents/core';
import { parseDuration } from '../times.ts';
import { parseBytes } from './bytes.ts';
import type { Config } from './schema.ts';

const DEFAULT = { runs: '30d', max_runs: 100_000 } as const;

/** What `retention` of the configuration file says, with the defaults. The file's schema has checked the spellings. */
export function retentionOf({ retention = {} }: Config): Retention {
  const { runs, max_runs: maxRuns, max_bytes: bytes } = { ...DEFAULT, ...retention };
  const maxAgeMs = runs === 'forever' ? undefined : parseDuration(runs);
  const maxBytes = bytes === undefined ? undefined : parseBytes(bytes);
  return {
    ...(maxAgeMs === undefined ? {} : { maxAgeMs }),
    ...(typeof maxRuns === 'number' ? { maxRuns } : {}),
    ...(maxBytes === undefined ? {} : { maxBytes }),
  };
}

/** How long the audit log keeps its entries, where the file says it. */
export function auditBoundsOf({ retention = {} }: Config): { readonly maxAgeMs?: number } {
  const maxAgeMs = retention.audit === undefined ? undefined : parseDuration(retention.audit);
  return maxAgeMs === undefined ? {} : { maxAgeMs };
}

/** The same in words, for who starts a server. */
export function describeRetention({ retention = {} }: Config): string {
  const { runs, max_runs: maxRuns, max_bytes: bytes } = { ...DEFAULT, ...retention };
  const bounds = [
    ...(runs === 'forever' ? [] : [`for ${runs}`]),
    ...(typeof maxRuns === 'number' ? [`${maxRuns.toLocaleString('en')} runs at most`] : []),
    ...(bytes === undefined ? [] : [`${bytes} at most`]),
  ];
  if (bounds.length === 0) return 'runs that have ended are kept for ever';
  return `runs that have ended are kept ${bounds.join(', ')} (\`retention\` in the configuration)`;
}
