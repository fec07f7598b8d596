// What each workflow of the load must come to, computed from its inputs alone. Shares nothing with the engine.
import type { Json, JsonObject } from './http.ts';

/** A way a run may end. */
export type Ending = {
  readonly status: 'succeeded' | 'failed' | 'cancelled';
  /** Code of its error. */
  readonly code?: string;
  readonly result?: Json;
  /** Keys of the node executions that completed, each once. */
  readonly completed: readonly string[];
  /** Of these keys any may be missing: how far it came depends on when somebody intervened. */
  readonly isPartial?: boolean;
  /** Allowed only where the journal says that an attempt of this node was lost. */
  readonly ifLost?: string;
};

/** What others did to a run, and were told that it was accepted. */
export type Touched = {
  /** Payloads of signals, as the journal has them in their order. */
  readonly amounts: readonly number[];
  readonly ok: boolean | null;
};

type Expect = (inputs: { readonly n: number; readonly list: readonly number[] }, touched: Touched) => readonly Ending[];

const succeeded = (result: Json, completed: readonly string[]): Ending => ({ status: 'succeeded', result, completed });
const keys = (node: string, list: readonly number[]): readonly string[] => list.map((_item, i) => `${node}[${i}]`);

const EXPECTED: { readonly [workflow: string]: Expect } = {
  notify: ({ n }) => {
    const first = `[echo] first ${n}`;
    const second = `[echo] second ${n}, after ${first}`;
    return [succeeded(`[echo] third ${n}, after ${second}`, ['first', 'second', 'third'])];
  },
  rounds: ({ list }) => [succeeded({ n: list.length }, [...list.map((round) => `step#${round}`), 'done'])],
  items: ({ list }) => {
    const even = keys('each', list).filter((_key, i) => list[i] !== undefined && list[i] % 2 === 0);
    return [succeeded({ list: list.map((n) => (n % 2 === 0 ? n + 1 : null)) }, [...even, 'each', 'done'])];
  },
  parent: ({ list }) => [succeeded({ list: list.map((n) => n + 2) }, [...keys('each', list), 'each', 'tell', 'done'])],
  child: ({ n }) => [succeeded({ n: n + 2 }, ['first', 'second'])],
  paused: (_inputs, { amounts: [amount = null] }) => [succeeded({ amount }, ['nap', 'paid', 'done'])],
  review: ({ n }, { ok }) => [
    ok === true ? succeeded({ n: n + 1 }, ['ask', 'publish']) : succeeded({ n }, ['ask', 'give_back']),
  ],
  handled: ({ n }) => [succeeded({ code: 'LOAD_ODD', number: n }, ['sorry'])],
  flaky: ({ n }) => [succeeded({ n: n + 1 }, ['try', 'done'])],
  write: ({ n }) => [
    succeeded({ n: n + 2 }, ['prepare', 'book', 'done']),
    { status: 'failed', code: 'RUN_OUTCOME_UNKNOWN', completed: ['prepare'], ifLost: 'book' },
  ],
  doomed: () => [{ status: 'failed', code: 'LOAD_ODD', completed: ['fine', 'tidy'] }],
  race: ({ n }) => [succeeded({ number: n }, ['quick', 'first'])],
  endless: () => [{ status: 'cancelled', completed: ['begin'], isPartial: true }],
};

/** The endings that a workflow allows; undefined for one that is not of the load. */
export function endingsOf(workflow: string, inputs: JsonObject, touched: Touched): readonly Ending[] | undefined {
  const { number, n = number, list, rounds } = inputs;
  const numbers = Array.isArray(list) ? (list as readonly number[]) : [];
  const counted = typeof rounds === 'number' ? Array.from({ length: rounds }, (_, i) => i + 1) : numbers;
  return EXPECTED[workflow]?.({ n: Number(n), list: counted }, touched);
}

/** The node of `parent` that starts a run without waiting for its end. */
export const DETACHED = 'tell';

/** Keys under which a run starts others. */
export function startsOf(workflow: string, inputs: JsonObject): readonly string[] {
  if (workflow !== 'parent') return [];
  return [...keys('each', inputs['list'] as readonly number[]), DETACHED];
}
