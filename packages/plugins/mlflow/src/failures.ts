// What an answer that is no success means: whether another attempt can help, and what a person has to do. Pure.
import { RetryableError, TerminalError } from '@configurable-agents/plugin-sdk';
import type { PluginError } from '@configurable-agents/plugin-sdk';
import type { Connection } from './connection.ts';
import type { Answer } from './http.ts';
import { oneLine } from './line.ts';

/** Codes of failures that concern one run, or one request, rather than the server as a whole. */
export const CODES = {
  serverError: 'MLFLOW_SERVER_ERROR',
  timeout: 'MLFLOW_TIMEOUT',
  interrupted: 'MLFLOW_INTERRUPTED',
  noArtifacts: 'MLFLOW_NO_ARTIFACTS',
  missing: 'MLFLOW_RESOURCE_DOES_NOT_EXIST',
  exists: 'MLFLOW_RESOURCE_ALREADY_EXISTS',
  badRequest: 'MLFLOW_BAD_REQUEST',
  noRoute: 'MLFLOW_NO_ROUTE',
  spansFailed: 'MLFLOW_SPANS_FAILED',
} as const;

type Asked = {
  readonly what: string;
  readonly connection: Connection;
  readonly now: number;
  /** Not every server has it: one that does not is none the less an MLflow server. */
  readonly isOptional?: boolean;
};

/** The failure of a request that got no answer. */
export function unanswered(error: unknown, { what, connection }: Omit<Asked, 'now'>): RetryableError {
  const { base, names } = connection;
  if (error instanceof Error && error.name === 'TimeoutError') {
    return new RetryableError(`MLflow at ${base} did not answer ${what} in time`, {
      class: 'timeout',
      code: CODES.timeout,
    });
  }
  const reason = oneLine(reasonOf(error), MOST_QUOTED);
  return new RetryableError(
    `no MLflow server answers at ${base} (${reason}); start one with \`mlflow server\`, or set ${names.uri}`,
    { code: 'MLFLOW_UNREACHABLE' },
  );
}

/** Of several addresses, the first. */
function reasonOf(error: unknown): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? first.message : String(first);
}

/** The failure that an answer other than 2xx stands for. */
export function refused(answer: Answer, asked: Asked): PluginError {
  const { status, text } = answer;
  const { connection, what } = asked;
  if (status >= 300 && status < 400) return moved(answer, connection);
  if (status === 429) {
    const options = { class: 'rate_limit', code: 'MLFLOW_RATE_LIMIT', ...pauseOf(answer, asked.now) } as const;
    return new RetryableError(`MLflow at ${connection.base} answers 429, too many requests`, options);
  }
  if (status === 503 && DISABLED.test(text)) return disabled(asked, text);
  const said = saidBy(answer, connection);
  const untaken = traceFailure(answer, asked, said);
  if (untaken !== undefined) return untaken;
  if (status >= 500 || status === 408) {
    const code = status === 500 ? CODES.serverError : 'MLFLOW_UNAVAILABLE';
    const message = `MLflow at ${connection.base} answers ${status} to ${what}${said.message}`;
    return new RetryableError(message, { code, ...pauseOf(answer, asked.now) });
  }
  if (status === 403 && HOST_CHECK.test(text)) return hostCheck(connection);
  if (status === 401 || status === 403) return unauthorised(status, { connection, what, said: said.message });
  // MLflow says what is wrong in JSON; another server, or another path of this one, does not.
  if (said.code === undefined && (status === 404 || status === 405)) return notMlflow(connection, `answers ${status}`);
  return new TerminalError(`MLflow answers ${status} to ${what}${said.message}`, {
    class: status === 404 ? 'not_found' : 'bad_request',
    code: `MLFLOW_${said.code ?? status}`,
  });
}

/** What concerns traces alone. */
function traceFailure({ status, text }: Answer, asked: Asked, said: Said): PluginError | undefined {
  if (asked.isOptional === true && said.code === undefined && NO_ROUTE.has(status)) {
    return new TerminalError(`MLflow answers ${status} to ${asked.what}`, { class: 'not_found', code: CODES.noRoute });
  }
  // Older servers say so of a database that is locked, as well as of what they can never store.
  if (status !== 422 || !UNSTORED.test(text)) return undefined;
  return new RetryableError(`MLflow at ${asked.connection.base} could not store spans (422)${said.message}`, {
    code: CODES.spansFailed,
  });
}

