// Answers of models that nodes with `cache` give again, in the store. A key is of one node in one workflow, or in one run: what a plugin puts there
// no other node is ever told.
import { createHash } from 'node:crypto';
import type { Json } from '@configurable-agents/plugin-sdk';
import type { Answers, LaneJob } from '../lane/pool.ts';
import type { Mask } from '../redact/mask.ts';
import type { Store, Write } from '../store/store.ts';
import type { Clock } from './clock.ts';

/** Answers that are kept; the oldest go. */
const MOST_ANSWERS = 10_000;
/** Answers whose time is up that go with each new one. Sweeps of the store take the rest, and what is over its bytes. */
const REMOVED_AT_ONCE = 8;

type Host = {
  readonly store: Store;
  readonly clock: Clock;
  /** What hides what of a run is hidden: an answer that holds it is given to no other run. */
  readonly maskOf: (runId: string) => Mask;
};

export function openAnswers({ store, clock, maskOf }: Host): Answers {
  /** Until they are committed. What computes and looks is sent before that, and would ask a second time. */
  const fresh = new Map<string, { readonly expires: number; readonly answer: Json }>();

  return {
    recall: (job, key) => {
      if (job.node.llm?.cache === undefined) return undefined;
      const [name, now] = [keyOf(job, key), clock.now()];
      const known = fresh.get(name);
      if (known !== undefined && known.expires > now) return known.answer;
      const row = store.get('SELECT body FROM answers WHERE key = ? AND expires > ?', name, now);
      return row === undefined ? undefined : (JSON.parse((row as { readonly body: string }).body) as Json);
    },
    keep: (job, kept) => {
      const { cache } = job.node.llm ?? {};
      if (cache === undefined) return;
      const now = clock.now();
      const expires = now + cache.ttl_ms;
      const mask = maskOf(job.message.runId);
      const shared = kept.filter(({ answer }) => mask.isEmpty || !mask.occursIn(JSON.stringify(answer)));
      const news = shared.map(({ key, answer }) => [keyOf(job, key), { expires, answer }] as const);
      const inserts = news.map(([name, { answer }]): Write => ({
        // In the place of a former one, with a number of its own: it is the newest now.
        sql: 'INSERT OR REPLACE INTO answers(key, expires, body) VALUES(?, ?, ?)',
        values: [name, expires, JSON.stringify(answer)],
      }));
      for (const [name, one] of news) fresh.set(name, one);
      void store.write([...inserts, ...removals(now)]).then(() => {
        for (const [name, one] of news) if (fresh.get(name) === one) fresh.delete(name);
      });
    },
  };
}

function keyOf({ node, message: { workflowName, runId } }: LaneJob, key: string): string {
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
