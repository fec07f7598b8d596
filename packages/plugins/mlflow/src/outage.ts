import type { RetryableError } from '@configurable-agents/plugin-sdk';
import { CODES } from './failures.ts';
import { oneLine } from './line.ts';

/** Says once that runs cannot be recorded and what to do, and once that they can again. */
export type Outage = {
  readonly failed: (failure: RetryableError, batch: Progress) => void;
  readonly recovered: (batch: Progress & { readonly base: string }) => void;
};

type Progress = { readonly recorded: number; readonly write: (line: string) => void };

/** Refused, unreachable and slow may alternate while a server starts: that is one outage. What a person must mend is another. */
const KINDS: { readonly [code: string]: string } = {
  MLFLOW_HOST_CHECK: 'host check',
  MLFLOW_HTTP_401: 'credentials',
  MLFLOW_HTTP_403: 'rights',
  MLFLOW_NOT_MLFLOW: 'address',
};

export function openOutage(): Outage {
  const said = new Set<string>();
  let caughtUp = 0;
  return {
    failed: (failure, { recorded, write }) => {
      if (said.size > 0) caughtUp += recorded;
      if (failure.code === CODES.interrupted) return;
      const kind = KINDS[failure.code] ?? 'availability';
      if (said.has(kind)) return;
      said.add(kind);
      write(
        oneLine(`mlflow: ${failure.message}. Runs wait in the journal; they are recorded when this is mended`, 600),
      );
    },
    recovered: ({ recorded, write, base }) => {
      if (said.size === 0) return;
      const count = caughtUp + recorded;
      said.clear();
      caughtUp = 0;
      write(`mlflow: ${base} records runs again; ${count === 1 ? '1 run' : `${count} runs`} caught up`);
    },
  };
}
