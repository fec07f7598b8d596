// Lines about a run while it goes, on stderr.
import type { JournalEntry } from '@configurable-agents/core';
import type { RunOutcome } from '@configurable-agents/core';
import { duration, tokens } from '../dashboard/format.ts';
import { printable } from './printable.ts';
import type { Output } from './output.ts';

/** One line for a fact that a person wants to see, or undefined. */
export function progressLine(fact: JournalEntry['fact'], output: Output): string | undefined {
  const node = String(fact['key'] ?? '');
  const took = typeof fact['duration_ms'] === 'number' ? duration(fact['duration_ms']) : '';
  const reason = (): string => printable((fact['error'] as { readonly message?: string } | undefined)?.message ?? '');
  switch (fact.kind) {
    case 'node.completed':
      return `${output.style('green', '✓')} ${node} ${output.style('dim', took)}`;
    case 'node.skipped':
      return `${output.style('dim', '-')} ${node} skipped, its condition is false`;
    case 'node.attempt_failed':
      return `${output.style('yellow', '↻')} ${node} attempt ${String(fact['attempt'])} failed, will try again: ${reason()}`;
    case 'node.failed':
      return `${output.style('red', '✗')} ${node} ${reason()}`;
    case 'attempt.lost':
      return `${output.style('yellow', '↻')} ${node} lost its worker, will run again`;
    default:
      return undefined;
  }
}

/** How a run ended, in one line. */
export function summaryLine(
  outcome: Pick<RunOutcome, 'status' | 'duration_ms' | 'usage' | 'run_id'>,
  output: Output,
): string {
  const color = outcome.status === 'succeeded' ? 'green' : outcome.status === 'failed' ? 'red' : 'yellow';
  return `${output.style([color, 'bold'], outcome.status)} in ${duration(outcome.duration_ms)} · ${tokens(outcome.usage)} · run ${outcome.run_id}`;
}
