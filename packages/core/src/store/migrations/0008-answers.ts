/** Answers of models that nodes with `cache` give again until they expire, by a hash of whose they are and of what was asked. */
export const ANSWERS = `
  CREATE TABLE answers(id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, expires INTEGER NOT NULL, body TEXT NOT NULL);
  CREATE INDEX answers_by_expiry ON answers(expires);
`;
