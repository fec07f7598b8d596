import type { Runtime } from '@configurable-agents/core';
import type { Log } from './log.ts';

/** A line for each run that ends, at the level `debug`: a server may have thousands a second, and alerts are for those that failed. */
export function logRuns(runtime: Pick<Runtime, 'subscribe'>, log: Log): void {
  runtime.subscribe((entries) => {
    for (const { run_id, workflow_name, fact } of entries) {
      if (fact.kind !== 'run.finished') continue;
      const { status, error } = fact as { readonly status?: string; readonly error?: { readonly code: string } | null };
      const code = error === null || error === undefined ? {} : { code: error.code };
      const fields = { workflow_name, run_id, ...code };
      log('debug', `run ${status ?? 'ended'}`, fields);
    }
  });
}
