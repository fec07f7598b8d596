// One execution of one node, without what leads to it: how often it calls a model, what that uses, how long it takes.
import { parseDuration } from '@configurable-agents/core/graph';
import type { ExecutionGraph, GraphNode, RetryPolicy, Template, WaitFor } from '@configurable-agents/core/graph';
import type { Models } from './answer.ts';
import { underBudget } from './budget.ts';
import type { Asker } from './budget.ts';
import { ANY, exactly, NONE, perhaps, times } from './interval.ts';
import type { Interval } from './interval.ts';
import { itemsOf } from './items.ts';
import { subrunBounds } from './subrun.ts';
import { talkOf } from './talk.ts';
import type { Talk } from './talk.ts';
import { countsOf, mapUse, NO_USE, perhapsUse, timesUse } from './use.ts';
import type { Counts, Use } from './use.ts';
import type { Written } from './written.ts';

/** Why a bound is as high as it is: a number that multiplies, and the edit that lowers it. */
export type Factor = {
  readonly count: number;
  readonly of: string;
  readonly edit: string;
  /** It multiplies calls, and what they take is within one attempt's time. */
  readonly isOfCalls?: true;
};

/** What is counted of a run. `tokens` are those of input and output together. */
export type Quantity = 'calls' | 'input' | 'output' | 'wall';

export type Unbounded = { readonly what: Quantity; readonly why: string; readonly edit: string };

/** Bounds of a graph as a whole. `unpriced`: models whose price is not known, as `provider/model`. */
export type Total = Counts & { readonly wall: Interval; readonly unpriced: readonly string[] };

export type Own = Total & {
  readonly factors: readonly Factor[];
  /** What has no bound, and the edit that gives it one. */
  readonly unbounded: readonly Unbounded[];
  /** The node as one that asks models. */
  readonly asker?: Asker;
};

/** What the bounds of a node are found by. */
export type Surroundings = {
  readonly graph: ExecutionGraph;
  readonly models: Models;
  readonly written: Written;
  /** The bounds of an awaited workflow, by its hash. */
  readonly child: (hash: string) => Total | undefined;
};

/** The bounds of one turn of a node: once, or once an item. */
export function ownBounds(node: GraphNode, around: Surroundings): Own {
  const one = once(node, around);
  const map = node.for_each;
  const items = map === undefined ? exactly(1) : itemsOf(map, around.graph);
  const parallel = map?.max_parallel ?? 1;
  // At most `max_parallel` at once, the next as soon as one ends: no more waves than this, none longer than one item may take.
  const waves: Interval = { lo: Math.ceil(items.lo / parallel), hi: Math.ceil(items.hi / parallel) };
  const mayFail = node.on_error !== undefined || node.when !== undefined;
  const maySkip = map !== undefined && map.on_item_error !== 'fail';
  // What fails before its model is asked, or before its items, is passed over: a floor holds only where a failure ends the run.
  const sure = (interval: Interval): Interval => (mayFail ? perhaps(interval) : interval);
  const each = timesUse(maySkip ? perhapsUse(one.use) : one.use, items);
  const asker = one.talk && { ...one.talk, parallel: Math.min(parallel, items.hi) };
  const factor = {
    count: items.hi,
    of: 'items',
    edit: `lower \`for_each.max_items\` of \`${node.name}\`, or give its list a \`maxItems\``,
  };
  const own: Own = {
    executions: sure(items),
    ...(mayFail ? perhapsUse(each) : each),
    wall: sure(times(waves, maySkip ? perhaps(one.wall) : one.wall)),
    unpriced: one.unpriced ?? [],
    factors: [...(items.hi > 1 ? [factor] : []), ...(one.factors ?? [])],
    unbounded: one.unbounded ?? [],
    ...(asker === undefined ? {} : { asker }),
  };
  return { ...own, ...underOwnBudget(node, countsOf(own), asker) };
}

/** A node's budget is over all of its executions; it holds for each turn too. */
export function underOwnBudget(node: GraphNode, counts: Counts, asker: Asker | undefined): Counts {
  const budget = node.kind === 'action' ? node.llm?.budget : undefined;
  return budget === undefined || asker === undefined
    ? counts
    : underBudget(counts, budget, { lines: [[asker]], beside: NO_USE });
}

/** One execution. What is not said is nothing. */
export type Once = {
  readonly use: Use;
  readonly wall: Interval;
  readonly factors?: readonly Factor[];
  readonly unbounded?: readonly Unbounded[];
  readonly unpriced?: readonly string[];
  readonly talk?: Talk;
};

