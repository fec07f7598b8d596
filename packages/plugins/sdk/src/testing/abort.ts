import type { Rule } from './rules.ts';
import { demand, demandFixture } from './violation.ts';

/** How long an aborted call may take to end, in milliseconds. */
const ABORT_LIMIT_MS = 100;
/** How long a call is given to get under way, in milliseconds. */
const STARTED_MS = 20;

/**
 * Starts a call, aborts it and demands that it ends in time, by failing or not. A call that ends before it is aborted proves
 * nothing: it says so.
 */
export async function demandAbort(rule: Rule, start: (signal: AbortSignal) => Promise<unknown>): Promise<void> {
  const controller = new AbortController();
  const call = start(controller.signal);
  const isEarly = await endsWithin(call, STARTED_MS);
  demandFixture(!isEarly, 'the call of `slow` was over before it could be aborted');
  controller.abort(new Error('aborted by the contract kit'));
  await demandEnd(rule, call);
}

/** Demands that a call whose signal is aborted already ends in time. */
export async function demandEnd(rule: Rule, call: Promise<unknown>): Promise<void> {
  demand(await endsWithin(call, ABORT_LIMIT_MS), rule, 'this one went on');
}

/** Gives a call some time, then aborts it and demands its end. Undefined where it had to be aborted. */
export async function limited<T>(
  rule: Rule,
  { limitMs, start }: { readonly limitMs: number; readonly start: (signal: AbortSignal) => Promise<T> },
): Promise<T | undefined> {
  const controller = new AbortController();
  const call = start(controller.signal);
  if (await endsWithin(call, limitMs)) return await call;
  controller.abort(new Error('aborted by the contract kit'));
  await demandEnd(rule, call);
  return undefined;
}

/** Whether a call ends in time, by failing or not. */
async function endsWithin(call: Promise<unknown>, limitMs: number): Promise<boolean> {
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(late.resolve, limitMs, false);
  const ended = call.then(
    () => true,
    () => true,
  );
  try {
    return await Promise.race([ended, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