/** Something answers, and it is no MLflow server. */
export function notMlflow({ base, names }: Connection, found: string): RetryableError {
  return new RetryableError(
    `what is at ${base} is no MLflow server (it ${found}); set ${names.uri} to the address of one`,
    { code: 'MLFLOW_NOT_MLFLOW' },
  );
}

/** Stopped by the tracker itself, between two requests or in one. */
export function interrupted(): RetryableError {
  return new RetryableError('the batch was stopped before its end; what is left comes again', {
    code: CODES.interrupted,
    retryAfterMs: 1,
  });
}

/** What a server answers that has no such route, or whose store cannot do it. */
const NO_ROUTE: ReadonlySet<number> = new Set([404, 405, 501]);
const UNSTORED = /failed to log/i;
const HOST_CHECK = /invalid host header/i;
/** What current servers say, and what older ones do. */
const DISABLED = /artifact serving is (?:disabled|not configured)|disabled due to the mlflow server running/i;
const MOST_QUOTED = 200;

function moved({ status, headers }: Answer, { base, names }: Connection): RetryableError {
  const location = headers.location ?? '';
  const to = URL.canParse(location, base) ? new URL(location, base) : undefined;
  // Credentials are not sent to where an answer points.
  const where = to === undefined ? 'elsewhere' : oneLine(to.origin + to.pathname, MOST_QUOTED);
  const message = `${base} answers ${status} and points to ${where}; set ${names.uri} to the address that answers itself`;
  return new RetryableError(message, { code: 'MLFLOW_NOT_MLFLOW' });
}

/** A server may do one half of the work only: `--no-serve-artifacts`, or `--artifacts-only`. */
function disabled({ what, connection }: Asked, text: string): PluginError {
  if (!what.startsWith('PUT')) return notMlflow(connection, `answers 503: ${oneLine(text, MOST_QUOTED)}`);
  return new TerminalError('the server takes no artifacts, as it runs with --no-serve-artifacts', {
    code: CODES.noArtifacts,
  });
}

function hostCheck({ base }: Connection): RetryableError {
  const { host } = new URL(base);
  const message =
    `MLflow at ${base} refuses the host name \`${host}\` (403): start it with ` +
    `\`mlflow server --allowed-hosts "${host},localhost:*,127.0.0.1:*"\`, or set MLFLOW_SERVER_ALLOWED_HOSTS to that where it runs`;
  return new RetryableError(message, { class: 'auth', code: 'MLFLOW_HOST_CHECK' });
}

function unauthorised(
  status: 401 | 403,
  { connection, what, said }: { readonly connection: Connection; readonly what: string; readonly said: string },
): RetryableError {
  const { base, names, headers } = connection;
  const credentials = `${names.username} and ${names.password}, or ${names.token}`;
  const message =
    status === 401
      ? `MLflow at ${base} ${doesOf(headers['authorization'], names)} (401): set ${credentials}`
      : `MLflow at ${base} does not allow ${what} (403)${said}; give the user of ${credentials} the right to edit the experiment`;
  return new RetryableError(message, { class: 'auth', code: `MLFLOW_HTTP_${status}` });
}

function doesOf(authorization: string | undefined, { token }: Connection['names']): string {
  if (authorization === undefined) return 'wants credentials';
  // A token that was fine when the server started is the usual case.
  return authorization.startsWith('Bearer ')
    ? `refuses the token of ${token}, which may have expired`
    : 'refuses the credentials';
}

type Said = { readonly code?: string; readonly message: string };

/** What the answer says, as `: text` or empty, and MLflow's own code where there is one. */
function saidBy({ text }: Answer, { secrets }: Connection): Said {
  const said = parse(text);
  const { error_code: code, message, detail } = said ?? {};
  let quoted = oneLine(String(message ?? detail ?? '').split('\n')[0] ?? '', MOST_QUOTED);
  for (const secret of secrets) quoted = quoted.replaceAll(secret, '***');
  return {
    ...(typeof code === 'string' && /^[A-Z_]{1,60}$/.test(code) ? { code } : {}),
    message: quoted === '' ? '' : `: ${quoted}`,
  };
}

function parse(text: string): { readonly [key: string]: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as { readonly [key: string]: unknown }) : undefined;
  } catch {
    return undefined;
  }
}

/** `Retry-After`: seconds, or an HTTP date. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function pauseOf({ headers }: Answer, now: number): { readonly retryAfterMs?: number } {
  const value = headers['retry-after']?.trim() ?? '';
  if (/^\d{1,9}$/.test(value)) return { retryAfterMs: Number(value) * 1000 };
  const at = Date.parse(value);
  return Number.isNaN(at) ? {} : { retryAfterMs: Math.max(0, at - now) };
}
