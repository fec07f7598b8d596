// One verified delivery and the runs that it asks for: one transaction.
import type { Verdict } from '../store/rows.ts';
import type { Store, Write } from '../store/store.ts';
import type { DeliveryRequest, DeliveryResult, Runtime, SetAside, StartRequest } from './api.ts';
import { digestOf } from './dedupe.ts';
import type { At as Seen, Before, Dedupe } from './dedupe.ts';
import { textsOccurring } from './hiding.ts';
import type { Hiding, StoredDelivery } from './hiding.ts';
import { newRunId } from './ids.ts';
import type { Limited } from './limited.ts';
import type { Start, Starts } from './starts.ts';

/** What the runtime lends: how a run is made, and what refuses one. */
type Host = {
  readonly store: Store;
  readonly dedupe: Dedupe;
  readonly starts: Starts;
  readonly hiding: Hiding;
  readonly assertOpen: () => void;
  /** Called once a delivery is durable. */
  readonly onDelivery: (trigger: string, verdict: Verdict) => void;
};

/** Deliveries and their runs. */
export function openDeliveries({
  store,
  dedupe,
  starts,
  hiding,
  assertOpen,
  onDelivery,
}: Host): Pick<Runtime, 'deliver' | 'setAside'> {
  /** What becomes of one start: the run that there was before, a new one, or none. */
  function plan(request: DeliveryRequest, each: StartRequest, digest: string): Planned {
    const { trigger, dedupeKey, redeliveryOf } = request;
    const workflow = each.workflowName;
    const at = { trigger, key: dedupeKey ?? '', workflow };
    const before =
      (dedupeKey === null ? undefined : dedupe.find(at, digest)) ??
      (redeliveryOf === undefined ? undefined : dedupe.findRedelivered(redeliveryOf, workflow));
    if (before !== undefined) return { kind: 'before', before, workflow };
    const inputs = starts.validated(each);
    const limited = starts.limited(each, inputs);
    if (limited.kind !== 'accept') return { ...limited, workflow };
    const id = newRunId();
    return { kind: 'start', each, seen: at, at: { id, inputs, admission: limited.admission }, workflow };
  }

  /** What is kept of a delivery: what is hidden of the runs that it starts is not, nor what rules for bodies and headers name. */
  function storedAs(request: DeliveryRequest, planned: readonly Planned[], texts: ReadonlySet<string>): StoredDelivery {
    const toHide = planned.flatMap((each) => {
      if (each.kind !== 'start') return [];
      const { graph, workflowName } = each.each;
      return hiding.ofRun({ graph, workflowName, inputs: each.at.inputs }) ?? [];
    });
    return hiding.stored(request, { texts, ofRuns: toHide });
  }

  async function deliver(request: DeliveryRequest): Promise<DeliveryResult> {
    assertOpen();
    const digest = request.dedupeKey === null ? '' : digestOf(request.rawBody);
    const planned = request.starts.map((each) => plan(request, each, digest));
    const result = resultOf(request, planned);
    const texts = hiding.ofDelivery(request);
    let committed = store.write([deliveryWrite(request, result, storedAs(request, planned, texts))]);
    for (const each of planned) {
      if (each.kind !== 'start') continue;
      const trigger = { ...each.each.trigger, delivery_id: result.delivery_id };
      const { id } = each.at;
      const writes = request.dedupeKey === null ? [] : [dedupe.remember(each.seen, { runId: id, digest })];
      const from = { texts: textsOccurring(texts, each.at.inputs), rules: [] };
      committed = starts.accept({ ...each.each, trigger }, { ...each.at, writes, from });
    }
    await committed;
    onDelivery(request.trigger, verdictOf(result));
    return result;
  }

  return {
    deliver,
    setAside: async (delivery) => {
      assertOpen();
      const request = { ...delivery, starts: [] };
      const stored = hiding.stored(request, { texts: hiding.ofDelivery(request), ofRuns: [] });
      await store.write(setAsideWrites(delivery, stored));
      onDelivery(delivery.trigger, delivery.verdict);
    },
  };
}

function redactedColumn({ redacted }: StoredDelivery): number | null {
  return redacted === null ? null : redacted === 'headers' ? 0 : 1;
}

