/** Codes of the runtime. They never change meaning. */
export type RuntimeErrorCode =
  | 'STORE_LOCKED'
  | 'STORE_UNWRITABLE'
  | 'STORE_MISSING'
  | 'STORE_FAILED'
  | 'STORE_VERSION'
  | 'STORE_DAMAGED'
  | 'BACKUP_INVALID'
  | 'FILE_EXISTS'
  | 'FILE_MISSING'
  | 'EXPORT_INVALID'
  | 'RUN_CONFLICT'
  | 'KEY_REUSED'
  | 'REVISION_CONFLICT'
  | 'RUN_NOT_FOUND'
  | 'RUN_INPUTS_INVALID'
  | 'RUN_NOT_OPEN'
  | 'RUN_NOT_PAUSED'
  | 'RUN_STILL_OPEN'
  | 'RUN_REDACTED'
  | 'OUTCOME_KNOWN'
  | 'NODE_NOT_FOUND'
  | 'SIGNAL_UNKNOWN'
  | 'SIGNAL_INVALID'
  | 'APPROVAL_NOT_FOUND'
  | 'APPROVAL_CLOSED'
  | 'ANSWER_INVALID'
  | 'TRACKER_UNKNOWN'
  | 'GRAPH_UNSUPPORTED'
  | 'QUEUE_FULL'
  | 'RUN_SKIPPED'
  | 'RUN_LIMIT_FULL'
  | 'RUN_LIMITS_INVALID'
  | 'WORKFLOW_NOT_FOUND'
  | 'TRIGGER_NOT_FOUND'
  | 'SCHEDULES_OFF'
  | 'CALLBACK_REFUSED'
  | 'CALLBACK_NOT_FOUND'
  | 'CALLBACK_DELIVERED'
  | 'BACKFILL_INVALID'
  | 'RUNTIME_CLOSED'
  | 'PLUGIN_LOAD_FAILED'
  | 'PLUGIN_INVALID'
  | 'PLUGIN_CONFLICT'
  | 'PLUGIN_LOAD_TIMEOUT'
  | 'PLUGIN_SDK_RANGE'
  | 'PLUGIN_PEER_MISSING'
  | 'PLUGIN_MANIFEST_STALE'
  | 'PLUGIN_CONFIG_INVALID'
  | 'PLUGIN_IN_USE'
  | 'PLUGIN_NOT_FOUND'
  | 'PLUGIN_PACKAGE_INVALID'
  | 'PLUGIN_TOO_LARGE'
  | 'PLUGIN_NOT_LOCKED'
  | 'PLUGIN_LOCK_DRIFT'
  | 'PLUGIN_NOT_GRANTED'
  | 'PLUGIN_INSTALL_OFF'
  | 'PLUGIN_READ_ONLY'
  | 'TOKEN_NAME_TAKEN'
  | 'TRIGGER_UNAVAILABLE';

/** A failure of the outside world, with what was found, what was expected and what to do in its message. */
export class RuntimeError extends Error {
  readonly code: RuntimeErrorCode;
  readonly details: { readonly [name: string]: unknown };

  constructor(
    code: RuntimeErrorCode,
    message: string,
    options: { readonly details?: { readonly [name: string]: unknown }; readonly cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'RuntimeError';
    this.code = code;
    this.details = options.details ?? {};
  }
}
