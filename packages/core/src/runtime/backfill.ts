// Slots of a schedule that lie in the past, started by hand: those that were missed, skipped or passed while it was paused.
import { RuntimeError } from '../errors.ts';
import type { ExecutionGraph } from '../graph/graph.ts';
import { slotsWithin } from '../schedule/slots.ts';
import type { Backfilled, DeliveryRequest, DeliveryResult, Runtime } from './api.ts';
import type { Clock } from './clock.ts';
import type { Environment } from './env.ts';
import type { Schedules } from './schedules.ts';
import { slotDelivery } from './slot-delivery.ts';

/** The most slots of one backfill. */
const MOST_SLOTS = 1000;

type Host = {
  /** Undefined where this engine runs no schedules. */
  readonly schedules: () => Schedules | undefined;
  readonly clock: Clock;
  readonly env: Environment;
  readonly graph: (hash: string) => ExecutionGraph;
  readonly deliver: (request: DeliveryRequest) => Promise<DeliveryResult>;
  readonly assertOpen: () => void;
};

/** What people do to schedules: pause, resume, make up for slots. */
export function openScheduleActions(
  host: Host,
): Pick<Runtime, 'pauseSchedule' | 'resumeSchedule' | 'backfillSchedule'> {
  const { clock, env, graph, deliver } = host;
  const schedules = (): Schedules => {
    host.assertOpen();
    const found = host.schedules();
    if (found !== undefined) return found;
    throw new RuntimeError('SCHEDULES_OFF', 'this engine runs no schedules; ask the server that holds the store');
  };
  return {
    pauseSchedule: async (workflow, trigger) => await schedules().setPaused({ workflow, trigger }, true),
    resumeSchedule: async (workflow, trigger) => await schedules().setPaused({ workflow, trigger }, false),
    backfillSchedule: async (workflow, trigger, { from, to }) => {
      const found = schedules().find({ workflow, trigger });
      const now = clock.now();
      assertRange({ from, to, now });
      // One more than there may be tells whether there are too many.
      const slots = slotsWithin(found.schedule, { after: from - 1, until: to, most: MOST_SLOTS + 1 });
      if (slots.length > MOST_SLOTS) {
        throw new RuntimeError(
          'BACKFILL_INVALID',
          `more than ${MOST_SLOTS} slots lie in that time; ask for less of it at once`,
        );
      }
      // In one turn, which is one transaction: all of it or none.
      const done = await Promise.all(
        slots.map(async (slot) => {
          const request = slotDelivery(found, { slot, now, graph: graph(found.workflow.hash), env });
          return backfilled(slot, request, await deliver(request));
        }),
      );
      return done;
    },
  };
}

function assertRange({ from, to, now }: { readonly from: number; readonly to: number; readonly now: number }): void {
  const iso = (time: number): string => new Date(time).toISOString();
  if (from > to) throw new RuntimeError('BACKFILL_INVALID', `${iso(from)} lies after ${iso(to)}`);
  if (to <= now) return;
  throw new RuntimeError('BACKFILL_INVALID', `${iso(to)} has not come yet; the schedule itself starts what comes`);
}

function backfilled(
  slot: number,
  request: DeliveryRequest,
  { delivery_id, runs, skipped, dead_letters: letters }: DeliveryResult,
): Backfilled {
  const [run] = runs;
  return {
    scheduled_at: new Date(slot).toISOString(),
    delivery_id,
    run_id: run?.run_id ?? null,
    duplicate: run?.duplicate ?? false,
    reason: letters[0]?.message ?? skipped[0]?.reason ?? request.reason ?? null,
  };
}
