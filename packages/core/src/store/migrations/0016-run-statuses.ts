/** Runs by how they ended, of all workflows and of one: who looks for the few that failed does not read through all that did not. */
export const RUN_STATUSES = `
  CREATE INDEX runs_by_status ON runs(status, run) WHERE finished IS NOT NULL;
  CREATE INDEX runs_by_workflow_status ON runs(workflow, status, run) WHERE finished IS NOT NULL;
`;
