import { setFlagsFromString } from 'node:v8';

/**
 * Tells V8 that what is made lives shortly, also where it lived longer before. For a process that is there for the engine: it holds for all of it,
 * and from now on.
 *
 * V8 notes for each place in the code how much of what it made was still there at the next collection. Where that was nearly all, as after a
 * backlog of runs, it makes further ones old from the beginning. Old ones are looked at seldom, and until then keep alive whatever they refer to:
 * of a run of three nodes 14 KB came into the old generation, and with this 2 KB do.
 *
 * @example
 * expectShortLives();
 * const runtime = await createRuntime({ dataDir: '.configurable-agents' });
 */
export function expectShortLives(): void {
  setFlagsFromString('--no-allocation-site-pretenuring');
}
