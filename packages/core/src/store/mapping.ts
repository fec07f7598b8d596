// Columns to the rows of the API. Pure.
import type { SQLOutputValue } from 'node:sqlite';
import type { JsonObject } from '@configurable-agents/plugin-sdk';
import type { Fact } from '../engine/fact.ts';
import { hideFact } from '../hiding/hide-fact.ts';
import type { Hidden } from '../hiding/hidden.ts';
import { REDACTION } from './hidden.ts';
import { wholeBody } from './payloads.ts';
import type {
  ApprovalRow,
  AuditRow,
  DeliveryRow,
  JournalEntry,
  LogRow,
  Page,
  RunRow,
  TokenRow,
  WorkflowRow,
} from './rows.ts';

/** A row as SQLite gives it. */
export type Raw = { readonly [column: string]: SQLOutputValue };

function text(value: SQLOutputValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

function number(value: SQLOutputValue | undefined): number | null {
  return typeof value === 'number' ? value : null;
}

function time(value: SQLOutputValue | undefined): string | null {
  return typeof value === 'number' ? new Date(value).toISOString() : null;
}

// Columns that hold JSON were written by this store as exactly the type that is read here.
function json(value: SQLOutputValue | undefined): never {
  return JSON.parse(String(value)) as never;
}

export function toRun(row: Raw): RunRow {
  const [started, finished] = [number(row['started']), number(row['finished'])];
  return {
    run_id: String(row['id']),
    workflow_name: String(row['workflow']),
    revision: number(row['revision']),
    status: String(row['status']) as RunRow['status'],
    trigger: json(row['trigger']),
    created_at: time(row['created']) ?? '',
    started_at: time(row['started']),
    finished_at: time(row['finished']),
    duration_ms: started === null || finished === null ? null : finished - started,
    usage: {
      input_tokens: number(row['input_tokens']),
      output_tokens: number(row['output_tokens']),
      cost_usd: number(row['cost_usd']),
    },
    error: row['error'] === null ? null : json(row['error']),
    graph: String(row['graph']),
    forked_from: row['forked_from'] == null ? null : json(row['forked_from']),
    ...redactionOf(row),
  };
}

function redactionOf({ redaction = null }: Raw): Pick<RunRow, 'redaction'> {
  if (redaction === null) return {};
  return { redaction: redaction === REDACTION.hidden ? 'hidden' : 'removed' };
}

export function toWorkflow(row: Raw): WorkflowRow {
  return {
    name: String(row['name']),
    revision: Number(row['revision']),
    hash: String(row['hash']),
    path: text(row['path']),
    source: String(row['source']),
    registered_at: time(row['registered']) ?? '',
  };
}

/** A fact as others see it: `time` in ISO 8601, without what is hidden. */
export function toEntry(
  row: Raw,
  { payload, hidden }: { readonly payload: (hash: string) => string; readonly hidden: Hidden },
): JournalEntry {
  const body = wholeBody(String(row['body']), text(row['refs']), payload) as JsonObject & { readonly time: number };
  // What the journal holds was written as facts.
  const { kind, ...seen } = hideFact({ ...body, kind: String(row['kind']) } as unknown as Fact, hidden);
  return {
    pos: Number(row['pos']),
    run_id: String(row['run_id']),
    workflow_name: String(row['workflow']),
    fact: {
      ...(seen as unknown as JsonObject),
      sequence: Number(row['seq']),
      time: new Date(body.time).toISOString(),
      kind,
    },
  };
}

export function toDelivery(row: Raw): DeliveryRow {
  return {
    delivery_id: String(row['id']),
    trigger: String(row['trigger']),
    verdict: String(row['verdict']) as DeliveryRow['verdict'],
    reason: text(row['reason']),
    redelivery_of: text(row['redelivery_of']),
    dedupe_key: text(row['dedupe_key']),
    received_at: time(row['received']) ?? '',
    event_type: String(row['event_type']),
    size: Number(row['size']),
    redacted: row['redacted'] == null ? null : row['redacted'] === 0 ? 'headers' : 'body',
    headers: json(row['headers']),
    runs: json(row['runs']),
    dead_letters: json(row['dead_letters']),
  };
}

export function toApproval(row: Raw): ApprovalRow {
  return {
    run_id: String(row['run_id']),
    workflow_name: String(row['workflow']),
    key: String(row['key']),
    node: String(row['node']),
    message: String(row['message']),
    show: json(row['show']),
    form: json(row['form']),
    created_at: time(row['created']) ?? '',
    due_at: time(row['due']),
    closed_at: time(row['closed']),
    answer: row['answer'] === null ? null : json(row['answer']),
    answered_by: text(row['answered_by']),
  };
}

export function toLog(row: Raw): LogRow {
  return {
    id: Number(row['id']),
    time: time(row['time']) ?? '',
    level: String(row['level']),
    run_id: text(row['run_id']),
    workflow_name: text(row['workflow']),
    node: text(row['node']),
    message: String(row['message']),
  };
}

export function toToken(row: Raw): TokenRow {
  return {
    id: String(row['id']),
    name: String(row['name']),
    scope: String(row['scope']) as TokenRow['scope'],
    created_at: time(row['created']) ?? '',
    created_by: String(row['created_by']),
    expires_at: time(row['expires']),
    last_used_at: time(row['used']),
    revoked_at: time(row['revoked']),
  };
}

export function toAudit(row: Raw): AuditRow {
  return {
    id: String(row['id']),
    time: time(row['time']) ?? '',
    who: String(row['who']),
    peer: text(row['peer']),
    action: String(row['action']),
    target: String(row['target']),
    status: number(row['status']),
    code: text(row['code']),
  };
}

/** How many rows a page has when nothing is said. */
export const DEFAULT_LIMIT = 50;
/** The most rows that one read returns. */
export const MOST = 1000;

/** A page of rows that were asked for with one more than the limit. */
export function pageOf<T>(
  rows: readonly Raw[],
  {
    limit,
    map,
    cursor,
  }: { readonly limit: number; readonly map: (row: Raw) => T; readonly cursor: (row: Raw) => string },
): Page<T> {
  const last = rows[limit - 1];
  return {
    items: rows.slice(0, limit).map(map),
    next_cursor: rows.length > limit && last !== undefined ? cursor(last) : null,
  };
}
