// One execution of one node, without what leads to it: how often it calls a model, how long it takes.
import { parseDuration } from '@configurable-agents/core/graph';
import type { ExecutionGraph, GraphNode, RetryPolicy, Template, WaitFor } from '@configurable-agents/core/graph';
import { exactly, NONE, perhaps, times } from './interval.ts';
import type { Interval } from './interval.ts';
import { itemsOf } from './items.ts';

/** Why a bound is as high as it is: a number that multiplies, and the edit that lowers it. */
export type Factor = {
  readonly count: number;
  readonly of: string;
  readonly edit: string;
  /** It multiplies calls, and what they take is within one attempt's time. */
  readonly isOfCalls?: true;
};

export type Own = {
  /** How often the node executes each time that it is reached: once, or once an item. */
  readonly executions: Interval;
  readonly calls: Interval;
  readonly wall: Interval;
  readonly factors: readonly Factor[];
  /** What has no bound, and the edit that gives it one. */
  readonly unbounded: readonly Unbounded[];
};

export type Unbounded = { readonly what: 'calls' | 'wall'; readonly why: string; readonly edit: string };

/** Bounds of a graph as a whole. */
export type Total = { readonly executions: Interval; readonly calls: Interval; readonly wall: Interval };

const UNKNOWN: Interval = { lo: 0, hi: Infinity };

/** `child` gives the bounds of an awaited workflow, by its hash. */
export function ownBounds(node: GraphNode, graph: ExecutionGraph, child: (hash: string) => Total | undefined): Own {
  const one = once(node, child);
  const map = node.for_each;
  const items = map === undefined ? exactly(1) : itemsOf(map, graph);
  const parallel = map?.max_parallel ?? 1;
  // At most `max_parallel` at once, the next as soon as one ends: no more waves than this, none longer than one item may take.
  const waves: Interval = { lo: Math.ceil(items.lo / parallel), hi: Math.ceil(items.hi / parallel) };
  const mayFail = node.on_error !== undefined;
  // What fails before its model is asked, or before its items, is passed over: a floor holds only where a failure ends the run.
  const sure = (interval: Interval): Interval => (mayFail || node.when !== undefined ? perhaps(interval) : interval);
  const perItem = map !== undefined && map.on_item_error !== 'fail' ? perhaps : (interval: Interval) => interval;
  return {
    executions: sure(items),
    calls: sure(times(items, perItem(one.calls))),
    wall: sure(times(waves, perItem(one.wall))),
    factors: [
      ...(items.hi > 1
        ? [
            {
              count: items.hi,
              of: 'items',
              edit: `lower \`for_each.max_items\` of \`${node.name}\`, or give its list a \`maxItems\``,
            },
          ]
        : []),
      ...one.factors,
    ],
    unbounded: one.unbounded,
  };
}

type Once = Omit<Own, 'executions'>;

const FREE: Once = { calls: NONE, wall: NONE, factors: [], unbounded: [] };

function once(node: GraphNode, child: (hash: string) => Total | undefined): Once {
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
      return subrunBounds(node, child);
    case 'action':
      return actionBounds(node);
  }
}

function timed(limit: number | undefined, why: string, name: string): Pick<Once, 'wall' | 'unbounded'> {
  if (limit !== undefined) return { wall: { lo: 0, hi: limit }, unbounded: [] };
  return { wall: UNKNOWN, unbounded: [{ what: 'wall', why, edit: `give \`${name}\` a \`with.timeout\`` }] };
}

function waitBounds(name: string, wait: WaitFor): Pick<Once, 'wall' | 'unbounded'> {
  if (wait.for === 'signal')
    return timed(wait.timeout_ms, `\`${name}\` waits for the signal \`${wait.signal}\` without a \`timeout\``, name);
  const known = wait.for === 'duration' ? fixedDuration(wait.duration) : undefined;
  if (known !== undefined) return { wall: exactly(known), unbounded: [] };
  const why = `\`${name}\` waits for a time that only the run knows`;
  return {
    wall: UNKNOWN,
    unbounded: [{ what: 'wall', why, edit: 'write the duration as a literal, such as `duration: 1h`' }],
  };
}

