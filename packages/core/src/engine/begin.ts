// The first facts of a node whose turn has come.
import type { Json } from '@configurable-agents/plugin-sdk';
import { evaluate, EvaluationError } from '../expression/evaluate.ts';
import { render, toText } from '../expression/render.ts';
import { toMs } from '../graph/duration.ts';
import type { ApprovalNode, ForEach, GraphNode, WaitFor } from '../graph/graph.ts';
import { callsOf } from './budget.ts';
import { iterationsOf } from './edges.ts';
import type { Fact, Failure, Waiting } from './fact.ts';
import { keyOf, mapKeyOf, parseKey } from './key.ts';
import { conditionFailure, fail, isTrue, passBy, succeed, templateFailure } from './outcome.ts';
import type { Ending } from './outcome.ts';
import { scopeOf } from './scope.ts';
import type { Item } from './scope.ts';
import type { NodeExecution } from './state.ts';
import { executionOf } from './step.ts';
import type { Step } from './step.ts';

/** Begins a node, in the current iteration of the loops around it. */
export function begin(step: Step, name: string): void {
  const { graph, state, top, time } = step;
  const place = top.place(name);
  const { node } = place;
  const iterations = iterationsOf(state, place);
  const key = keyOf(name, iterations);
  step.begun.add(key);
  const ending: Ending = { time, key, node: name, attempt: 1 };
  const { when, for_each: map } = node;
  const isPlain = when === undefined && map === undefined;
  if (isPlain) {
    step.queue.push(beginUnit(step, { node, key, item: undefined }));
    return;
  }
  try {
    const scope = scopeOf(graph, state, { node: name, iterations });
    const isMeant = when === undefined || isTrue(evaluate(when, scope));
    if (!isMeant) step.queue.push(passBy(graph, state, ending));
    else if (map === undefined) step.queue.push(beginUnit(step, { node, key, item: undefined }));
    else step.queue.push(beginMap(step, ending, { map, list: render(map.in, scope) }));
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    step.queue.push(
      fail(graph, state, ending, conditionFailure(when === undefined ? 'the list' : 'the condition', node, error)),
    );
  }
}

function beginMap(
  { graph, state }: Step,
  ending: Ending,
  { map, list }: { readonly map: ForEach; readonly list: Json },
): Fact {
  if (!Array.isArray(list)) {
    const error = {
      code: 'RUN_CONDITION_FAILED',
      class: 'error',
      message: `\`for_each\` of \`${ending.node}\` needs a list`,
    };
    return fail(graph, state, ending, error);
  }
  if (list.length > map.max_items) {
    const message = `\`${ending.node}\` was given ${list.length} items, and takes ${map.max_items}; raise \`max_items\``;
    return fail(graph, state, ending, { code: 'RUN_MAP_LIMIT', class: 'error', message });
  }
  const { time, key, node } = ending;
  return { kind: 'map.started', time, key, node, count: list.length };
}

type Unit = { readonly node: GraphNode; readonly key: string; readonly item: Item | undefined };

/** Begins what does the work: the node itself, or one item of its list. */
export function beginUnit(step: Step, { node, key, item }: Unit): Fact {
  const { graph, state, time } = step;
  if (node.kind === 'action' || node.kind === 'subrun') {
    return { kind: 'node.scheduled', time, key, node: node.name, attempt: 1, alone: false, ...callsOf(graph, node) };
  }
  const ending: Ending = { time, key, node: node.name, attempt: 1 };
  try {
    const scope = scopeOf(graph, state, { node: node.name, iterations: parseKey(key).iterations, item });
    if (node.kind === 'set') return succeed(graph, state, ending, { output: render(node.with, scope) });
    const waiting = node.kind === 'wait' ? waitOf(node, { scope, time }) : askOf(node, { scope, time });
    if ('code' in waiting) return fail(graph, state, ending, waiting);
    return { kind: 'node.waiting', time, key, node: node.name, ...waiting };
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return fail(graph, state, ending, templateFailure(node, error));
  }
}

type At = { readonly scope: { readonly [name: string]: Json }; readonly time: number };

function waitOf(node: GraphNode & { readonly wait: WaitFor }, { scope, time }: At): Waiting | Failure {
  const { wait } = node;
  switch (wait.for) {
    case 'duration': {
      const given = render(wait.duration, scope);
      const ms = toMs(given);
      return ms === undefined || !(ms >= 0)
        ? wrong(node, `${JSON.stringify(given)} is no duration`)
        : { for: 'time', wake_at: Math.round(time + ms) };
    }
    case 'time': {
      const given = render(wait.until, scope);
      const until = typeof given === 'string' && HAS_OFFSET.test(given) ? Date.parse(given) : Number.NaN;
      return Number.isNaN(until)
        ? wrong(node, `${JSON.stringify(given)} is no time with an offset, such as 2030-01-31T09:00:00Z`)
        : { for: 'time', wake_at: until };
    }
    case 'signal':
      return {
        for: 'signal',
        signal: wait.signal,
        wake_at: wait.timeout_ms === undefined ? null : time + wait.timeout_ms,
        ...(wait.default === undefined ? {} : { default: render(wait.default, scope) }),
      };
  }
}
const HAS_OFFSET = /T.*(?:Z|[+-]\d\d:\d\d)$/i;

function askOf(node: ApprovalNode, { scope, time }: At): Waiting {
  return {
    for: 'approval',
    message: toText(render(node.message, scope)),
    show: render(node.show, scope),
    form: node.form,
    wake_at: node.timeout_ms === undefined ? null : time + node.timeout_ms,
    ...(node.default === undefined ? {} : { default: render(node.default, scope) }),
  };
}

function wrong({ name }: GraphNode, problem: string): Failure {
  return { code: 'RUN_WAIT_INVALID', class: 'bad_request', message: `the wait of \`${name}\`: ${problem}` };
}

// The list of a map is evaluated once in a process: what a node sees never changes, so that it need not be in the journal.
const lists = new WeakMap<NodeExecution, readonly Json[]>();

/** The item of an execution that is one; undefined of any other. */
export function itemOf(step: Pick<Step, 'graph' | 'state' | 'top'>, key: string): Item | undefined {
  const { node: name, iterations, item } = parseKey(key);
  if (item === null) return undefined;
  const { graph, state, top } = step;
  const map = executionOf(state, mapKeyOf(key));
  let list = lists.get(map);
  if (list === undefined) {
    const { for_each: each } = top.node(name);
    list =
      each === undefined ? [] : (render(each.in, scopeOf(graph, state, { node: name, iterations })) as readonly Json[]);
    lists.set(map, list);
  }
  return { value: list[item] ?? null, index: item };
}

/** The scope of an execution, also of an item. */
export function scopeOfKey(step: Pick<Step, 'graph' | 'state' | 'top'>, key: string): ReturnType<typeof scopeOf> {
  const { node, iterations } = parseKey(key);
  return scopeOf(step.graph, step.state, { node, iterations, item: itemOf(step, key) });
}
