// Requests whose sender names them, so that each starts one run however often it is sent.
import { RuntimeError } from '../errors.ts';
import type { Store, Write } from '../store/store.ts';
import type { Once, StartResult } from './api.ts';
import type { Dedupe } from './dedupe.ts';

/** No trigger has such a name: keys of requests and of deliveries do not meet. */
const TRIGGER = '(request)';

/** Starts a run and returns its id. `remember` gives what is to be written in the same transaction. */
type Begin = (remember: (runId: string) => readonly Write[]) => Promise<string>;

export type Requests = (once: Once | undefined, begin: Begin) => Promise<StartResult>;

/** Runs that were started under a sender's key. Throws `KEY_REUSED` where it came with another request before. */
export function openRequests(store: Store, dedupe: Dedupe): Requests {
  return async (once, begin) => {
    if (once === undefined) return { run_id: await begin(() => []) };
    const at = { trigger: TRIGGER, key: once.key, workflow: '' };
    const before = dedupe.known(at, once.digest);
    if (before === undefined) {
      const run_id = await begin((runId) => [dedupe.remember(at, { runId, digest: once.digest })]);
      return { run_id };
    }
    if (before.isConflict) {
      throw new RuntimeError('KEY_REUSED', `the key ${JSON.stringify(once.key)} came with another request before`);
    }
    // The first one may be in the group that is being written.
    await store.write([]);
    return { run_id: before.runId, duplicate: true };
  };
}
