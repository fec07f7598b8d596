import type { RetryableError } from '@configurable-agents/plugin-sdk';
import { CODES } from './failures.ts';

/**
 * Tells a server that is broken from a run that breaks it. A batch comes again until it goes through, so one run that is
 * always answered with 500 would keep back all that come after it.
 */
export type Patience = {
  /** Takes a ticket when work on a run begins; it is given back when the run was recorded. */
  readonly begin: () => number;
  readonly succeeded: (ticket: number) => void;
  /** Counts a failure of the run. True: it is the run, for others that began later were recorded while it failed again and again. */
  readonly isSpent: (run: Failing, failure: RetryableError) => boolean;
};

export type Failing = { failures?: { count: number; readonly since: number } | undefined };

const MOST_FAILURES = 5;
const MAY_BE_THE_RUN: ReadonlySet<string> = new Set([CODES.serverError, CODES.timeout]);

export function openPatience(): Patience {
  let latest = 0;
  let latestGood = 0;
  return {
    begin: () => (latest += 1),
    succeeded: (ticket) => {
      latestGood = Math.max(latestGood, ticket);
    },
    isSpent: (run, { code }) => {
      if (!MAY_BE_THE_RUN.has(code)) return false;
      run.failures ??= { count: 0, since: latest };
      run.failures.count += 1;
      return run.failures.count >= MOST_FAILURES && latestGood > run.failures.since;
    },
  };
}
