// Taking out of the store what of ended runs is hidden: bit by bit, and again from the beginning after a death in between, which changes
// nothing of what is done already.
import type { Admission } from '../admit/admission.ts';
import type { Fact, RunError } from '../engine/fact.ts';
import { hideAdmission, hideError, hideFact } from '../hiding/hide-fact.ts';
import type { Hidden } from '../hiding/hidden.ts';
import type { Json } from '@configurable-agents/plugin-sdk';
import { REDACTION, storedHidden } from './hidden.ts';
import { splitBody, wholeBody } from './payloads.ts';
import type { Transaction } from './store.ts';

/** Facts that are rewritten at once: a body has up to a mebibyte. */
const FACTS_AT_ONCE = 16;

const DUE = `SELECT run, id FROM runs WHERE redaction = ${REDACTION.hidden} AND hidden_until <= ?
  AND finished IS NOT NULL ORDER BY hidden_until LIMIT 16`;
/** A run, and those that it awaited: what they gave is in it, and a retry of the one goes on with the others. */
const FAMILY = `WITH RECURSIVE family(run, id) AS (
    SELECT run, id FROM runs WHERE run = ?
    UNION
    SELECT c.run, c.id FROM family f JOIN runs c ON c.trigger ->> '$.parent_run_id' = f.id
      AND c.trigger ->> '$.parent_run_id' IS NOT NULL AND c.trigger ->> '$.parent_key' IS NOT NULL)
  SELECT run FROM family`;
const GOING = `SELECT run FROM runs WHERE redaction = ${REDACTION.going} LIMIT 1`;
const NEXT = `SELECT hidden_until AS at FROM runs WHERE redaction = ${REDACTION.hidden}
  AND hidden_until IS NOT NULL ORDER BY hidden_until LIMIT 1`;

/** When the next values are to go; null where none are. */
export function nextScrub({ get }: Pick<Transaction, 'get'>): number | null {
  return (get(NEXT) as { readonly at: number } | undefined)?.at ?? null;
}

/** Ended runs whose time is up are shown to be going: from here on nobody goes on with them. */
function condemn(db: Transaction, now: number): boolean {
  const due = db.all(DUE, now) as readonly { readonly run: number }[];
  for (const { run } of due)
    for (const each of db.all(FAMILY, run) as readonly { readonly run: number }[])
      db.run(
        `UPDATE runs SET redaction = ${REDACTION.going}, hidden_until = NULL WHERE run = ? AND redaction = ${REDACTION.hidden}`,
        each.run,
      );
  return due.length > 0;
}

export type Scrub = {
  /** A bit of work in a transaction. False when nothing is left to do now. */
  readonly step: (db: Transaction, now: number) => boolean;
};

export function openScrub(): Scrub {
  let at: { readonly run: number; readonly hidden: Hidden; readonly sequence: number } | undefined;
  return {
    step: (db, now) => {
      const going = db.get(GOING) as { readonly run: number } | undefined;
      if (going === undefined) return condemn(db, now);
      const { run } = going;
      const { hidden, sequence } = at?.run === run ? at : { hidden: storedHidden(db, run), sequence: 0 };
      const last = scrubFacts(db, { run, hidden, after: sequence });
      at = last === undefined ? undefined : { run, hidden, sequence: last };
      if (last === undefined) finish(db, { run, hidden });
      return true;
    },
  };
}

type Row = {
  readonly pos: number;
  readonly seq: number;
  readonly kind: string;
  readonly body: string;
  readonly refs: string | null;
};

type Scrubbing = { readonly run: number; readonly hidden: Hidden };

