// Lanes in child processes, each for one plugin.
import { fileURLToPath } from 'node:url';
import { processCarrier } from '../../carrier/process.ts';
import type { ProcessOptions } from '../../carrier/process.ts';
import type { FromLane, LaneCarrier, LaneInit, ToLane } from '../protocol.ts';
import { openLedger } from './ledger.ts';

export type LaneProcessOptions = Pick<ProcessOptions<ToLane, FromLane>, 'confinement' | 'onLine'> & {
  readonly init: LaneInit;
};

/** A process that was told to end has so long for it. */
const DRAIN_MS = 1000;

export function laneProcessCarrier({ init, ...options }: LaneProcessOptions): LaneCarrier {
  const entry = fileURLToPath(import.meta.resolve('#lane-process'));
  const carrier = processCarrier<ToLane, FromLane>({ ...options, entry, setup: init, openLedger });
  return {
    ...carrier,
    start: (events) => {
      const { post, end } = carrier.start(events);
      return {
        post: (message) => {
          post(message);
          if (message.kind === 'drain') setTimeout(end, DRAIN_MS).unref();
        },
        end,
      };
    },
  };
}
