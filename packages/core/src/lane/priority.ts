// Who goes first where there are fewer cores than work.
import { getPriority, setPriority } from 'node:os';

/** A third of the share of a thread that has not stepped back. */
const STEPS = 5;
const LOWEST = 19;
/** Kept here, since a process that runs a plugin takes it from `node:os` before it loads the plugin. */
const set = setPriority;
let hasGivenWay = false;

/**
 * Lets the threads that accept, decide and commit go before this one: a node that computes makes others wait, but no sender. On Linux a priority is
 * a thread's own (setpriority(2)); elsewhere it is that of the whole process, and all stay alike. Called again it does nothing.
 */
export function giveWay(): void {
  if (hasGivenWay || process.platform !== 'linux') return;
  hasGivenWay = true;
  try {
    set(Math.min(getPriority() + STEPS, LOWEST));
  } catch {
    // A system that does not let it (seccomp) treats all of them alike: slower to answer under load, and right all the same.
  }
}
