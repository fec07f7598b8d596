// One verified delivery and the runs that it asks for: one transaction.
import type { JsonObject } from '@configurable-agents/plugin-sdk';
import type { Verdict } from '../store/rows.ts';
import type { Store, Write } from '../store/store.ts';
import type { DeliveryRequest, DeliveryResult, Runtime, SetAside, StartRequest } from './api.ts';
import { digestOf } from './dedupe.ts';
import type { Dedupe } from './dedupe.ts';
import { newRunId } from './ids.ts';

type Start = { readonly id: string; readonly inputs: JsonObject; readonly writes: readonly Write[] };

/** What the runtime lends: how a run is made, and what refuses one. */
type Host = {
  readonly store: Store;
  readonly dedupe: Dedupe;
  readonly accept: (request: StartRequest, at: Start) => Promise<void>;
  readonly validated: (request: StartRequest) => JsonObject;
  readonly assertOpen: () => void;
  /** Called once a delivery is durable. */
  readonly onDelivery: (trigger: string, verdict: Verdict) => void;
};

/** Deliveries and their runs. */
export function openDeliveries({
  store,
  dedupe,
  accept,
  validated,
  assertOpen,
  onDelivery,
}: Host): Pick<Runtime, 'deliver' | 'setAside'> {
  async function deliver(request: DeliveryRequest): Promise<DeliveryResult> {
    assertOpen();
    const { trigger: triggerName, dedupeKey, redeliveryOf } = request;
    const digest = dedupeKey === null ? '' : digestOf(request.rawBody);
    const planned = request.starts.map((each) => {
      const at = { trigger: triggerName, key: dedupeKey ?? '', workflow: each.workflowName };
      const before =
        (dedupeKey === null ? undefined : dedupe.find(at, digest)) ??
        (redeliveryOf === undefined ? undefined : dedupe.findRedelivered(redeliveryOf, at.workflow));
      const inputs = before === undefined ? validated(each) : {};
      return { each, at, inputs, before, run_id: before?.runId ?? newRunId() };
    });
    const result: DeliveryResult = {
      delivery_id: newRunId(),
      conflict: planned.some(({ before }) => before?.isConflict === true),
      runs: planned.map(({ each, run_id, before }) => ({
        run_id,
        workflow_name: each.workflowName,
        duplicate: before !== undefined,
      })),
    };
    let committed = store.write([deliveryWrite(request, result)]);
    for (const { each, at, inputs, run_id, before } of planned) {
      if (before !== undefined) continue;
      const writes = dedupeKey === null ? [] : [dedupe.remember(at, { runId: run_id, digest })];
      const trigger = { ...each.trigger, delivery_id: result.delivery_id };
      committed = accept({ ...each, trigger }, { id: run_id, inputs, writes });
    }
    await committed;
    onDelivery(triggerName, verdictOf(request, result.runs));
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

/** The row that keeps a delivery: its exact bytes, and what became of it. */
function deliveryWrite(request: DeliveryRequest, { delivery_id, runs, conflict }: DeliveryResult): Write {
  const [letter] = request.deadLetters;
  const reason = conflict ? 'the same id came before with another body' : (letter?.message ?? request.reason ?? null);
  const verdict = verdictOf(request, runs);
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
      JSON.stringify(request.deadLetters),
      verdict,
      verdict === 'accepted' && letter === undefined && !conflict ? null : reason,
      request.redeliveryOf ?? null,
    ],
  };
}

function verdictOf({ deadLetters }: DeliveryRequest, runs: DeliveryResult['runs']): Verdict {
  if (runs.length === 0) return deadLetters.length === 0 ? 'ignored' : 'dead_letter';
  return runs.every(({ duplicate }) => duplicate) ? 'duplicate' : 'accepted';
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
