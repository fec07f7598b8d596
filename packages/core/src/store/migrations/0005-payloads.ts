/** Large values of facts, by their hash. `refs` says where they stand in the body. */
export const PAYLOADS = `
  CREATE TABLE payloads(hash TEXT PRIMARY KEY, body TEXT NOT NULL);
  ALTER TABLE journal ADD COLUMN refs TEXT;
`;
