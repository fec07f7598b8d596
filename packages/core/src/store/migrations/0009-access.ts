/**
 * Who may call the API, and what callers changed. Tokens and sessions are kept by a hash of their secret; an entry of the audit log without
 * a status is a write whose outcome nobody lived to note.
 */
export const ACCESS = `
  CREATE TABLE tokens(id TEXT PRIMARY KEY, name TEXT NOT NULL, scope TEXT NOT NULL, hash TEXT NOT NULL, created INTEGER NOT NULL,
    created_by TEXT NOT NULL, expires INTEGER, used INTEGER, revoked INTEGER) WITHOUT ROWID;
  CREATE UNIQUE INDEX tokens_by_name ON tokens(name) WHERE revoked IS NULL;
  CREATE TABLE sessions(id TEXT PRIMARY KEY, holder TEXT NOT NULL, created INTEGER NOT NULL, expires INTEGER NOT NULL) WITHOUT ROWID;
  CREATE INDEX sessions_by_expiry ON sessions(expires);
  CREATE TABLE audit(id TEXT PRIMARY KEY, time INTEGER NOT NULL, who TEXT NOT NULL, peer TEXT, action TEXT NOT NULL, target TEXT NOT NULL,
    status INTEGER, code TEXT) WITHOUT ROWID;
`;
