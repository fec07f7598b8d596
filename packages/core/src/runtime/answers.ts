// Answers of models that nodes with `cache` give again, in the store. A key is of one node in one workflow, or in one run: what a plugin puts there
// no other node is ever told.
import { createHash } from 'node:crypto';
import type { Json } from '@configurable-agents/plugin-sdk';
import type { Answers, LaneJob } from '../lane/pool.ts';
import type { Store, Write } from '../store/store.ts';
import type { Clock } from './clock.ts';

/** Answers that are kept; the oldest go. */
const MOST_ANSWERS = 10_000;
/** Answers whose time is up that go with each new one. Sweeps of the store take the rest, and what is over its bytes. */
const REMOVED_AT_ONCE = 8;

export function openAnswers({ store, clock }: { readonly store: Store; readonly clock: Clock }): Answers {
  return {
    recall: (job, key) => {
      if (job.node.llm?.cache === undefined) return undefined;
      const row = store.get('SELECT body FROM answers WHERE key = ? AND expires > ?', keyOf(job, key), clock.now());
      return row === undefined ? undefined : (JSON.parse((row as { readonly body: string }).body) as Json);
    },
    keep: (job, kept) => {
      const { cache } = job.node.llm ?? {};
      if (cache === undefined) return;
      const now = clock.now();
      const expires = now + cache.ttl_ms;
      const inserts = kept.map(({ key, answer }): Write => ({
        // In the place of a former one, with a number of its own: it is the newest now.
        sql: 'INSERT OR REPLACE INTO answers(key, expires, body) VALUES(?, ?, ?)',
        values: [keyOf(job, key), expires, JSON.stringify(answer)],
      }));
      void store.write([...inserts, ...removals(now)]);
    },
  };
}

function keyOf({ node, workflowName, runId }: LaneJob, key: string): string {
  const owner = node.llm?.cache?.scope === 'run' ? ['run', runId] : ['workflow', workflowName];
  return createHash('sha256')
    .update(JSON.stringify([...owner, node.name, key]))
    .digest('base64url');
}

function removals(now: number): readonly Write[] {
  return [
    {
      sql: 'DELETE FROM answers WHERE id IN (SELECT id FROM answers WHERE expires <= ? ORDER BY expires LIMIT ?)',
      values: [now, REMOVED_AT_ONCE],
    },
    { sql: 'DELETE FROM answers WHERE id <= (SELECT max(id) FROM answers) - ?', values: [MOST_ANSWERS] },
  ];
}
