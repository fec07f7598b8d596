import type { Json, TrackedFact } from '@configurable-agents/plugin-sdk';

/** Names of what should not be in a log; those of the configuration stand in their place. */
export const REDACTED: readonly string[] = [
  'password',
  'passwd',
  'passphrase',
  'secret',
  'client_secret',
  'token',
  'access_token',
  'refresh_token',
  'api_key',
  'apikey',
  'private_key',
  'authorization',
  'cookie',
  'set-cookie',
];

/** What a fact holds beside contents: names, numbers, times. A field that came to be later is content until it stands here. */
const METADATA: ReadonlySet<string> = new Set(
  (
    'sequence time kind key node attempt alone calls count duration_ms plugin workflow_name revision graph trigger provider ' +
    'forked_from run_id status scope usage cost_usd llm_calls models route handled retry_at wake_at for signal name loop loops ' +
    'iteration iterations from lost keys dropped happened accepted fired'
  ).split(' '),
);

export type LineOptions = {
  readonly capture: 'all' | 'metadata';
  /** In lower case. */
  readonly redact: ReadonlySet<string>;
  readonly isReplay: boolean;
};

/** A fact as a line, with its end. */
export function lineOf(
  { pos, runId, workflowName, fact }: TrackedFact,
  { capture, redact, isReplay }: LineOptions,
): string {
  const shown = capture === 'all' ? fact : metadataOf(fact);
  const line = {
    pos,
    run_id: runId,
    workflow_name: workflowName,
    fact: redacted(shown, redact),
    ...(isReplay ? { replay: true } : {}),
  };
  return `${JSON.stringify(line)}\n`;
}

function metadataOf(fact: TrackedFact['fact']): Json {
  const kept = Object.entries(fact).filter(([name]) => METADATA.has(name));
  const { error } = fact;
  if (typeof error !== 'object' || error === null || Array.isArray(error)) return Object.fromEntries(kept);
  const { message: _message, ...told } = error as { readonly [name: string]: Json };
  return { ...Object.fromEntries(kept), error: told };
}

function redacted(value: Json, names: ReadonlySet<string>): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((each) => redacted(each, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      names.has(name.toLowerCase()) && each !== null ? '***' : redacted(each, names),
    ]),
  );
}
