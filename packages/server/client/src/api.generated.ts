// Made by `npm run build:openapi` of the API document. Not to be edited.

/** What the API takes and answers, by name. */
export type schemas = {
  readonly AddedPlugin: {
  name: string;
  version: string | null;
  source: string;
  sdk: string | null;
  isolation: "worker" | "process";
  first_party: boolean;
  integrity: string | null;
  capabilities: schemas['Capabilities'];
  may: string[];
  problems: {
    code: string;
    message: string;
  }[];
  actions: schemas['Contribution'][];
  providers: schemas['Contribution'][];
  triggers: schemas['Contribution'][];
  trackers: schemas['Contribution'][];
  tools: schemas['Contribution'][];
  from: string | null;
  granted: string[];
  dropped: string[];
  also_pinned: string[];
};
  readonly Approval: {
  run_id: string;
  workflow_name: string;
  key: string;
  node: string;
  message: string;
  show: unknown;
  /** JSON Schema of the answer. */
  form: unknown;
  /** UTC, with milliseconds. */
  created_at: string;
  due_at: string | null;
  closed_at: string | null;
  answer: { [name: string]: unknown } | null;
  answered_by: string | null;
};
  readonly AuditEntry: {
  id: string;
  /** UTC, with milliseconds. */
  time: string;
  who: string;
  peer: string | null;
  action: string;
  target: string;
  status: number | null;
  code: string | null;
};
  readonly Backfilled: {
  workflow_name: string;
  trigger: string;
  items: {
    /** UTC, with milliseconds. */
    scheduled_at: string;
    delivery_id: string;
    run_id: string | null;
    duplicate: boolean;
    reason: string | null;
  }[];
};
  readonly Callback: {
  callback_id: string;
  run_id: string;
  workflow_name: string;
  url: string;
  status: "pending" | "delivered" | "failed" | "disabled";
  attempts: number;
  /** UTC, with milliseconds. */
  created_at: string;
  next_at: string | null;
  delivered_at: string | null;
  last_status: number | null;
  last_error: string | null;
};
  readonly Capabilities: {
  net: (string | {
    fromConfig: string;
  })[];
  env?: string[];
  fs?: {
    read?: (string | {
      fromConfig: string;
    })[];
    write?: (string | {
      fromConfig: string;
    })[];
  };
  subprocess?: boolean;
  llm?: boolean;
  secrets?: string[];
};
  readonly Compiled: {
  ok: boolean;
  diagnostics: schemas['Diagnostic'][];
  graph: schemas['ExecutionGraph'] | null;
};
  readonly Contribution: {
  name: string;
  description?: string;
  [name: string]: unknown;
};
  readonly CostRow: {
  workflow_name?: string;
  node?: string;
  provider?: string;
  model?: string;
  day?: string;
  runs: number;
  calls: number;
  unknown_calls: number;
  input_tokens: number | null;
  output_tokens: number | null;
  cost_usd: number | null;
};
  readonly CostSum: {
  runs: number;
  calls: number;
  unknown_calls: number;
  input_tokens: number | null;
  output_tokens: number | null;
  cost_usd: number | null;
};
  readonly Costs: {
  by: string;
  items: schemas['CostRow'][];
  next_cursor: null;
  total: schemas['CostSum'];
  cost_unknown_models: string[];
  prices: string[];
};
  readonly DeadLetter: {
  workflow_name: string;
  code: string;
  message: string;
};
  readonly Delivered: {
  status: "accepted";
  delivery_id: string;
  runs: {
    run_id: string;
    workflow_name: string;
    duplicate?: boolean;
  }[];
  dead_letters: schemas['DeadLetter'][];
  /** Workflows whose limits gave it no run. */
  skipped?: {
    workflow_name: string;
    reason: string;
  }[];
  conflict?: string;
};
  readonly Delivery: {
  delivery_id: string;
  trigger: string;
  verdict: "accepted" | "duplicate" | "ignored" | "skipped" | "dead_letter" | "replied" | "refused";
  reason: string | null;
  redelivery_of: string | null;
  dedupe_key: string | null;
  /** UTC, with milliseconds. */
  received_at: string;
  event_type: string;
  /** Bytes of the body, as it came. */
  size: number;
  /** What of it was not kept as it came: some headers, or parts of the body. */
  redacted: "headers" | "body" | null;
  /** Without secrets and signatures. */
  headers: { [name: string]: unknown };
  runs: string[];
  dead_letters: schemas['DeadLetter'][];
};
  readonly DeliveryDetail: {
  delivery_id: string;
  trigger: string;
  verdict: "accepted" | "duplicate" | "ignored" | "skipped" | "dead_letter" | "replied" | "refused";
  reason: string | null;
  redelivery_of: string | null;
  dedupe_key: string | null;
  /** UTC, with milliseconds. */
  received_at: string;
  event_type: string;
  /** Bytes of the body, as it came. */
  size: number;
  /** What of it was not kept as it came: some headers, or parts of the body. */
  redacted: "headers" | "body" | null;
  /** Without secrets and signatures. */
  headers: { [name: string]: unknown };
  runs: string[];
  dead_letters: schemas['DeadLetter'][];
  body?: string;
  /** Where the body is no UTF-8. */
  body_base64?: string;
};
  readonly Diagnostic: {
  code: string;
  name: string;
  severity: "error" | "warning" | "info";
  message: string;
  file?: string;
  line?: number;
  column?: number;
  [name: string]: unknown;
};
  readonly ExecutionGraph: {
  version: 1;
  name: string;
  hash: string;
  /** A JSON Schema. */
  inputs: boolean | { [name: string]: unknown };
  [name: string]: unknown;
};
  readonly Fact: {
  sequence: number;
  /** UTC, with milliseconds. */
  time: string;
  kind: string;
  /** The node execution that it is about. */
  key?: string;
  [name: string]: unknown;
};
  readonly FailureGroup: {
  workflow_name: string;
  code: string;
  node: string | null;
  runs: number;
  /** UTC, with milliseconds. */
  last_at: string;
  /** The newest of them. */
  run_id: string;
  message: string;
};
  readonly GateResult: {
  name: string;
  metric: "cost_usd" | "duration_ms" | "input_tokens" | "output_tokens" | "total_tokens" | "llm_calls";
  min?: number;
  max?: number;
  action: "warn" | "fail";
  value: number | null;
  passed: boolean | null;
};
  readonly Health: {
  status: "ok";
  trackers: schemas['Tracker'][];
};
  readonly Ignored: {
  status: "ignored";
  delivery_id: string;
  reason?: string;
  conflict?: string;
};
  readonly Kept: {
  open?: number;
  parent?: number;
  fork?: number;
  dedupe?: number;
  limit?: number;
  tracker?: number;
  newest?: number;
};
  readonly Lanes: {
  threads: number;
  capacity: number;
  executing: number;
  waiting: number;
  lost: number;
  replaced: { [name: string]: unknown };
};
  readonly MadeToken: {
  token: string;
  id: string;
  name: string;
  scope: "read" | "run" | "admin";
  /** UTC, with milliseconds. */
  created_at: string;
  created_by: string;
  expires_at: string | null;
  last_used_at: string | null;
  revoked_at: string | null;
};
  readonly NodeExecution: {
  /** Names the execution within the run: `critique`, `critique#2`, `each[3]`. */
  key: string;
  node: string;
  status: "pending" | "running" | "waiting" | "succeeded" | "failed" | "skipped" | "cancelled";
  attempt: number;
  started_at: string | null;
  finished_at: string | null;
  /** Beyond 64 KB: `{truncated: true, size, preview, url}`, where `url` has the whole. */
  input?: unknown;
  /** Beyond 64 KB: `{truncated: true, size, preview, url}`, where `url` has the whole. */
  output?: unknown;
  usage: schemas['Usage'];
  error: {
    code: string;
    class: string;
    message: string;
  } | null;
};
  readonly PausedWorkflow: {
  name: string;
  /** What of it is paused; `trigger` null is all of it. */
  paused: {
    trigger: string | null;
    /** UTC, with milliseconds. */
    since: string;
  }[];
};
  readonly Plugin: {
  name: string;
  version: string | null;
  source: string;
  sdk: string | null;
  isolation: "worker" | "process";
  first_party: boolean;
  integrity: string | null;
  capabilities: schemas['Capabilities'];
  may: string[];
  problems: {
    code: string;
    message: string;
  }[];
  actions: schemas['Contribution'][];
  providers: schemas['Contribution'][];
  triggers: schemas['Contribution'][];
  trackers: schemas['Contribution'][];
  tools: schemas['Contribution'][];
};
  readonly Problem: {
  /** A URN that is the same for every problem of a code. */
  type: string;
  title: string;
  status: number;
  /** What was found, what was expected, what to do. */
  detail: string;
  code: "ANSWER_INVALID" | "APPROVAL_CLOSED" | "APPROVAL_NOT_FOUND" | "BACKFILL_INVALID" | "BODY_EMPTY" | "BODY_INVALID" | "BODY_TOO_LARGE" | "CALLBACK_DELIVERED" | "CALLBACK_NOT_FOUND" | "CALLBACK_REFUSED" | "CONFIG_INVALID" | "CONFIG_PATH_INVALID" | "CONFIG_PATH_NOT_FOUND" | "CONTENT_ENCODING_UNSUPPORTED" | "CONTENT_TYPE_UNSUPPORTED" | "CSRF_INVALID" | "DELIVERY_NOT_FOUND" | "DELIVERY_REDACTED" | "DELIVERY_REFUSED" | "DELIVERY_REPLIED" | "EVENT_INVALID" | "GRAPH_UNSUPPORTED" | "HEADER_INVALID" | "HOP_LIMIT" | "HOST_REFUSED" | "IDEMPOTENCY_KEY_INVALID" | "IDEMPOTENCY_KEY_REUSED" | "INTERNAL" | "JSON_INVALID" | "METHOD_NOT_ALLOWED" | "NODE_NOT_FOUND" | "NOT_FOUND" | "NOT_READY" | "ORIGIN_REFUSED" | "OUTCOME_KNOWN" | "PATH_OUTSIDE_WORKFLOWS_DIR" | "PLUGIN_CONFIG_INVALID" | "PLUGIN_CONFLICT" | "PLUGIN_INSTALL_OFF" | "PLUGIN_INVALID" | "PLUGIN_IN_USE" | "PLUGIN_LOAD_FAILED" | "PLUGIN_LOAD_TIMEOUT" | "PLUGIN_LOCK_DRIFT" | "PLUGIN_MANIFEST_STALE" | "PLUGIN_NOT_FOUND" | "PLUGIN_NOT_GRANTED" | "PLUGIN_NOT_LOCKED" | "PLUGIN_PACKAGE_INVALID" | "PLUGIN_PEER_MISSING" | "PLUGIN_READ_ONLY" | "PLUGIN_SDK_RANGE" | "PLUGIN_TOO_LARGE" | "PRECONDITION_FAILED" | "QUERY_INVALID" | "QUEUE_FULL" | "REQUEST_ABORTED" | "REVISION_NOT_FOUND" | "RUNTIME_CLOSED" | "RUN_INPUTS_INVALID" | "RUN_LIMITS_INVALID" | "RUN_LIMIT_FULL" | "RUN_NOT_FOUND" | "RUN_NOT_OPEN" | "RUN_NOT_PAUSED" | "RUN_REDACTED" | "RUN_SKIPPED" | "RUN_STILL_OPEN" | "SCHEDULES_OFF" | "SCOPE_MISSING" | "SIGNAL_INVALID" | "SIGNAL_UNKNOWN" | "SIGNATURE_INVALID" | "STORE_FAILED" | "TOKEN_NAME_TAKEN" | "TOKEN_NOT_FOUND" | "TOKEN_REQUIRED" | "TOO_MANY_ATTEMPTS" | "TRACKER_UNKNOWN" | "TRANSFER_ENCODING_REFUSED" | "TRIGGER_DISABLED" | "TRIGGER_IGNORED" | "TRIGGER_NOT_FOUND" | "TRIGGER_UNAVAILABLE" | "TRIGGER_UNKNOWN" | "WEBHOOK_SECRET_REQUIRED" | "WORKFLOW_INVALID" | "WORKFLOW_IN_USE" | "WORKFLOW_NOT_FOUND";
  /** Each finding, where there can be several. */
  errors?: { [name: string]: unknown }[];
};
  readonly Queue: {
  running: number;
  queued: number;
  workers: number;
  lanes: {
    io: schemas['Lanes'];
    cpu: schemas['Lanes'];
    process: schemas['Lanes'];
  };
};
  readonly Readiness: {
  status: "ready";
  running: number;
  queued: number;
  workers: number;
  routes: number;
};
  readonly Reason: {
  of: string;
  condition: string | null;
  holds: boolean | null;
  since?: string;
  values: {
    name: string;
    value: unknown;
  }[];
  note?: string;
};
  readonly RegisteredWorkflow: {
  name: string;
  revision: number;
  hash: string;
  /** A JSON Schema. */
  inputs: boolean | { [name: string]: unknown };
  triggers: { [name: string]: unknown }[];
  webhook_url: string;
  diagnostics: schemas['Diagnostic'][];
};
  readonly Revision: {
  revision: number;
  hash: string;
  /** UTC, with milliseconds. */
  registered_at: string;
};
  readonly RevisionDetail: {
  name: string;
  revision: number;
  /** Of the execution graph. */
  hash: string;
  path: string | null;
  /** UTC, with milliseconds. */
  registered_at: string;
  source: string;
  graph: schemas['ExecutionGraph'] | null;
};
  readonly Run: {
  run_id: string;
  workflow_name: string;
  /** Null for a workflow that is not registered. */
  revision: number | null;
  status: "queued" | "running" | "waiting" | "paused" | "succeeded" | "failed" | "cancelled" | "superseded";
  /** Why it started. */
  trigger: {
    name: string;
    uses: string;
    delivery_id?: string;
    event_type?: string;
    /** The run whose node started this one. */
    parent_run_id?: string;
    /** The node execution that awaits this run. */
    parent_key?: string;
    [name: string]: unknown;
  };
  /** UTC, with milliseconds. */
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
  duration_ms: number | null;
  usage: schemas['Usage'];
  error: schemas['RunError'] | null;
  /** Hash of the graph that the run is pinned to. */
  graph: string;
  forked_from: {
    run_id: string;
    sequence: number;
  } | null;
  /** Values are hidden; once they are removed from the store the run cannot go on. */
  redaction?: "hidden" | "removed";
  waits?: schemas['Wait'];
};
  readonly RunAccepted: {
  status: "accepted";
  run_id: string;
  workflow_name: string;
  status_url: string;
  duplicate?: true;
  conflict?: string;
};
  readonly RunDetail: {
  run_id: string;
  workflow_name: string;
  /** Null for a workflow that is not registered. */
  revision: number | null;
  status: "queued" | "running" | "waiting" | "paused" | "succeeded" | "failed" | "cancelled" | "superseded";
  /** Why it started. */
  trigger: {
    name: string;
    uses: string;
    delivery_id?: string;
    event_type?: string;
    /** The run whose node started this one. */
    parent_run_id?: string;
    /** The node execution that awaits this run. */
    parent_key?: string;
    [name: string]: unknown;
  };
  /** UTC, with milliseconds. */
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
  duration_ms: number | null;
  usage: schemas['Usage'];
  error: schemas['RunError'] | null;
  /** Hash of the graph that the run is pinned to. */
  graph: string;
  forked_from: {
    run_id: string;
    sequence: number;
  } | null;
  /** Values are hidden; once they are removed from the store the run cannot go on. */
  redaction?: "hidden" | "removed";
  waits?: schemas['Wait'];
  /** Beyond 64 KB: `{truncated: true, size, preview, url}`, where `url` has the whole. */
  inputs?: unknown;
  /** Beyond 64 KB: `{truncated: true, size, preview, url}`, where `url` has the whole. */
  result?: unknown;
  /** Beyond 64 KB: `{truncated: true, size, preview, url}`, where `url` has the whole. */
  state?: unknown;
  nodes: schemas['NodeExecution'][];
  /** What came of its gates, where it has ended and has some. */
  gates?: schemas['GateResult'][];
  /** Sequence of the last fact that this answer includes. */
  seq: number;
};
  readonly RunEnded: {
  status: "success" | "failed" | "cancelled" | "superseded";
  run_id: string;
  workflow_name: string;
  /** Of a run that succeeded. */
  result?: unknown;
  error?: schemas['RunError'];
  duplicate?: true;
  conflict?: string;
};
  readonly RunError: {
  code: string;
  message: string;
  node: string | null;
};
  readonly RunExplanation: {
  run_id: string;
  workflow_name: string;
  /** Null for a workflow that is not registered. */
  revision: number | null;
  /** Why it started. */
  trigger: {
    name: string;
    uses: string;
    delivery_id?: string;
    event_type?: string;
    /** The run whose node started this one. */
    parent_run_id?: string;
    /** The node execution that awaits this run. */
    parent_key?: string;
    [name: string]: unknown;
  };
  /** UTC, with milliseconds. */
  created_at: string;
  duration_ms: number | null;
  status: "queued" | "running" | "waiting" | "paused" | "succeeded" | "failed" | "cancelled" | "superseded";
  error: schemas['RunError'] | null;
  /** Values are hidden; once they are removed from the store the run cannot go on. */
  redaction?: "hidden" | "removed";
  steps: schemas['Step'][];
  never: {
    node: string;
    why: string;
  }[];
  next: {
    command: string;
    why: string;
  }[];
};
  readonly Schedule: {
  workflow_name: string;
  trigger: string;
  enabled: boolean;
  cron: string | null;
  every: string | null;
  timezone: string;
  catch_up: string;
  overlap: string;
  last_at: string | null;
  waiting: string[];
  paused_at: string | null;
  next: string[];
};
  readonly Skipped: {
  status: "skipped";
  delivery_id: string;
  /** Workflows whose limits gave it no run. */
  skipped: {
    workflow_name: string;
    reason: string;
  }[];
  conflict?: string;
};
  readonly Step: {
  sequence: number;
  /** UTC, with milliseconds. */
  time: string;
  after_ms: number;
  kind: string;
  key: string | null;
  what: string;
  duration_ms?: number;
  /** UTC, with milliseconds. */
  until?: string;
  because: schemas['Reason'][];
};
  readonly Swept: {
  /** False where there is more: ask again. */
  done: boolean;
  removed: {
    runs: number;
    facts: number;
    payloads: number;
    graphs: number;
    deliveries: number;
    logs: number;
    answers: number;
  };
  kept: schemas['Kept'];
  bytes: {
    before: number;
    after: number;
    free: number;
  };
  transactions: number;
  longest_ms: number;
};
  readonly Token: {
  id: string;
  name: string;
  scope: "read" | "run" | "admin";
  /** UTC, with milliseconds. */
  created_at: string;
  created_by: string;
  expires_at: string | null;
  last_used_at: string | null;
  revoked_at: string | null;
};
  readonly Tracker: {
  name: string;
  lag: number;
  dropped: number;
  error: string | null;
};
  readonly TrackerDetail: {
  name: string;
  lag: number;
  dropped: number;
  error: string | null;
  last_error: {
    message: string;
    /** UTC, with milliseconds. */
    at: string;
  } | null;
  replay: {
    /** UTC, with milliseconds. */
    since: string;
    left: number;
  } | null;
};
  readonly TriggerUsage: {
  trigger: string;
  description: string | null;
  usage: string;
  max_body_bytes: number;
  /** A JSON Schema. */
  event: boolean | { [name: string]: unknown };
  [name: string]: unknown;
};
  readonly Usage: {
  input_tokens: number | null;
  output_tokens: number | null;
  cost_usd: number | null;
};
  readonly Wait: {
  for: string;
  key: string | null;
  before: number;
  until: string | null;
  text: string;
};
  readonly Workflow: {
  name: string;
  revision: number;
  /** Of the execution graph. */
  hash: string;
  path: string | null;
  /** UTC, with milliseconds. */
  registered_at: string;
  /** What of it is paused; `trigger` null is all of it. */
  paused: {
    trigger: string | null;
    /** UTC, with milliseconds. */
    since: string;
  }[];
};
  readonly WorkflowDetail: {
  name: string;
  revision: number;
  /** Of the execution graph. */
  hash: string;
  path: string | null;
  /** UTC, with milliseconds. */
  registered_at: string;
  source: string;
  graph: schemas['ExecutionGraph'];
  revisions: schemas['Revision'][];
  /** What of it is paused; `trigger` null is all of it. */
  paused: {
    trigger: string | null;
    /** UTC, with milliseconds. */
    since: string;
  }[];
};
  readonly WorkflowDiff: {
  version: 1;
  before: {
    file: string;
    name: string;
    hash: string;
  };
  after: {
    file: string;
    name: string;
    hash: string;
  };
  equal: boolean;
  breaking: boolean;
  changes: { [name: string]: unknown }[];
};
  readonly WorkflowStats: {
  workflow_name: string;
  runs: number;
  succeeded: number;
  failed: number;
  p50_ms: number | null;
  p95_ms: number | null;
  nodes: {
    node: string;
    executions: number;
    failed: number;
    p50_ms: number | null;
    p95_ms: number | null;
  }[];
};
};

