// What carries code that is not ours to trust: a thread or a child process. Whoever talks with that code does not know which.
import { reasonOf } from '../plugin/failure.ts';

/** `To` is what is sent there, `From` what is heard from there. */
export type Carrier<To, From = unknown> = {
  /** As it stands in warnings, such as `a worker thread`. */
  readonly name: string;
  readonly start: (events: CarrierEvents<From>) => Carried<To>;
  /** Ends all that still run. */
  readonly close: () => Promise<void>;
};

export type CarrierEvents<From = unknown> = {
  readonly message: (message: From) => void;
  /** Called once, when it has ended. */
  readonly ended: (end: CarrierEnd) => void;
};

export type CarrierEnd = {
  /** Where it did not end by itself, and was not told to. */
  readonly why?: 'memory' | 'forging';
  readonly error?: Error;
};

export type Carried<To> = {
  readonly post: (message: To) => void;
  /** Ends it, whatever it does. */
  readonly end: () => void;
};

/** Why it ended, as its user is told. */
export function reasonOfEnd({ why, error }: CarrierEnd): string {
  return why === 'memory' ? `it ran out of memory: ${reasonOf(error)}` : reasonOf(error);
}
