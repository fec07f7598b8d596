// The same floor with the rows that our promises need, in tables as ours are: the exact bytes, the sender's key for thirty days, the run in the
// list, and its first fact. No strict reading, no schemas, limits or order of runs: what remains to us of the floor's rate before anything of ours runs.
import { hash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createRuntime, storePath } from '@configurable-agents/core';
import type { Keeper } from './koa.ts';

type Said = { readonly workflow_name: string; readonly inputs: object; readonly webhook_id: string };

const GRAPH = `sha256:${hash('sha256', 'a graph')}`;

export async function ourRows(): Promise<Keeper> {
  const dir = mkdtempSync(join(tmpdir(), 'bench-koa-'));
  await (await createRuntime({ dataDir: dir, plugins: [] })).close();
  const db = new DatabaseSync(storePath(dir));
  db.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000');
  const [delivery, key, run, fact] = [
    `deliveries(id, trigger, dedupe_key, received, event_type, verdict, size, runs, dead_letters, headers, body)
       VALUES(?, 'generic', ?, ?, 'webhook', 'accepted', ?, ?, '[]', ?, ?)`,
    `dedupe(trigger, key, workflow, run_id, time, digest) VALUES('generic', ?, ?, ?, ?, ?)`,
    `runs(run, id, workflow, revision, graph, status, trigger, created) VALUES(?, ?, ?, 1, ?, 'queued', ?, ?)`,
    `journal(pos, run, seq, kind, body) VALUES(?, ?, 1, 'run.accepted', ?)`,
  ].map((into) => db.prepare(`INSERT INTO ${into}`)) as [Insert, Insert, Insert, Insert];
  let last = 0;
  return {
    dir,
    db,
    take: ({ headers: { host = '', ...others }, body, said }) => {
      const { workflow_name: workflow, inputs, webhook_id: id } = said as Said;
      const time = Date.now();
      const number = (last += 1);
      // As long as ours, and rising as they do.
      const [runId, deliveryId] = [
        `run-${String(number).padStart(32, '0')}`,
        `delivery-${String(number).padStart(27, '0')}`,
      ];
      const trigger = { name: 'generic', uses: 'generic', event_type: 'webhook', delivery_id: deliveryId };
      const accepted = { time, workflow_name: workflow, revision: 1, graph: GRAPH, inputs, trigger };
      const headers = JSON.stringify({ host, 'content-type': others['content-type'] });
      return {
        answer: { run_id: runId, workflow_name: workflow, status: 'accepted' },
        write: () => {
          delivery.run(deliveryId, id, time, body.length, JSON.stringify([runId]), headers, body);
          key.run(id, workflow, runId, time, hash('sha256', body, 'base64url'));
          run.run(number, runId, workflow, GRAPH, JSON.stringify(trigger), time);
          fact.run(number, number, JSON.stringify(accepted));
        },
      };
    },
  };
}

type Insert = ReturnType<DatabaseSync['prepare']>;
