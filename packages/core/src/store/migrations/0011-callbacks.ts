/** What is sent when runs have ended, until it is delivered; `endpoints` are those where nothing is sent any more. */
export const CALLBACKS = `
  CREATE TABLE callbacks(
    id TEXT PRIMARY KEY, run_id TEXT NOT NULL, workflow TEXT NOT NULL, url TEXT NOT NULL, secret TEXT NOT NULL, body TEXT NOT NULL,
    created INTEGER NOT NULL, status TEXT NOT NULL, attempts INTEGER NOT NULL, next INTEGER, answered INTEGER, reason TEXT,
    delivered INTEGER);
  CREATE INDEX callbacks_pending ON callbacks(url, next) WHERE status = 'pending';
  CREATE INDEX callbacks_by_run ON callbacks(run_id);
  CREATE INDEX callbacks_by_time ON callbacks(created, id);
  CREATE TABLE callback_endpoints(url TEXT PRIMARY KEY, disabled INTEGER NOT NULL, reason TEXT NOT NULL) WITHOUT ROWID;
`;