/** The next facts of a run. Returns the last of them, undefined where there were none. */
function scrubFacts(
  db: Transaction,
  { run, hidden, after }: Scrubbing & { readonly after: number },
): number | undefined {
  const rows = db.all(
    `SELECT pos, seq, kind, body, refs FROM journal WHERE run = ? AND seq > ? ORDER BY seq LIMIT ${FACTS_AT_ONCE}`,
    run,
    after,
  ) as readonly Row[];
  const payload = (hash: string): string =>
    (db.get('SELECT body FROM payloads WHERE hash = ?', hash) as { readonly body: string }).body;
  for (const row of rows) {
    // Most facts hold nothing of it, and are not even parsed.
    if (row.seq > 1 && row.refs === null && !hidden.mask.occursIn(row.body)) continue;
    const fact = { kind: row.kind, ...wholeBody(row.body, row.refs, payload) } as Fact;
    rewrite(db, { run, row, fact: hideFact(fact, hidden) });
  }
  return rows.at(-1)?.seq;
}

function rewrite(
  db: Transaction,
  { run, row, fact }: { readonly run: number; readonly row: Row; readonly fact: Fact },
): void {
  const { kind: _kind, ...rest } = fact;
  const { body, references, payloads } = splitBody(rest);
  if (body === row.body && references === row.refs) return;
  for (const [hash, text] of payloads) {
    db.run('INSERT OR IGNORE INTO payloads(hash, body) VALUES(?, ?)', hash, text);
    db.run('INSERT OR IGNORE INTO payload_refs(hash, run) VALUES(?, ?)', hash, run);
  }
  db.run('UPDATE journal SET body = ?, refs = ? WHERE pos = ?', body, references, row.pos);
}

/** What stands beside the journal, and then the texts themselves. */
function finish(db: Transaction, { run, hidden: { mask } }: Scrubbing): void {
  const row = db.get('SELECT id, error, admission FROM runs WHERE run = ?', run) as {
    readonly id: string;
    readonly error: string | null;
    readonly admission: string | null;
  };
  const error = row.error === null ? null : JSON.stringify(hideError(JSON.parse(row.error) as RunError, mask));
  const admission =
    row.admission === null ? null : JSON.stringify(hideAdmission(JSON.parse(row.admission) as Admission, mask));
  db.run(
    `UPDATE runs SET error = ?, admission = ?, redaction = ${REDACTION.gone}, hidden_until = NULL WHERE run = ?`,
    error,
    admission,
    run,
  );
  scrubApprovals(db, row.id, mask);
  forgetPayloads(db, run);
  db.run('DELETE FROM hidden_texts WHERE run = ?', run);
}

function scrubApprovals(db: Transaction, runId: string, mask: Hidden['mask']): void {
  const rows = db.all('SELECT key, message, show, answer FROM approvals WHERE run_id = ?', runId) as readonly {
    readonly key: string;
    readonly message: string;
    readonly show: string;
    readonly answer: string | null;
  }[];
  const json = (text: string): string => JSON.stringify(mask.json(JSON.parse(text) as Json));
  for (const { key, message, show, answer } of rows)
    db.run(
      'UPDATE approvals SET message = ?, show = ?, answer = ? WHERE run_id = ? AND key = ?',
      mask.text(message),
      json(show),
      answer === null ? null : json(answer),
      runId,
      key,
    );
}

/** Large values that the run's facts no longer refer to, where no other run does. */
function forgetPayloads(db: Transaction, run: number): void {
  const unused = db.all(
    `SELECT hash FROM payload_refs WHERE run = ?1 AND hash NOT IN (
      SELECT r.value ->> '$[1]' FROM journal j, json_each(j.refs) r WHERE j.run = ?1 AND j.refs IS NOT NULL)`,
    run,
  ) as readonly { readonly hash: string }[];
  for (const { hash } of unused) {
    db.run('DELETE FROM payload_refs WHERE hash = ? AND run = ?', hash, run);
    db.run(
      'DELETE FROM payloads WHERE hash = ? AND NOT EXISTS(SELECT 1 FROM payload_refs r WHERE r.hash = payloads.hash)',
      hash,
    );
  }
}