function fixedDuration(template: Template): number | undefined {
  return template.kind === 'literal' && (typeof template.value === 'string' || typeof template.value === 'number')
    ? parseDuration(template.value)
    : undefined;
}

function subrunBounds(node: GraphNode & { readonly kind: 'subrun' }, child: (hash: string) => Total | undefined): Once {
  // A run that is only started is one of its own, with bounds of its own.
  if (!node.wait) return FREE;
  const known = node.graph === undefined ? undefined : child(node.graph);
  const limit = node.timeout_ms ?? Infinity;
  const edit = `bound the workflow \`${node.workflow}\``;
  if (known === undefined) {
    const why = `the workflow \`${node.workflow}\` of \`${node.name}\` is not known here`;
    const hi = Math.min(Infinity, limit);
    return {
      calls: UNKNOWN,
      wall: { lo: 0, hi },
      factors: [],
      unbounded: (hi === Infinity ? (['calls', 'wall'] as const) : (['calls'] as const)).map((what) => ({
        what,
        why,
        edit,
      })),
    };
  }
  const { calls, wall } = known;
  const own = (what: 'calls' | 'wall', hi: number): readonly Unbounded[] =>
    hi === Infinity ? [{ what, why: `the workflow \`${node.workflow}\` of \`${node.name}\` has no bound`, edit }] : [];
  const capped = { lo: wall.lo, hi: Math.min(wall.hi, limit) };
  return {
    calls,
    wall: capped,
    factors: calls.hi > 1 ? [{ count: calls.hi, of: `calls of \`${node.workflow}\``, edit, isOfCalls: true }] : [],
    unbounded: [...own('calls', calls.hi), ...own('wall', capped.hi)],
  };
}

/** Keys of a model's settings that repeat a call within an attempt. */
type Talk = {
  readonly repair?: number;
  readonly max_turns?: number;
  readonly tools?: readonly { readonly workflow?: string }[];
  readonly cache?: unknown;
  readonly fallback?: readonly unknown[];
};

/** Calls of a model in one attempt, with tools, where `max_turns` is not said. */
const MAX_TURNS = 8;

function actionBounds(node: GraphNode & { readonly kind: 'action' }): Once {
  const { retry, timeout_ms: timeout, name } = node;
  const attempts = retry.max_attempts;
  const wall = { lo: 0, hi: attempts * timeout + waitsOf(retry) };
  const again: Factor = { count: attempts, of: 'attempts', edit: `lower \`retry.max_attempts\` of \`${name}\`` };
  if (node.llm === undefined) return { ...FREE, wall, factors: attempts > 1 ? [again] : [] };
  const { repair = 0, max_turns: most = MAX_TURNS, tools = [], cache, fallback = [] }: Talk = node.llm as Talk;
  const turns = tools.length === 0 ? 1 : most;
  const isCached = cache !== undefined && cache !== false;
  const factors: readonly Factor[] = [
    again,
    { count: 1 + repair, of: 'answers of an attempt', edit: `lower \`repair\` of \`${name}\``, isOfCalls: true },
    { count: turns, of: 'turns with tools', edit: `lower \`max_turns\` of \`${name}\``, isOfCalls: true },
  ];
  // What a workflow does that a model runs as a tool is not known here.
  const workflow = tools.find((tool) => tool.workflow !== undefined)?.workflow;
  const why = `a model may run the workflow \`${workflow}\` as a tool of \`${name}\``;
  return {
    calls: {
      lo: isCached ? 0 : 1,
      // Each model that is not there is one call more: what follows is asked of the next one.
      hi: workflow === undefined ? attempts * ((1 + repair) * turns + fallback.length) : Infinity,
    },
    wall,
    factors: factors.filter(({ count }) => count > 1),
    unbounded: workflow === undefined ? [] : [{ what: 'calls', why, edit: 'make it a node that awaits the workflow' }],
  };
}

/** All the waits between attempts, in milliseconds, at their longest; what a service asks for by Retry-After may be longer. */
function waitsOf({ max_attempts: attempts, initial_ms: initial, factor, max_ms: max }: RetryPolicy): number {
  let sum = 0;
  for (let n = 1; n < attempts; n += 1) sum += Math.min(max, initial * factor ** (n - 1));
  return sum;
}
