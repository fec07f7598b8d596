// One verified delivery and the runs that it asks for: one transaction.
import type { Verdict } from '../store/rows.ts';
import type { Store, Write } from '../store/store.ts';
import type { DeliveryRequest, DeliveryResult, Runtime, SetAside, StartRequest } from './api.ts';
import { digestOf } from './dedupe.ts';
import type { At as Seen, Before, Dedupe } from './dedupe.ts';
import { newRunId } from './ids.ts';
import type { Limited } from './limited.ts';
import type { Start, Starts } from './starts.ts';

/** What the runtime lends: how a run is made, and what refuses one. */
type Host = {
  readonly store: Store;
  readonly dedupe: Dedupe;
  readonly starts: Starts;
  readonly assertOpen: () => void;
  /** Called once a delivery is durable. */
  readonly onDelivery: (trigger: string, verdict: Verdict) => void;
};

/** Deliveries and their runs. */
export function openDeliveries({
  store,
  dedupe,
  starts,
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

  async function deliver(request: DeliveryRequest): Promise<DeliveryResult> {
    assertOpen();
    const digest = request.dedupeKey === null ? '' : digestOf(request.rawBody);
    const planned = request.starts.map((each) => plan(request, each, digest));
    const result = resultOf(request, planned);
    let committed = store.write([deliveryWrite(request, result)]);
    for (const each of planned) {
      if (each.kind !== 'start') continue;
      const trigger = { ...each.each.trigger, delivery_id: result.delivery_id };
      const { id } = each.at;
      const writes = request.dedupeKey === null ? [] : [dedupe.remember(each.seen, { runId: id, digest })];
      committed = starts.accept({ ...each.each, trigger }, { ...each.at, writes });
    }
    await committed;
    onDelivery(request.trigger, verdictOf(result));
    return result;
  }

  return {
    deliver,
    setAside: async (delivery) => {
      assertOpen();
      await store.write(setAsideWrites(delivery));
      onDelivery(delivery.trigger, delivery.verdict);
    },
  };
}

const MOST_REFUSED = 1000;
const INSERT = `INSERT INTO deliveries(id, trigger, dedupe_key, received, event_type, headers, body, size, runs, dead_letters,
  verdict, reason, redelivery_of) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

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

/** The row that keeps a delivery: its exact bytes, and what became of it. */
function deliveryWrite(request: DeliveryRequest, result: DeliveryResult): Write {
  const { delivery_id, runs, dead_letters: letters } = result;
  return {
    sql: INSERT,
    values: [
      delivery_id,
      request.trigger,
      request.dedupeKey,
      Date.now(),
      request.eventType,
      JSON.stringify(request.headers),
      request.rawBody,
      request.rawBody.length,
      JSON.stringify(runs.map(({ run_id }) => run_id)),
      JSON.stringify(letters),
      verdictOf(result),
      reasonOf(request, result),
      request.redeliveryOf ?? null,
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
function setAsideWrites({ trigger, headers, eventType, rawBody, verdict, reason }: SetAside): readonly Write[] {
  const isRefused = verdict === 'refused';
  const body = isRefused ? new Uint8Array() : rawBody;
  const values = [newRunId(), trigger, null, Date.now(), eventType, JSON.stringify(headers), body, rawBody.length];
  const insert: Write = { sql: INSERT, values: [...values, '[]', '[]', verdict, reason, null] };
  if (!isRefused) return [insert];
  const trim = `DELETE FROM deliveries WHERE verdict = 'refused' AND id <=
    (SELECT id FROM deliveries WHERE verdict = 'refused' ORDER BY id DESC LIMIT 1 OFFSET ${MOST_REFUSED})`;
  return [insert, { sql: trim, values: [] }];
}
