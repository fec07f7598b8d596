// What carries a lane: a thread or a child process. Whoever watches a lane does not know which.
import type { FromLane, ToLane } from './protocol.ts';

export type Carrier = {
  /** As it stands in warnings, such as `a worker thread`. */
  readonly name: string;
  readonly start: (events: CarrierEvents) => Carried;
  /** Ends all that still run. */
  readonly close: () => Promise<void>;
};

export type CarrierEvents = {
  readonly message: (message: FromLane) => void;
  /** Called once, when it has ended. */
  readonly ended: (end: CarrierEnd) => void;
};

export type CarrierEnd = {
  /** Where it did not end by itself, and was not told to. */
  readonly why?: 'memory' | 'forging';
  readonly error?: Error;
};

export type Carried = {
  readonly post: (message: ToLane) => void;
  /** Ends it, whatever it does. */
  readonly end: () => void;
};
