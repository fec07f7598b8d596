/** Questions that runs ask. `closed`: answered, over its time, or the run has ended. A run that was forked says from where. */
export const APPROVALS = `
  CREATE TABLE approvals(
    run_id TEXT NOT NULL, key TEXT NOT NULL, node TEXT NOT NULL, message TEXT NOT NULL, show TEXT NOT NULL,
    form TEXT NOT NULL, created INTEGER NOT NULL, due INTEGER, closed INTEGER, answer TEXT, answered_by TEXT,
    PRIMARY KEY(run_id, key)) WITHOUT ROWID;
  CREATE INDEX approvals_open ON approvals(created) WHERE closed IS NULL;
  ALTER TABLE runs ADD COLUMN forked_from TEXT;
`;
