import type { TrackedFact, Tracker } from '@configurable-agents/plugin-sdk';

/**
 * Writes a line for each run that begins or ends. A batch may come again, as a whole or in part: the last position that was written makes
 * recording idempotent. What is thrown is not lost: a `RetryableError` comes again, anything else is counted as dropped.
 */
export function recorder(): Tracker['record'] {
  let last = 0;
  return (batch, { write, signal }) => {
    for (const tracked of batch) {
      if (signal.aborted) return;
      if (tracked.pos <= last) continue;
      const line = lineOf(tracked);
      if (line !== undefined) write(line);
      // Once it is out: a batch that comes again because writing failed still has it.
      last = tracked.pos;
    }
  };
}

function lineOf({ pos, runId, workflowName, fact }: TrackedFact): string | undefined {
  if (fact.kind === 'run.accepted') return `${pos} ${workflowName} ${runId} begins`;
  if (fact.kind === 'run.finished') return `${pos} ${workflowName} ${runId} ${String(fact['status'])}`;
  return undefined;
}
