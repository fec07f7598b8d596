// What is told of a run besides its facts, as it may be seen.
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import type { RunExplanation, Step } from '../explain/explanation.ts';
import type { RunOutcome } from '../runtime/api.ts';
import type { ApprovalRow, RunRow } from '../store/rows.ts';
import { MASK } from '../redact/path.ts';
import { withoutPlaces } from '../redact/rules.ts';
import { hideError, hideNamed } from './hide-fact.ts';
import { hidesNothing } from './hidden.ts';
import type { Hidden } from './hidden.ts';

export function hideRun(row: RunRow, { mask }: Hidden): RunRow {
  if (mask.isEmpty) return row;
  const { waits } = row;
  return {
    ...row,
    error: hideError(row.error, mask),
    ...(waits === undefined
      ? {}
      : { waits: { ...waits, key: waits.key === null ? null : mask.text(waits.key), text: mask.text(waits.text) } }),
  };
}

/** `form` is the workflow's own: it stays, so that an answer can be given. */
export function hideApproval(row: ApprovalRow, { mask }: Hidden): ApprovalRow {
  const { message, show, answer } = row;
  return {
    ...row,
    message: mask.text(message),
    show: mask.json(show),
    answer: answer === null ? null : mask.json(answer),
  };
}

export function hideOutcome(outcome: RunOutcome, hidden: Hidden): RunOutcome {
  if (hidesNothing(hidden)) return outcome;
  const { mask, rules } = hidden;
  const { result, state, error } = outcome;
  // Fields begin with the inputs of their names.
  const seen = hideNamed(withoutPlaces(state, rules) as JsonObject, mask);
  return { ...outcome, result: mask.json(result), state: seen, error: hideError(error, mask), redaction: 'hidden' };
}

/**
 * Why a run did what it did, without what it read: a condition says what it gave, and not over which values. Where the values are gone its
 * conditions cannot be asked again.
 */
export function hideExplanation(told: RunExplanation, hidden: Hidden): RunExplanation {
  const isGone = told.redaction === 'removed';
  if (!isGone && hidesNothing(hidden)) return told;
  const { mask } = hidden;
  return {
    ...told,
    error: hideError(told.error, mask),
    steps: told.steps.map((step): Step => ({
      ...step,
      what: mask.text(step.what),
      because: isGone
        ? []
        : step.because.map((reason) => ({
            ...reason,
            values: reason.values.map(({ name }) => ({ name, value: MASK as Json })),
          })),
    })),
    // Nobody goes on with a run that is no longer whole.
    next: told.next
      .filter(({ command }) => !isGone || command.startsWith('explain '))
      .map(({ command, why }) => ({ command: mask.text(command), why: mask.text(why) })),
  };
}
