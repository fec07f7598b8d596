import type { DatabaseSync } from 'node:sqlite';

/** Migrations, append-only: entry n brings a store from version n to n + 1. */
const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE workflows(
    name TEXT NOT NULL, revision INTEGER NOT NULL, hash TEXT NOT NULL, path TEXT, source TEXT NOT NULL,
    registered INTEGER NOT NULL, current INTEGER NOT NULL, PRIMARY KEY(name, revision)) WITHOUT ROWID;
  CREATE TABLE graphs(hash TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE runs(
    run INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, workflow TEXT NOT NULL, revision INTEGER, graph TEXT NOT NULL,
    status TEXT NOT NULL, trigger TEXT NOT NULL, created INTEGER NOT NULL, started INTEGER, finished INTEGER,
    input_tokens INTEGER, output_tokens INTEGER, cost_usd REAL, error TEXT);
  CREATE INDEX runs_by_workflow ON runs(workflow, run);
  CREATE INDEX runs_open ON runs(run) WHERE finished IS NULL;
  CREATE TABLE journal(
    pos INTEGER PRIMARY KEY, run INTEGER NOT NULL, seq INTEGER NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL,
    UNIQUE(run, seq));
  CREATE TABLE deliveries(
    id TEXT PRIMARY KEY, trigger TEXT NOT NULL, dedupe_key TEXT, received INTEGER NOT NULL, event_type TEXT NOT NULL,
    headers TEXT NOT NULL, body BLOB NOT NULL, runs TEXT NOT NULL, dead_letters TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE dedupe(
    trigger TEXT NOT NULL, key TEXT NOT NULL, workflow TEXT NOT NULL, run_id TEXT NOT NULL, time INTEGER NOT NULL,
    PRIMARY KEY(trigger, key, workflow)) WITHOUT ROWID;
  CREATE TABLE cursors(tracker TEXT PRIMARY KEY, pos INTEGER NOT NULL, dropped INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE logs(
    id INTEGER PRIMARY KEY, time INTEGER NOT NULL, level TEXT NOT NULL, run_id TEXT, workflow TEXT, node TEXT,
    message TEXT NOT NULL, fields TEXT);
  `,
  // What became of a delivery; refused ones too, without their body. A dedupe key remembers which body it came with.
  `
  ALTER TABLE deliveries ADD COLUMN verdict TEXT NOT NULL DEFAULT 'accepted';
  ALTER TABLE deliveries ADD COLUMN reason TEXT;
  ALTER TABLE deliveries ADD COLUMN size INTEGER;
  ALTER TABLE deliveries ADD COLUMN redelivery_of TEXT;
  UPDATE deliveries SET size = length(body),
    verdict = CASE WHEN runs <> '[]' THEN 'accepted' WHEN dead_letters <> '[]' THEN 'dead_letter' ELSE 'ignored' END;
  CREATE INDEX deliveries_again ON deliveries(redelivery_of) WHERE redelivery_of IS NOT NULL;
  CREATE INDEX deliveries_refused ON deliveries(id) WHERE verdict = 'refused';
  ALTER TABLE dedupe ADD COLUMN digest TEXT;
  `,
  // Questions that runs ask. `closed`: answered, over its time, or the run has ended. A run that was forked says from where.
  `
  CREATE TABLE approvals(
    run_id TEXT NOT NULL, key TEXT NOT NULL, node TEXT NOT NULL, message TEXT NOT NULL, show TEXT NOT NULL,
    form TEXT NOT NULL, created INTEGER NOT NULL, due INTEGER, closed INTEGER, answer TEXT, answered_by TEXT,
    PRIMARY KEY(run_id, key)) WITHOUT ROWID;
  CREATE INDEX approvals_open ON approvals(created) WHERE closed IS NULL;
  ALTER TABLE runs ADD COLUMN forked_from TEXT;
  `,
  // How far schedules are: slots up to `slot` have been dealt with, those in `waiting` come after the open run.
  `
  CREATE TABLE schedules(
    workflow TEXT NOT NULL, trigger TEXT NOT NULL, spec TEXT NOT NULL, slot INTEGER NOT NULL, waiting TEXT NOT NULL,
    PRIMARY KEY(workflow, trigger)) WITHOUT ROWID;
  `,
  // Large values of facts, by their hash. `refs` says where they stand in the body.
  `
  CREATE TABLE payloads(hash TEXT PRIMARY KEY, body TEXT NOT NULL);
  ALTER TABLE journal ADD COLUMN refs TEXT;
  `,
];

/** The version that this release reads and writes. */
export const STORE_VERSION: number = MIGRATIONS.length;

export function storeVersion(db: DatabaseSync): number {
  const row = db.prepare('PRAGMA user_version').get() as { readonly user_version: number };
  return row.user_version;
}

/** Brings the store to `STORE_VERSION`, each step in a transaction of its own. Only the holder of the engine lock calls it. */
export function migrate(db: DatabaseSync): void {
  for (let version = storeVersion(db); version < STORE_VERSION; version += 1) {
    db.exec(`BEGIN IMMEDIATE; ${MIGRATIONS[version]} PRAGMA user_version = ${version + 1}; COMMIT;`);
  }
}
