/** How far schedules are: slots up to `slot` have been dealt with, those in `waiting` come after the open run. */
export const SCHEDULES = `
  CREATE TABLE schedules(
    workflow TEXT NOT NULL, trigger TEXT NOT NULL, spec TEXT NOT NULL, slot INTEGER NOT NULL, waiting TEXT NOT NULL,
    PRIMARY KEY(workflow, trigger)) WITHOUT ROWID;
`;