/** Every path with its methods. */
export type paths = {
  readonly '/api/workflows': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: operations['listWorkflows'];
    put?: never;
    post: operations['registerWorkflow'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/workflows/{name}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: operations['showWorkflow'];
    put?: never;
    post?: never;
    delete: operations['removeWorkflow'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/workflows/{name}/pause': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    post: operations['pauseWorkflow'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/workflows/{name}/resume': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    post: operations['resumeWorkflow'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/workflows/{name}/revisions': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: operations['listRevisions'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/workflows/{name}/revisions/{revision}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: operations['showRevision'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/workflows/{name}/diff': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: operations['diffRevisions'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/workflows/{name}/stats': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: operations['showWorkflowStats'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/schedules': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: operations['listSchedules'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/schedules/{name}/pause': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    post: operations['pauseSchedule'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/schedules/{name}/resume': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    post: operations['resumeSchedule'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/schedules/{name}/backfill': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    post: operations['backfillSchedule'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/runs': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: operations['listRuns'];
    put?: never;
    post: operations['startRun'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/runs/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: operations['showRun'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/runs/{id}/payloads/{part}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: operations['showRunPayload'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/runs/{id}/payloads/{part}/{key}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: operations['showNodePayload'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/runs/{id}/journal': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: operations['showJournal'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/runs/{id}/cancel': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    post: operations['cancelRun'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/events': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: operations['followAll'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/runs/{id}/events': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: operations['followRun'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/runs/{id}/signal': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    post: operations['signalRun'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/runs/{id}/retry': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    post: operations['retryRun'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/runs/{id}/resume': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    post: operations['resumeRun'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/runs/{id}/resolve': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    post: operations['resolveRun'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/runs/{id}/fork': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    post: operations['forkRun'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/approvals': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: operations['listApprovals'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/runs/{id}/approvals/{key}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    post: operations['answerApproval'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/runs/{id}/explanation': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: operations['explainRun'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/failures': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: operations['listFailures'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/queue': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: operations['showQueue'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/compile': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    post: operations['compileWorkflow'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/webhooks/generic': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: operations['describeGeneric'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/webhooks/{trigger}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: operations['describeTrigger'];
    put?: never;
    post: operations['deliver'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/deliveries': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: operations['listDeliveries'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/deliveries/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: operations['showDelivery'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/deliveries/{id}/body': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: operations['downloadDelivery'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/deliveries/{id}/redeliver': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    post: operations['redeliver'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/callbacks': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: operations['listCallbacks'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/callbacks/retry': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    post: operations['retryCallbacks'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/callbacks/{id}/retry': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    post: operations['retryCallback'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/costs': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: operations['showCosts'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/plugins': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: operations['listPlugins'];
    put?: never;
    post: operations['addPlugin'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/plugins/{name}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    post?: never;
    delete: operations['removePlugin'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/tokens': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: operations['listTokens'];
    put?: never;
    post: operations['createToken'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/tokens/{id}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    post?: never;
    delete: operations['revokeToken'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/audit': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: operations['listAudit'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/trackers': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: operations['listTrackers'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/trackers/{name}/replay': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    post: operations['replayTracker'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/api/store/prune': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    post: operations['pruneStore'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/healthz': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: operations['health'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/readyz': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: operations['readiness'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/metrics': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: operations['metrics'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  readonly '/openapi.json': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: operations['openapi'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
};

/** What each request is asked and answered with, by `operationId`. */
export type operations = {
  /** Registered workflows, by name. */
  listWorkflows: {
    parameters: {
      query?: { 'limit'?: number; 'cursor'?: string };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': {
  items: schemas['Workflow'][];
  next_cursor: string | null;
} } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** Registers a workflow, or a new revision of it. */
  registerWorkflow: {
    parameters: {
      query?: never;
      header?: { 'If-Match'?: string; 'If-None-Match'?: string };
      path?: never;
      cookie?: never;
    };
    requestBody: { content: { 'application/json': {
  name: string;
  /** A file in the workflows folder. */
  config_path?: string;
  /** The text of the workflow. */
  source?: string;
} } };
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': schemas['RegisteredWorkflow'] } };
      201: { headers: { [name: string]: unknown }; content: { 'application/json': schemas['RegisteredWorkflow'] } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      412: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** A workflow with its source, graph and revisions. */
  showWorkflow: {
    parameters: {
      query?: never;
      header?: { 'If-None-Match'?: string };
      path: { 'name': string };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': schemas['WorkflowDetail'] } };
      304: { headers: { [name: string]: unknown }; content?: never };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** Takes a workflow out of the registry; its runs stay. Refused while some are open, unless forced. */
  removeWorkflow: {
    parameters: {
      query?: { 'force'?: boolean };
      header?: { 'If-Match'?: string };
      path: { 'name': string };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: { headers: { [name: string]: unknown }; content?: never };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      412: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** Runs of a workflow, or of one entry of its triggers, are accepted and wait. */
  pauseWorkflow: {
    parameters: {
      query?: never;
      header?: never;
      path: { 'name': string };
      cookie?: never;
    };
    requestBody: { content: { 'application/json': {
  /** An entry of its triggers; all of it without. */
  trigger?: string;
} } };
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': schemas['PausedWorkflow'] } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** What was accepted meanwhile starts, in order. */
  resumeWorkflow: {
    parameters: {
      query?: never;
      header?: never;
      path: { 'name': string };
      cookie?: never;
    };
    requestBody: { content: { 'application/json': {
  /** An entry of its triggers; all of it without. */
  trigger?: string;
} } };
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': schemas['PausedWorkflow'] } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** Revisions of a workflow, oldest first. */
  listRevisions: {
    parameters: {
      query?: { 'limit'?: number; 'cursor'?: string };
      header?: never;
      path: { 'name': string };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': {
  items: schemas['Revision'][];
  next_cursor: string | null;
} } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** A revision with its source and graph. Its graph is null where no run needs it any more. */
  showRevision: {
    parameters: {
      query?: never;
      header?: never;
      path: { 'name': string; 'revision': string };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': schemas['RevisionDetail'] } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** What differs between two revisions, and what of it breaks callers. */
  diffRevisions: {
    parameters: {
      query?: { 'from'?: number; 'to'?: number };
      header?: never;
      path: { 'name': string };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': schemas['WorkflowDiff'] } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** How long its nodes take, and how its last runs ended. */
  showWorkflowStats: {
    parameters: {
      query?: { 'runs'?: number };
      header?: never;
      path: { 'name': string };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': schemas['WorkflowStats'] } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** Schedules of the registered workflows, with their next five slots. */
  listSchedules: {
    parameters: {
      query?: { 'limit'?: number; 'cursor'?: string };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': {
  items: schemas['Schedule'][];
  next_cursor: string | null;
} } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** Slots of a schedule pass without a run. */
  pauseSchedule: {
    parameters: {
      query?: never;
      header?: never;
      path: { 'name': string };
      cookie?: never;
    };
    requestBody: { content: { 'application/json': {
  /** Its entry; may be left out where the workflow has one schedule. */
  trigger?: string;
} } };
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': schemas['Schedule'] } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** A schedule goes on with its next slot. */
  resumeSchedule: {
    parameters: {
      query?: never;
      header?: never;
      path: { 'name': string };
      cookie?: never;
    };
    requestBody: { content: { 'application/json': {
  /** Its entry; may be left out where the workflow has one schedule. */
  trigger?: string;
} } };
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': schemas['Schedule'] } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** Starts the slots of a time that has passed, where they have no run yet: 1,000 at most. */
  backfillSchedule: {
    parameters: {
      query?: never;
      header?: never;
      path: { 'name': string };
      cookie?: never;
    };
    requestBody: { content: { 'application/json': {
  /** The first slot is not before it: RFC 3339. */
  from: string;
  /** The last slot is not after it: RFC 3339; now without it. */
  to?: string;
  /** Its entry; may be left out where the workflow has one schedule. */
  trigger?: string;
} } };
    responses: {
      202: { headers: { [name: string]: unknown }; content: { 'application/json': schemas['Backfilled'] } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** Starts a run of a registered workflow, or of a file as it is. */
  startRun: {
    parameters: {
      query?: { 'wait'?: string };
      header?: { 'Prefer'?: string; 'Idempotency-Key'?: string };
      path?: never;
      cookie?: never;
    };
    requestBody: { content: { 'application/json': {
  workflow_name?: string;
  /** The text of a workflow. */
  source?: string;
  /** What that text is called in findings and lists. */
  path?: string;
  inputs?: { [name: string]: unknown };
  /** Where its end is told, in the place of where the workflow says. */
  on_finish?: {
    url: string;
    /** The name of a variable of the server. */
    secret: string;
  };
  /** Every LLM node uses this one. */
  provider?: string;
} } };
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': schemas['RunEnded'] | schemas['RunAccepted'] } };
      202: { headers: { [name: string]: unknown }; content: { 'application/json': schemas['RunAccepted'] } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** Runs, newest first. */
  listRuns: {
    parameters: {
      query?: { 'workflow'?: string; 'status'?: "queued" | "running" | "waiting" | "paused" | "succeeded" | "failed" | "cancelled" | "superseded"; 'since'?: string; 'limit'?: number; 'cursor'?: string };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': {
  items: schemas['Run'][];
  next_cursor: string | null;
  /** Where `GET /api/events?after=` goes on from. */
  seq: number;
} } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** A run with its nodes, inputs, state and result. */
  showRun: {
    parameters: {
      query?: { 'payloads'?: boolean };
      header?: never;
      path: { 'id': string };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': schemas['RunDetail'] } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** A payload of a run, whole. */
  showRunPayload: {
    parameters: {
      query?: never;
      header?: never;
      path: { 'id': string; 'part': "inputs" | "result" | "state" };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': unknown } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** A payload of a node execution, whole. */
  showNodePayload: {
    parameters: {
      query?: never;
      header?: never;
      path: { 'id': string; 'part': "input" | "output"; 'key': string };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': unknown } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** The facts of a run, in order. */
  showJournal: {
    parameters: {
      query?: { 'limit'?: number; 'cursor'?: string };
      header?: never;
      path: { 'id': string };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': {
  items: schemas['Fact'][];
  next_cursor: string | null;
} } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** Ends an open run; one that has ended stays as it is. */
  cancelRun: {
    parameters: {
      query?: never;
      header?: never;
      path: { 'id': string };
      cookie?: never;
    };
    requestBody: { content: { 'application/json': { [name: string]: never } } };
    responses: {
      202: { headers: { [name: string]: unknown }; content: { 'application/json': schemas['Run'] } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** Which run moved and how, for lists that keep themselves up to date; from now on, or from after an event. */
  followAll: {
    parameters: {
      query?: { 'after'?: number };
      header?: { 'Last-Event-ID'?: string };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'text/event-stream': string } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** The journal of a run as events, as it is written; ends with the run. */
  followRun: {
    parameters: {
      query?: { 'after'?: number; 'texts'?: boolean };
      header?: { 'Last-Event-ID'?: string };
      path: { 'id': string };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'text/event-stream': string } };
      204: { headers: { [name: string]: unknown }; content?: never };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** Sends a signal to an open run; one that comes early is kept. */
  signalRun: {
    parameters: {
      query?: never;
      header?: never;
      path: { 'id': string };
      cookie?: never;
    };
    requestBody: { content: { 'application/json': {
  name: string;
  payload?: unknown;
} } };
    responses: {
      202: { headers: { [name: string]: unknown }; content: { 'application/json': schemas['Run'] } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** Goes on with a run that failed or was cancelled, under the same keys; with `from` by a new run from that node on. */
  retryRun: {
    parameters: {
      query?: never;
      header?: { 'Idempotency-Key'?: string };
      path: { 'id': string };
      cookie?: never;
    };
    requestBody: { content: { 'application/json': {
  /** A new run that does this node and what follows again. */
  from?: string;
} } };
    responses: {
      202: { headers: { [name: string]: unknown }; content: { 'application/json': schemas['Run'] } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** Goes on with a paused run, with its plugins as they are now. */
  resumeRun: {
    parameters: {
      query?: never;
      header?: never;
      path: { 'id': string };
      cookie?: never;
    };
    requestBody: { content: { 'application/json': { [name: string]: never } } };
    responses: {
      202: { headers: { [name: string]: unknown }; content: { 'application/json': schemas['Run'] } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** Says that what nobody knew happened, with this output; `retry` sends it again. */
  resolveRun: {
    parameters: {
      query?: never;
      header?: never;
      path: { 'id': string };
      cookie?: never;
    };
    requestBody: { content: { 'application/json': {
  key: string;
  output: unknown;
} } };
    responses: {
      202: { headers: { [name: string]: unknown }; content: { 'application/json': schemas['Run'] } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** Starts a new run from a node of an ended one, with other values of state fields where they are given. */
  forkRun: {
    parameters: {
      query?: never;
      header?: { 'Idempotency-Key'?: string };
      path: { 'id': string };
      cookie?: never;
    };
    requestBody: { content: { 'application/json': {
  /** The first node that runs again. */
  from: string;
  /** Fields of the state, anew. */
  state?: { [name: string]: unknown };
} } };
    responses: {
      202: { headers: { [name: string]: unknown }; content: { 'application/json': schemas['Run'] } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** Questions of runs, newest first. */
  listApprovals: {
    parameters: {
      query?: { 'open'?: boolean; 'limit'?: number; 'cursor'?: string };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': {
  items: schemas['Approval'][];
  next_cursor: string | null;
} } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** Answers a question: exactly the fields of its form. A second answer is 409 with the first. */
  answerApproval: {
    parameters: {
      query?: never;
      header?: never;
      path: { 'id': string; 'key': string };
      cookie?: never;
    };
    requestBody: { content: { 'application/json': {
  answer: { [name: string]: unknown };
  /** Who answers, for the journal. */
  by?: string;
} } };
    responses: {
      202: { headers: { [name: string]: unknown }; content: { 'application/json': schemas['Run'] } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** What happened in a run in order and why, and the commands that go on from there. */
  explainRun: {
    parameters: {
      query?: never;
      header?: never;
      path: { 'id': string };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': schemas['RunExplanation'] } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** Runs that failed, grouped by workflow, code and node; the newest failure first, a hundred groups at most. */
  listFailures: {
    parameters: {
      query?: { 'workflow'?: string; 'since'?: string };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': {
  items: schemas['FailureGroup'][];
  next_cursor: null;
} } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** Runs that are open and waiting, and what the lanes are at. */
  showQueue: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': schemas['Queue'] } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** What a text would be if it were registered: its findings, and its graph where it has no error. Nothing is kept. */
  compileWorkflow: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: { content: { 'application/json': {
  /** The text of a workflow. */
  source: string;
  /** What it is called in findings. */
  path?: string;
  provider?: string;
} } };
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': schemas['Compiled'] } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** How the generic trigger is used. */
  describeGeneric: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': schemas['TriggerUsage'] } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** How a trigger is used. */
  describeTrigger: {
    parameters: {
      query?: never;
      header?: never;
      path: { 'trigger': string };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': schemas['TriggerUsage'] } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** Takes a delivery of an outside system, which proves itself by its signature. */
  deliver: {
    parameters: {
      query?: { 'wait'?: string };
      header?: { 'Prefer'?: string };
      path: { 'trigger': string };
      cookie?: never;
    };
    requestBody: { content: { '*/*': unknown } };
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': schemas['RunEnded'] | schemas['RunAccepted'] | schemas['Delivered'] | schemas['Ignored'] | schemas['Skipped'] | { [name: string]: unknown } } };
      202: { headers: { [name: string]: unknown }; content: { 'application/json': schemas['RunAccepted'] | schemas['Delivered'] } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      508: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** Deliveries with their verdicts, newest first. */
  listDeliveries: {
    parameters: {
      query?: { 'limit'?: number; 'cursor'?: string };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': {
  items: schemas['Delivery'][];
  next_cursor: string | null;
} } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** A delivery with its body. */
  showDelivery: {
    parameters: {
      query?: never;
      header?: never;
      path: { 'id': string };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': schemas['DeliveryDetail'] } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** The exact bytes of a delivery, to be saved and never to be shown. */
  downloadDelivery: {
    parameters: {
      query?: never;
      header?: never;
      path: { 'id': string };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/octet-stream': string } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** Delivers the same bytes again, to all workflows or to one. What they started and did not fail is not started again. */
  redeliver: {
    parameters: {
      query?: { 'wait'?: string };
      header?: { 'Prefer'?: string };
      path: { 'id': string };
      cookie?: never;
    };
    requestBody: { content: { 'application/json': {
  /** Only for this workflow. */
  workflow_name?: string;
} } };
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': schemas['RunEnded'] | schemas['RunAccepted'] | schemas['Delivered'] | schemas['Ignored'] | schemas['Skipped'] } };
      202: { headers: { [name: string]: unknown }; content: { 'application/json': schemas['RunAccepted'] | schemas['Delivered'] } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** What is sent when runs end, newest first. */
  listCallbacks: {
    parameters: {
      query?: { 'status'?: "pending" | "delivered" | "failed" | "disabled"; 'url'?: string; 'limit'?: number; 'cursor'?: string };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': {
  items: schemas['Callback'][];
  next_cursor: string | null;
} } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** Sends all that were not delivered to a URL again, now. */
  retryCallbacks: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: { content: { 'application/json': {
  url: string;
} } };
    responses: {
      202: { headers: { [name: string]: unknown }; content: { 'application/json': {
  url: string;
} } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** Sends one that was not delivered again, now. */
  retryCallback: {
    parameters: {
      query?: never;
      header?: never;
      path: { 'id': string };
      cookie?: never;
    };
    requestBody: { content: { 'application/json': { [name: string]: never } } };
    responses: {
      202: { headers: { [name: string]: unknown }; content: { 'application/json': schemas['Callback'] } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** What models cost, summed up over the runs that the store keeps. */
  showCosts: {
    parameters: {
      query?: { 'by'?: "workflow" | "node" | "model" | "day"; 'since'?: string; 'until'?: string; 'workflow'?: string; 'run'?: string };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': schemas['Costs'] } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** What is at work, by name. */
  listPlugins: {
    parameters: {
      query?: { 'limit'?: number; 'cursor'?: string };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': {
  items: schemas['Plugin'][];
  next_cursor: string | null;
} } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** Installs a plugin, or another version of it. */
  addPlugin: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: { content: { 'application/json': {
  /** A folder, a tarball, or a name of npm such as `acme@^1.2`. */
  source: string;
  /** Grants all that it asks for. */
  grant?: boolean;
  /** Where its code runs: worker threads, or a process of its own. */
  isolation?: "worker" | "process";
  integrity?: string;
} } };
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': schemas['AddedPlugin'] } };
      201: { headers: { [name: string]: unknown }; content: { 'application/json': schemas['AddedPlugin'] } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** Removes a plugin; refused while a registered workflow uses it. */
  removePlugin: {
    parameters: {
      query?: never;
      header?: never;
      path: { 'name': string };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: { headers: { [name: string]: unknown }; content?: never };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** All tokens that were made, without their secrets. */
  listTokens: {
    parameters: {
      query?: { 'limit'?: number; 'cursor'?: string };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': {
  items: schemas['Token'][];
  next_cursor: string | null;
} } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** Makes a token, which is not told again. */
  createToken: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: { content: { 'application/json': {
  name: string;
  /** read looks; run also starts, stops and answers runs; admin also registers workflows and makes tokens. */
  scope: "read" | "run" | "admin";
  /** How long it counts, such as `90d`; until it is revoked without it. */
  expires_in?: string;
} } };
    responses: {
      201: { headers: { [name: string]: unknown }; content: { 'application/json': schemas['MadeToken'] } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** Revokes a token, by id or name: at once, with the sessions of who signed in with it. */
  revokeToken: {
    parameters: {
      query?: never;
      header?: never;
      path: { 'id': string };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': schemas['Token'] } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** What callers changed or tried to, newest first. */
  listAudit: {
    parameters: {
      query?: { 'limit'?: number; 'cursor'?: string };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': {
  items: schemas['AuditEntry'][];
  next_cursor: string | null;
} } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** How far each tracker is, and what hinders it. */
  listTrackers: {
    parameters: {
      query?: { 'limit'?: number; 'cursor'?: string };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': {
  items: schemas['TrackerDetail'][];
  next_cursor: string | null;
} } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** Sends a tracker the runs that were open at a time or later again. */
  replayTracker: {
    parameters: {
      query?: never;
      header?: never;
      path: { 'name': string };
      cookie?: never;
    };
    requestBody: { content: { 'application/json': {
  /** ISO 8601, or a duration before now such as `10m`. */
  since: string;
} } };
    responses: {
      202: { headers: { [name: string]: unknown }; content: { 'application/json': schemas['TrackerDetail'] } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** Takes away what the given bounds do not keep; without any, what the configuration does not keep. */
  pruneStore: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: { content: { 'application/json': {
  /** Runs that ended longer ago, such as `30d`. */
  older_than?: string;
  /** The oldest, beyond this many in the store. */
  max_runs?: number;
  /** The oldest, until the store has no more in use, such as `2GB`. */
  max_bytes?: string | number;
} } };
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': schemas['Swept'] } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** The process answers, and how far its trackers are. */
  health: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': schemas['Health'] } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** Whether it takes work; 503 while closing, when the store cannot be written, or when a registered trigger is not at work. */
  readiness: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': schemas['Readiness'] } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** What Prometheus collects. */
  metrics: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'text/plain': string } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
  /** This document. */
  openapi: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: { headers: { [name: string]: unknown }; content: { 'application/json': { [name: string]: unknown } } };
      400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
      429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': schemas['Problem'] } };
    };
  };
};
