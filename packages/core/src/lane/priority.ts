// Who goes first where there are fewer cores than work.
import { getPriority, setPriority } from 'node:os';

/** A third of the share of a thread that has not stepped back. */
const STEPS = 5;
const LOWEST = 19;

/**
 * Lets the threads that accept, decide and commit go before this one: a node that computes makes others wait, but no sender. On Linux a priority is
 * a thread's own (setpriority(2)); elsewhere it is that of the whole process, and all stay alike.
 */
export function giveWay(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(Math.min(getPriority() + STEPS, LOWEST));
  } catch {
    // A system that does not let it (seccomp) treats all of them alike: slower to answer under load, and right all the same.
  }
}
