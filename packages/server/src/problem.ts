import { STATUS_CODES } from 'node:http';

/** Codes of the HTTP surface. They never change meaning. */
export const PROBLEM_CODES = [
  'ANSWER_INVALID',
  'APPROVAL_CLOSED',
  'APPROVAL_NOT_FOUND',
  'BACKFILL_INVALID',
  'BODY_EMPTY',
  'BODY_INVALID',
  'BODY_TOO_LARGE',
  'CALLBACK_DELIVERED',
  'CALLBACK_NOT_FOUND',
  'CALLBACK_REFUSED',
  'CONFIG_INVALID',
  'CONFIG_PATH_INVALID',
  'CONFIG_PATH_NOT_FOUND',
  'CONTENT_ENCODING_UNSUPPORTED',
  'CONTENT_TYPE_UNSUPPORTED',
  'CSRF_INVALID',
  'DELIVERY_NOT_FOUND',
  'DELIVERY_REDACTED',
  'DELIVERY_REFUSED',
  'DELIVERY_REPLIED',
  'EVENT_INVALID',
  'GRAPH_UNSUPPORTED',
  'HEADER_INVALID',
  'HOP_LIMIT',
  'HOST_REFUSED',
  'IDEMPOTENCY_KEY_INVALID',
  'IDEMPOTENCY_KEY_REUSED',
  'INTERNAL',
  'JSON_INVALID',
  'METHOD_NOT_ALLOWED',
  'NODE_NOT_FOUND',
  'NOT_FOUND',
  'NOT_READY',
  'ORIGIN_REFUSED',
  'OUTCOME_KNOWN',
  'PATH_OUTSIDE_WORKFLOWS_DIR',
  'PLUGIN_CONFIG_INVALID',
  'PLUGIN_CONFLICT',
  'PLUGIN_INSTALL_OFF',
  'PLUGIN_INVALID',
  'PLUGIN_IN_USE',
  'PLUGIN_LOAD_FAILED',
  'PLUGIN_LOAD_TIMEOUT',
  'PLUGIN_LOCK_DRIFT',
  'PLUGIN_MANIFEST_STALE',
  'PLUGIN_NOT_FOUND',
  'PLUGIN_NOT_GRANTED',
  'PLUGIN_NOT_LOCKED',
  'PLUGIN_PACKAGE_INVALID',
  'PLUGIN_PEER_MISSING',
  'PLUGIN_READ_ONLY',
  'PLUGIN_SDK_RANGE',
  'PLUGIN_TOO_LARGE',
  'PRECONDITION_FAILED',
  'QUERY_INVALID',
  'QUEUE_FULL',
  'REQUEST_ABORTED',
  'REVISION_NOT_FOUND',
  'RUNTIME_CLOSED',
  'RUN_INPUTS_INVALID',
  'RUN_LIMITS_INVALID',
  'RUN_LIMIT_FULL',
  'RUN_NOT_FOUND',
  'RUN_NOT_OPEN',
  'RUN_NOT_PAUSED',
  'RUN_REDACTED',
  'RUN_SKIPPED',
  'RUN_STILL_OPEN',
  'SCHEDULES_OFF',
  'SCOPE_MISSING',
  'SIGNAL_INVALID',
  'SIGNAL_UNKNOWN',
  'SIGNATURE_INVALID',
  'STORE_FAILED',
  'TOKEN_NAME_TAKEN',
  'TOKEN_NOT_FOUND',
  'TOKEN_REQUIRED',
  'TOO_MANY_ATTEMPTS',
  'TRACKER_UNKNOWN',
  'TRANSFER_ENCODING_REFUSED',
  'TRIGGER_DISABLED',
  'TRIGGER_IGNORED',
  'TRIGGER_NOT_FOUND',
  'TRIGGER_UNAVAILABLE',
  'TRIGGER_UNKNOWN',
  'WEBHOOK_SECRET_REQUIRED',
  'WORKFLOW_INVALID',
  'WORKFLOW_IN_USE',
  'WORKFLOW_NOT_FOUND',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

type ProblemOptions = {
  readonly errors?: readonly unknown[];
  readonly headers?: { readonly [name: string]: string };
  readonly cause?: unknown;
};

/** A refusal that the caller can act on: written as `application/problem+json`. */
export class Problem extends Error {
  readonly status: number;
  readonly code: ProblemCode;
  readonly errors: readonly unknown[] | undefined;
  readonly headers: { readonly [name: string]: string };

  constructor(status: number, code: ProblemCode, detail: string, options: ProblemOptions = {}) {
    super(detail, { cause: options.cause });
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.errors = options.errors;
    this.headers = options.headers ?? {};
  }

  /** The body of RFC 9457. `type` is stable for a code. */
  toBody(): { readonly [field: string]: unknown } {
    return {
      type: problemType(this.code),
      title: STATUS_CODES[this.status] ?? 'Error',
      status: this.status,
      detail: this.message,
      code: this.code,
      ...(this.errors === undefined ? {} : { errors: this.errors }),
    };
  }
}

/** `type` of a problem: the same for every problem of its code. */
export function problemType(code: ProblemCode): string {
  return `urn:configurable-agents:problem:${code.toLowerCase().replaceAll('_', '-')}`;
}
