/**
 * What of runs is hidden. `redaction` of a run: 1 while its values are here and nobody is shown them, 2 while they are taken out, 3 when they
 * are gone; `hidden_until` says when that begins. Its texts stand in `hidden_texts` until then. `redacted` of a delivery says what was not
 * kept as it came: 0 its headers, 1 its body. These two numbers take no place in a row, so that nobody reads through the body to come to them.
 */
export const REDACTION = `
  ALTER TABLE runs ADD COLUMN redaction INTEGER;
  ALTER TABLE runs ADD COLUMN hidden_until INTEGER;
  CREATE INDEX runs_hidden ON runs(redaction, hidden_until) WHERE redaction IS NOT NULL;
  CREATE TABLE hidden_texts(run INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY(run, text)) WITHOUT ROWID;
  ALTER TABLE deliveries ADD COLUMN redacted INTEGER;
`;
