// The mix of work: which workflows are started how often, by which door, and what their clients do then.
import type { JsonObject } from './http.ts';

export type Scenario = {
  readonly workflow: string;
  readonly weight: number;
  /** Webhooks carry an id and are sent until they are accepted; starts by the API are sent once. */
  readonly by: 'webhook' | 'api';
  readonly inputs: (number: number, random: () => number) => JsonObject;
  /** What somebody must do so that it ends. */
  readonly needs?: 'signal' | 'answer' | 'cancel';
};

const only = (number: number): JsonObject => ({ number });
const upTo = (random: () => number, most: number): number => 1 + Math.floor(random() * most);

function listOf(random: () => number, most: number): readonly number[] {
  return Array.from({ length: upTo(random, most) }, () => Math.floor(random() * 100));
}

export const SCENARIOS: readonly Scenario[] = [
  { workflow: 'notify', weight: 8, by: 'webhook', inputs: only },
  { workflow: 'rounds', weight: 3, by: 'webhook', inputs: (number, random) => ({ number, rounds: upTo(random, 5) }) },
  { workflow: 'items', weight: 3, by: 'webhook', inputs: (number, random) => ({ number, list: listOf(random, 8) }) },
  { workflow: 'parent', weight: 2, by: 'webhook', inputs: (number, random) => ({ number, list: listOf(random, 3) }) },
  { workflow: 'paused', weight: 2, by: 'webhook', inputs: only, needs: 'signal' },
  { workflow: 'review', weight: 2, by: 'webhook', inputs: only, needs: 'answer' },
  { workflow: 'handled', weight: 2, by: 'webhook', inputs: only },
  { workflow: 'flaky', weight: 2, by: 'webhook', inputs: only },
  { workflow: 'race', weight: 2, by: 'webhook', inputs: only },
  // An id whose run failed starts another one; so what may fail is started by the API.
  { workflow: 'write', weight: 3, by: 'api', inputs: only },
  { workflow: 'doomed', weight: 2, by: 'api', inputs: only },
  { workflow: 'endless', weight: 1, by: 'api', inputs: only, needs: 'cancel' },
  { workflow: 'rounds', weight: 1, by: 'api', inputs: (number, random) => ({ number, rounds: upTo(random, 5) }) },
];

/** Names under which the workflows are registered; what others start comes first. */
export const WORKFLOWS: readonly string[] = [
  ...new Set(['child', 'notify', ...SCENARIOS.map(({ workflow }) => workflow)]),
];

export function pick(random: () => number, from: readonly Scenario[] = SCENARIOS): Scenario {
  const all = from.reduce((sum, { weight }) => sum + weight, 0);
  let left = random() * all;
  for (const scenario of from) if ((left -= scenario.weight) < 0) return scenario;
  return from.at(-1) as Scenario;
}

/** A small seeded generator (mulberry32), so that a failure can be repeated as far as timing allows. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
