/** The tables that a store began with. */
export const JOURNAL = `
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
`;