const MOST_REFUSED = 1000;
const INSERT = `INSERT INTO deliveries(id, trigger, dedupe_key, received, event_type, headers, body, size, runs, dead_letters,
  verdict, reason, redelivery_of, redacted) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

type Planned = { readonly workflow: string } & (
  | { readonly kind: 'before'; readonly before: Before }
  | { readonly kind: 'start'; readonly each: StartRequest; readonly seen: Seen; readonly at: Start }
  | Exclude<Limited, { readonly kind: 'accept' }>
);

function resultOf({ deadLetters }: DeliveryRequest, planned: readonly Planned[]): DeliveryResult {
  return {
    delivery_id: newRunId(),
    conflict: planned.some((each) => each.kind === 'before' && each.before.isConflict),
    runs: planned.flatMap((each): DeliveryResult['runs'] => {
      if (each.kind === 'before') return [{ run_id: each.before.runId, workflow_name: each.workflow, duplicate: true }];
      return each.kind === 'start' ? [{ run_id: each.at.id, workflow_name: each.workflow, duplicate: false }] : [];
    }),
    skipped: planned.flatMap((each) =>
      each.kind === 'skip' ? [{ workflow_name: each.workflow, reason: each.reason }] : [],
    ),
    dead_letters: [
      ...deadLetters,
      ...planned.flatMap((each) =>
        each.kind === 'invalid'
          ? [{ workflow_name: each.workflow, code: 'TRIGGER_NOT_EVALUABLE', message: each.problem }]
          : [],
      ),
    ],
  };
}

/** The row that keeps a delivery: its exact bytes but for what is hidden, and what became of it. */
function deliveryWrite(request: DeliveryRequest, result: DeliveryResult, stored: StoredDelivery): Write {
  const { delivery_id, runs } = result;
  const { said } = stored;
  const letters = result.dead_letters.map((letter) => ({ ...letter, message: said(letter.message) }));
  const reason = reasonOf(request, result);
  return {
    sql: INSERT,
    values: [
      delivery_id,
      request.trigger,
      request.dedupeKey,
      Date.now(),
      request.eventType,
      JSON.stringify(stored.headers),
      stored.rawBody,
      request.rawBody.length,
      JSON.stringify(runs.map(({ run_id }) => run_id)),
      JSON.stringify(letters),
      verdictOf(result),
      reason === null ? null : said(reason),
      request.redeliveryOf ?? null,
      redactedColumn(stored),
    ],
  };
}

/** What there is to say beside the verdict; nothing where every start has its run. */
function reasonOf(request: DeliveryRequest, result: DeliveryResult): string | null {
  const { conflict, dead_letters: letters, skipped } = result;
  if (conflict) return 'the same id came before with another body';
  const [letter] = letters;
  if (letter !== undefined) return letter.message;
  if (skipped.length > 0) return skipped.map(({ workflow_name, reason }) => `${workflow_name}: ${reason}`).join('; ');
  return verdictOf(result) === 'accepted' ? null : (request.reason ?? null);
}

function verdictOf({ runs, skipped, dead_letters: letters }: DeliveryResult): Verdict {
  if (runs.length > 0) return runs.every(({ duplicate }) => duplicate) ? 'duplicate' : 'accepted';
  if (letters.length > 0) return 'dead_letter';
  return skipped.length > 0 ? 'skipped' : 'ignored';
}

/** The rows that keep a delivery that asks for no run. Anybody can be refused: of those neither body nor too many are kept. */
function setAsideWrites(
  { trigger, eventType, rawBody, verdict, reason }: SetAside,
  stored: StoredDelivery,
): readonly Write[] {
  const isRefused = verdict === 'refused';
  const body = isRefused ? new Uint8Array() : stored.rawBody;
  const headers = JSON.stringify(stored.headers);
  const values = [newRunId(), trigger, null, Date.now(), eventType, headers, body, rawBody.length];
  const insert: Write = { sql: INSERT, values: [...values, '[]', '[]', verdict, reason, null, redactedColumn(stored)] };
  if (!isRefused) return [insert];
  const trim = `DELETE FROM deliveries WHERE verdict = 'refused' AND id <=
    (SELECT id FROM deliveries WHERE verdict = 'refused' ORDER BY id DESC LIMIT 1 OFFSET ${MOST_REFUSED})`;
  return [insert, { sql: trim, values: [] }];
}
