// Tracker `acme`.
import { RetryableError } from '@configurable-agents/plugin-sdk';
import type { TrackedFact, TrackerContext } from '@configurable-agents/plugin-sdk';
import { ask } from './service.ts';

const WRITTEN = new Set(['run.accepted', 'run.finished']);

/**
 * Sends what begins and ends to the ledger. A batch may come again: the service keeps one entry for each position. Whatever goes wrong on the
 * way is worth another attempt.
 */
export async function record(
  batch: readonly TrackedFact[],
  {
    config,
    secret,
    signal,
  }: Pick<TrackerContext<'api_key', { readonly base_url?: string }>, 'config' | 'secret' | 'signal'>,
): Promise<void> {
  const entries = batch
    .filter(({ fact }) => WRITTEN.has(fact.kind))
    .map(({ pos, runId, workflowName, fact }) => ({
      pos,
      run: runId,
      workflow: workflowName,
      event: fact.kind,
      status: typeof fact['status'] === 'string' ? fact['status'] : null,
    }));
  if (entries.length === 0) return;
  try {
    await ask({ fetch: globalThis.fetch, config, secret, signal }, '/ledger', { entries });
  } catch (cause) {
    signal.throwIfAborted();
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new RetryableError(`the ledger of Acme Parcels took nothing: ${reason}`, { cause });
  }
}
