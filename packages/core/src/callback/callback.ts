// Callbacks: what is sent when a run has ended, how it is signed, and what becomes of it after each attempt. Pure: time is given.
import { createHmac } from 'node:crypto';
import type { RunState } from '../engine/state.ts';
import type { OnFinish } from '../graph/graph.ts';

/** The schedule of the Standard Webhooks specification: after these waits it is tried again, the last time after three days. */
export const RETRY_AFTER_MS: readonly number[] = [
  5_000,
  5 * 60_000,
  30 * 60_000,
  2 * 3_600_000,
  5 * 3_600_000,
  10 * 3_600_000,
  14 * 3_600_000,
  20 * 3_600_000,
  24 * 3_600_000,
];

/** A longer `Retry-After` is taken for this. */
const LONGEST_WAIT_MS = 24 * 3_600_000;
/** A larger result is left out: whoever wants it asks the API. */
const LARGEST_RESULT = 256 * 1024;

/** The body, which is the same at every attempt. */
export function callbackBody(state: RunState): string {
  const { status, finishedAt, startedAt, result, usage } = state;
  const isLarge = JSON.stringify(result).length > LARGEST_RESULT;
  const finished = new Date(finishedAt ?? 0).toISOString();
  const data = {
    run_id: state.runId,
    workflow_name: state.workflowName,
    revision: state.revision,
    status,
    result: isLarge ? null : result,
    ...(isLarge ? { result_omitted: true } : {}),
    error: state.error,
    usage,
    created_at: new Date(state.acceptedAt).toISOString(),
    started_at: startedAt === null ? null : new Date(startedAt).toISOString(),
    finished_at: finished,
    duration_ms: startedAt === null || finishedAt === null ? null : finishedAt - startedAt,
  };
  return JSON.stringify({ type: `run.${status}`, timestamp: finished, data });
}

const SECRET = /^whsec_([A-Za-z0-9+/]+={0,2})$/;

/**
 * The key in a secret of the form `whsec_…`; undefined for anything else. The form keeps other variables from being used, and so
 * from being guessed at from signatures.
 */
export function callbackKey(secret: string): Buffer | undefined {
  const [, text = ''] = SECRET.exec(secret) ?? [];
  const key = Buffer.from(text, 'base64');
  return key.length >= 24 && key.length <= 64 ? key : undefined;
}

/** Headers of one attempt, signed for the moment: https://www.standardwebhooks.com */
export function callbackHeaders(
  { id, body, now }: { readonly id: string; readonly body: string; readonly now: number },
  key: Buffer,
): { readonly [name: string]: string } {
  const timestamp = String(Math.floor(now / 1000));
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
}

/** How an attempt went: an answer, or why there was none. */
export type Attempted =
  | { readonly kind: 'answer'; readonly status: number; readonly retryAfter: string | null }
  | { readonly kind: 'none'; readonly reason: string };

export type Verdict =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'again'; readonly at: number; readonly reason: string }
  /** `isGone`: its receiver says that nobody is there any more. */
  | { readonly kind: 'failed'; readonly reason: string; readonly isGone: boolean };

/** What follows from an attempt. `attempt` counts from 1. Every answer but 2xx is a failure, a redirect too. */
export function judgeAttempt(
  attempted: Attempted,
  { attempt, now }: { readonly attempt: number; readonly now: number },
): Verdict {
  const isAnswer = attempted.kind === 'answer';
  if (isAnswer && attempted.status >= 200 && attempted.status < 300) return { kind: 'delivered' };
  const reason = isAnswer ? `answered ${attempted.status}` : attempted.reason;
  if (isAnswer && attempted.status === 410) return { kind: 'failed', reason, isGone: true };
  const wait = RETRY_AFTER_MS[attempt - 1];
  if (wait === undefined) return { kind: 'failed', reason, isGone: false };
  const asked = isAnswer ? retryAfterMs(attempted.retryAfter, now) : 0;
  return { kind: 'again', at: now + Math.max(wait, Math.min(asked, LONGEST_WAIT_MS)), reason };
}

/** Seconds, or a date of HTTP. */
function retryAfterMs(text: string | null, now: number): number {
  if (text === null) return 0;
  if (/^\d{1,9}$/.test(text.trim())) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? 0 : Math.max(0, date - now);
}

/** Why a run's callback may not go to a URL; undefined where it may. */
export function callbackProblem(
  { url, secret }: OnFinish,
  { origins, allowPrivate }: { readonly origins?: readonly string[]; readonly allowPrivate: readonly string[] },
): string | undefined {
  const parsed = URL.parse(url);
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) return `${url} is no http or https URL`;
  if (parsed.username !== '' || parsed.password !== '') return 'a URL with a user name or a password is not called';
  if (!/^[A-Z][A-Z0-9_]*$/.test(secret))
    return `\`secret\` is the name of an environment variable, such as CALLBACK_SECRET`;
  if (origins !== undefined && !origins.includes(parsed.origin)) {
    return `${parsed.origin} is none of the origins that \`callbacks.origins\` of the configuration allows`;
  }
  const target = `${parsed.hostname}:${parsed.port === '' ? '80' : parsed.port}`;
  if (parsed.protocol === 'http:' && !allowPrivate.includes(target)) {
    return `${parsed.origin} is not https; only what \`network.allow_private\` names may be called in the clear`;
  }
  return undefined;
}

/** The callback of a run that has ended: its own, else its workflow's. One that another run awaits has none. */
export function callbackOf(
  { trigger, onFinish }: RunState,
  { on_finish: ofWorkflow }: { readonly on_finish?: OnFinish },
): OnFinish | undefined {
  return trigger.parent_key === undefined ? (onFinish ?? ofWorkflow) : undefined;
}
