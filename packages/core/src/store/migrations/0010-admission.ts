/**
 * What runs wait for before they start, and until when a start counts into a rate. Runs of before had no limits. `pauses`: workflows, and
 * entries of their triggers (empty: all), whose runs are accepted and not started. A schedule that is paused has no slots meanwhile.
 */
export const ADMISSION = `
  ALTER TABLE runs ADD COLUMN admission TEXT;
  ALTER TABLE runs ADD COLUMN counts_until INTEGER;
  CREATE INDEX runs_counting ON runs(counts_until) WHERE counts_until IS NOT NULL;
  ALTER TABLE schedules ADD COLUMN paused INTEGER;
  CREATE TABLE pauses(
    workflow TEXT NOT NULL, trigger TEXT NOT NULL, since INTEGER NOT NULL, PRIMARY KEY(workflow, trigger)) WITHOUT ROWID;
`;
