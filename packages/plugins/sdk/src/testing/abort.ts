import type { Rule } from './rules.ts';
import { ContractViolation, demand, demandFixture } from './violation.ts';

/** How long an aborted call may take to end, in milliseconds. */
export const ABORT_LIMIT_MS = 100;
/** How long a call is given to get under way, in milliseconds. */
const STARTED_MS = 20;

/**
 * Starts a call, aborts it and demands that it ends in time, by failing or not. A call that ends before it is aborted proves
 * nothing: it says so.
 */
export async function demandAbort(rule: Rule, start: (signal: AbortSignal) => Promise<unknown>): Promise<void> {
  const controller = new AbortController();
  const settled = ended(start(controller.signal));
  const early = await Promise.race([settled, after(STARTED_MS)]);
  demandFixture(early === 'late', 'the call of `slow` was over before it could be aborted');
  controller.abort(new Error('aborted by the contract kit'));
  await demandEnd(rule, settled);
}

/** Demands that a call whose signal is aborted already ends in time. */
export async function demandEnd(rule: Rule, call: Promise<unknown>): Promise<void> {
  const isInTime = (await Promise.race([ended(call), after(ABORT_LIMIT_MS)])) === 'ended';
  demand(isInTime, rule, 'this one went on');
}

/** Gives a call some time, then aborts it and demands its end. Undefined where it had to be aborted. */
export async function limited<T>(
  rule: Rule,
  { limitMs, start }: { readonly limitMs: number; readonly start: (signal: AbortSignal) => Promise<T> },
): Promise<T | undefined> {
  const controller = new AbortController();
  const call = start(controller.signal);
  const settled = ended(call);
  if ((await Promise.race([settled, after(limitMs)])) === 'ended') return await call;
  controller.abort(new ContractViolation(rule, 'aborted by the contract kit'));
  await demandEnd(rule, settled);
  return undefined;
}

function ended(call: Promise<unknown>): Promise<'ended'> {
  return call.then(
    () => 'ended',
    () => 'ended',
  );
}

/** Resolves after a time. The timer is cleared by nobody: it is short, and the race has its loser. */
export function after(ms: number): Promise<'late'> {
  return new Promise((resolve) => setTimeout(resolve, ms, 'late'));
}
