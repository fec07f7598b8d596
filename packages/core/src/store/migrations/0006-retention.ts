/**
 * What taking runs away asks for: who needs a run, which runs are half gone, which payloads are still referred to. `meta` says which
 * release wrote the store last.
 */
export const RETENTION = `
  CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE removing(run INTEGER PRIMARY KEY, id TEXT NOT NULL);
  CREATE TABLE payload_refs(hash TEXT NOT NULL, run INTEGER NOT NULL, PRIMARY KEY(hash, run)) WITHOUT ROWID;
  CREATE INDEX payload_refs_by_run ON payload_refs(run);
  INSERT INTO payload_refs
    SELECT DISTINCT r.value ->> '$[1]', j.run FROM journal j, json_each(j.refs) r WHERE j.refs IS NOT NULL;
  CREATE INDEX runs_finished ON runs(finished, run) WHERE finished IS NOT NULL;
  CREATE INDEX runs_by_parent ON runs(trigger ->> '$.parent_run_id') WHERE trigger ->> '$.parent_run_id' IS NOT NULL;
  CREATE INDEX runs_by_source ON runs(forked_from ->> '$.run_id') WHERE forked_from IS NOT NULL;
  CREATE INDEX runs_by_graph ON runs(graph);
  CREATE INDEX dedupe_by_run ON dedupe(run_id);
`;
