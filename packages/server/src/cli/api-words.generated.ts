// Written by `npm run build:openapi`: what the parameters of the API mean, by operation, for the commands that take the same.
export const API = {
  listWorkflows: {
    limit: {"means":"At most this many."},
    cursor: {"means":"`next_cursor` of the page before."},
  },
  registerWorkflow: {
    config_path: {"means":"A file in the workflows folder."},
    source: {"means":"The text of the workflow."},
  },
  pauseWorkflow: {
    trigger: {"means":"An entry of its triggers; all of it without."},
  },
  resumeWorkflow: {
    trigger: {"means":"An entry of its triggers; all of it without."},
  },
  listRevisions: {
    limit: {"means":"At most this many."},
    cursor: {"means":"`next_cursor` of the page before."},
  },
  diffRevisions: {
    from: {"means":"The earlier revision."},
    to: {"means":"The later one; the current one without it."},
  },
  showWorkflowStats: {
    runs: {"means":"How many runs count; 50 without it."},
  },
  listSchedules: {
    limit: {"means":"At most this many."},
    cursor: {"means":"`next_cursor` of the page before."},
  },
  pauseSchedule: {
    trigger: {"means":"Its entry; may be left out where the workflow has one schedule."},
  },
  resumeSchedule: {
    trigger: {"means":"Its entry; may be left out where the workflow has one schedule."},
  },
  backfillSchedule: {
    from: {"means":"The first slot is not before it: RFC 3339."},
    to: {"means":"The last slot is not after it: RFC 3339; now without it."},
    trigger: {"means":"Its entry; may be left out where the workflow has one schedule."},
  },
  startRun: {
    wait: {"means":"Wait this long for the end, such as `30s`; five minutes at most."},
    source: {"means":"The text of a workflow."},
    path: {"means":"What that text is called in findings and lists."},
    on_finish: {"means":"Where its end is told, in the place of where the workflow says."},
    provider: {"means":"Every LLM node uses this one."},
  },
  listRuns: {
    workflow: {"means":"Only runs of this workflow."},
    status: {"means":"Only runs in this status.","words":["queued","running","waiting","paused","succeeded","failed","cancelled","superseded"]},
    since: {"means":"Only runs that were accepted since: ISO 8601, or a duration before now such as `10m`."},
    limit: {"means":"At most this many."},
    cursor: {"means":"`next_cursor` of the page before."},
  },
  showRun: {
    payloads: {"means":"`false` leaves them out."},
  },
  showJournal: {
    limit: {"means":"At most this many."},
    cursor: {"means":"`next_cursor` of the page before."},
  },
  followAll: {
    after: {"means":"Begins after this event. `Last-Event-ID`, which browsers send when they come back, goes first."},
  },
  followRun: {
    after: {"means":"Begins after this event. `Last-Event-ID`, which browsers send when they come back, goes first."},
    texts: {"means":"Also what models say, while they say it."},
  },
  retryRun: {
    from: {"means":"A new run that does this node and what follows again."},
  },
  forkRun: {
    from: {"means":"The first node that runs again."},
    state: {"means":"Fields of the state, anew."},
  },
  listApprovals: {
    open: {"means":"Only those that wait for an answer."},
    limit: {"means":"At most this many."},
    cursor: {"means":"`next_cursor` of the page before."},
  },
  answerApproval: {
    by: {"means":"Who answers, for the journal."},
  },
  listFailures: {
    since: {"means":"ISO 8601, or a duration before now such as `10m`."},
  },
  compileWorkflow: {
    source: {"means":"The text of a workflow."},
    path: {"means":"What it is called in findings."},
  },
  deliver: {
    wait: {"means":"Wait this long for the end, such as `30s`; five minutes at most."},
  },
  listDeliveries: {
    limit: {"means":"At most this many."},
    cursor: {"means":"`next_cursor` of the page before."},
  },
  redeliver: {
    wait: {"means":"Wait this long for the end, such as `30s`; five minutes at most."},
    workflow_name: {"means":"Only for this workflow."},
  },
  listCallbacks: {
    status: {"means":"Only callbacks in this status.","words":["pending","delivered","failed","disabled"]},
    url: {"means":"Only callbacks to this URL."},
    limit: {"means":"At most this many."},
    cursor: {"means":"`next_cursor` of the page before."},
  },
  showCosts: {
    by: {"means":"What is summed up; `workflow` without it.","words":["workflow","node","model","day"]},
    since: {"means":"Only calls of attempts that ended since: ISO 8601, or a duration before now such as `10m`."},
    until: {"means":"Only those before: ISO 8601, or a duration before now such as `10m`."},
    workflow: {"means":"Only runs of this workflow."},
    run: {"means":"Only this run."},
  },
  listPlugins: {
    limit: {"means":"At most this many."},
    cursor: {"means":"`next_cursor` of the page before."},
  },
  addPlugin: {
    source: {"means":"A folder, a tarball, or a name of npm such as `acme@^1.2`."},
    grant: {"means":"Grants all that it asks for."},
    isolation: {"means":"Where its code runs: worker threads, or a process of its own.","words":["worker","process"]},
  },
  listTokens: {
    limit: {"means":"At most this many."},
    cursor: {"means":"`next_cursor` of the page before."},
  },
  createToken: {
    scope: {"means":"read looks; run also starts, stops and answers runs; admin also registers workflows and makes tokens.","words":["read","run","admin"]},
    expires_in: {"means":"How long it counts, such as `90d`; until it is revoked without it."},
  },
  listAudit: {
    limit: {"means":"At most this many."},
    cursor: {"means":"`next_cursor` of the page before."},
  },
  listTrackers: {
    limit: {"means":"At most this many."},
    cursor: {"means":"`next_cursor` of the page before."},
  },
  replayTracker: {
    since: {"means":"ISO 8601, or a duration before now such as `10m`."},
  },
  pruneStore: {
    older_than: {"means":"Runs that ended longer ago, such as `30d`."},
    max_runs: {"means":"The oldest, beyond this many in the store."},
    max_bytes: {"means":"The oldest, until the store has no more in use, such as `2GB`."},
  },
} as const;