const FREE: Once = { use: NO_USE, wall: NONE };

function once(node: GraphNode, around: Surroundings): Once {
  switch (node.kind) {
    case 'set':
      return FREE;
    case 'wait':
      return { ...FREE, ...waitBounds(node.name, node.wait) };
    case 'approval':
      return {
        ...FREE,
        ...timed(node.timeout_ms, `\`${node.name}\` waits for an answer without a \`timeout\``, node.name),
      };
    case 'subrun':
      // A run that is only started is one of its own, with bounds of its own.
      return node.wait ? subrunBounds(node, around) : FREE;
    case 'action':
      return actionBounds(node, around);
  }
}

function timed(limit: number | undefined, why: string, name: string): Pick<Once, 'wall' | 'unbounded'> {
  if (limit !== undefined) return { wall: { lo: 0, hi: limit }, unbounded: [] };
  return { wall: ANY, unbounded: [{ what: 'wall', why, edit: `give \`${name}\` a \`with.timeout\`` }] };
}

function waitBounds(name: string, wait: WaitFor): Pick<Once, 'wall' | 'unbounded'> {
  if (wait.for === 'signal')
    return timed(wait.timeout_ms, `\`${name}\` waits for the signal \`${wait.signal}\` without a \`timeout\``, name);
  const known = wait.for === 'duration' ? fixedDuration(wait.duration) : undefined;
  if (known !== undefined) return { wall: exactly(known) };
  const why = `\`${name}\` waits for a time that only the run knows`;
  return {
    wall: ANY,
    unbounded: [{ what: 'wall', why, edit: 'write the duration as a literal, such as `duration: 1h`' }],
  };
}

function fixedDuration(template: Template): number | undefined {
  return template.kind === 'literal' && (typeof template.value === 'string' || typeof template.value === 'number')
    ? parseDuration(template.value)
    : undefined;
}

function actionBounds(
  node: GraphNode & { readonly kind: 'action' },
  { written, models }: Pick<Surroundings, 'written' | 'models'>,
): Once {
  const { retry, timeout_ms: timeout, name, llm } = node;
  const attempts = retry.max_attempts;
  const wall = { lo: 0, hi: attempts * timeout + waitsOf(retry) };
  const again: Factor = { count: attempts, of: 'attempts', edit: `lower \`retry.max_attempts\` of \`${name}\`` };
  if (llm === undefined) return { ...FREE, wall, factors: attempts > 1 ? [again] : [] };
  const talk = talkOf({ ...node, llm }, written, models);
  const factors: readonly Factor[] = [
    again,
    {
      count: 1 + (llm.repair ?? 0),
      of: 'answers of an attempt',
      edit: `lower \`repair\` of \`${name}\``,
      isOfCalls: true,
    },
    { count: talk.turns, of: 'turns with tools', edit: `lower \`max_turns\` of \`${name}\``, isOfCalls: true },
  ];
  const use = timesUse(talk.attempt, { lo: 1, hi: attempts });
  const workflow = llm.tools?.find((tool) => tool.workflow !== undefined)?.workflow;
  const shared = { wall, talk, unpriced: talk.unpriced, factors: factors.filter(({ count }) => count > 1) };
  if (workflow === undefined) return { ...shared, use, unbounded: openOf(talk) };
  // What a workflow does that a model runs as a tool is not known here.
  const why = `a model may run the workflow \`${workflow}\` as a tool of \`${name}\``;
  const edit = 'make it a node that awaits the workflow';
  const unbounded = (['calls', 'input', 'output'] as const).map((what) => ({ what, why, edit }));
  return { ...shared, use: mapUse(use, ({ lo }) => ({ lo, hi: Infinity })), unbounded };
}

function openOf({ openInput, openOutput }: Talk): readonly Unbounded[] {
  return [
    ...(openInput === undefined ? [] : [{ what: 'input' as const, ...openInput }]),
    ...(openOutput === undefined ? [] : [{ what: 'output' as const, ...openOutput }]),
  ];
}

/** All the waits between attempts, in milliseconds, at their longest; what a service asks for by Retry-After may be longer. */
function waitsOf({ max_attempts: attempts, initial_ms: initial, factor, max_ms: max }: RetryPolicy): number {
  let sum = 0;
  for (let n = 1; n < attempts; n += 1) sum += Math.min(max, initial * factor ** (n - 1));
  return sum;
}
