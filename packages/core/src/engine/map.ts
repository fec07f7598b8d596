// `for_each`: one execution for each item of a list, admitted in order, collected in order.
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import { EvaluationError } from '../expression/evaluate.ts';
import type { ExecutionGraph, ForEach, GraphNode } from '../graph/graph.ts';
import { beginUnit, itemOf } from './begin.ts';
import { stopExecution } from './cancel.ts';
import type { Usage } from './fact.ts';
import { fail, succeed, templateFailure } from './outcome.ts';
import { isEnding, isOver } from './state.ts';
import type { ItemCounts, NodeExecution, RunState } from './state.ts';
import { executionOf } from './step.ts';
import type { Step } from './step.ts';
import { addUsage } from './usage.ts';

/** Goes on with a map after its items have changed: admits the next, or ends it. */
export function continueMap(step: Step, key: string): void {
  const { state, top, time } = step;
  const execution = executionOf(state, key);
  const { items, node: name } = execution;
  if (items === null || isOver(execution.status)) return;
  const node = top.node(name);
  const { for_each: map } = node;
  if (map === undefined) return;
  const isBroken = items.failed !== null && map.on_item_error === 'fail';
  if (isEnding(state) && node.finally !== true) {
    if (items.open === 0) step.queue.push({ kind: 'node.cancelled', time, key, node: name });
    return;
  }
  const next = nextOf(state, execution, items);
  if (items.open === 0 && (isBroken || next === items.count)) endMap(step, execution, { node, map, items });
  else if (!isBroken) admit(step, { node, execution, from: next, room: map.max_parallel - items.open });
}

/** The first item that has not begun. After a retry the ones that succeeded before stand as they are. */
function nextOf(state: RunState, { key }: NodeExecution, { next, count }: ItemCounts): number {
  let item = next;
  while (item < count && state.executions.has(`${key}[${item}]`)) item += 1;
  return item;
}

function admit(
  step: Step,
  {
    node,
    execution,
    from,
    room,
  }: { readonly node: GraphNode; readonly execution: NodeExecution; readonly from: number; readonly room: number },
): void {
  const { graph, state, time } = step;
  const count = execution.items?.count ?? 0;
  let left = room;
  for (let item = from; item < count && left > 0; item += 1) {
    const key = `${execution.key}[${item}]`;
    if (state.executions.has(key)) continue;
    left -= 1;
    try {
      step.queue.push(beginUnit(step, { node, key, item: node.kind === 'action' ? undefined : itemOf(step, key) }));
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      const ending = { time, key, node: node.name, attempt: 1 };
      step.queue.push(fail(graph, state, ending, templateFailure(node, error)));
    }
  }
}

/** Under `on_item_error: fail` the items after the failed one are cancelled; those before it finish. */
export function itemFailed(step: Step, map: NodeExecution): void {
  const { items } = map;
  const { for_each: each } = step.top.node(map.node);
  if (items === null || items.failed === null || each?.on_item_error !== 'fail') return;
  for (let item = items.failed + 1; item < items.next; item += 1) {
    const execution = step.state.executions.get(`${map.key}[${item}]`);
    if (execution !== undefined && !isOver(execution.status)) stopExecution(step, execution, 'item');
  }
}

function endMap(
  { graph, state, queue, time }: Step,
  execution: NodeExecution,
  { node, map, items }: { readonly node: GraphNode; readonly map: ForEach; readonly items: ItemCounts },
): void {
  const { key, startedAt } = execution;
  const ending = { time, key, node: node.name, attempt: 1, durationMs: time - (startedAt ?? time) };
  const failed = items.failed === null ? undefined : state.executions.get(`${key}[${items.failed}]`);
  if (failed !== undefined && failed.error !== null && map.on_item_error === 'fail') {
    queue.push(fail(graph, state, ending, failed.error));
    return;
  }
  const each = Array.from({ length: items.count }, (_, item) => state.executions.get(`${key}[${item}]`));
  const output = each.map((item) => collected(item, map));
  queue.push(succeed(graph, state, ending, { output, writes: writesOfMap(graph, { node, each }), ...usageOf(each) }));
}

function collected(item: NodeExecution | undefined, map: ForEach): Json {
  const isOk = item?.status === 'succeeded';
  if (map.on_item_error !== 'collect') return isOk ? item.output : null;
  return { ok: isOk, output: isOk ? item.output : null, error: isOk ? null : (item?.error ?? null) };
}

/** A field with a reducer takes every item's contribution, one without takes the list of the items' values. */
function writesOfMap(
  graph: ExecutionGraph,
  { node, each }: { readonly node: GraphNode; readonly each: readonly (NodeExecution | undefined)[] },
): JsonObject {
  const found: [string, Json][] = [];
  for (const { field } of node.writes) {
    const values = each.map((item) => (item?.status === 'succeeded' ? item.writes[field] : undefined));
    if (graph.state[field]?.reduce === undefined) found.push([field, values.map((value) => value ?? null)]);
    else {
      const given = values.filter((value) => value !== undefined);
      if (given.length > 0) found.push([field, given]);
    }
  }
  return Object.fromEntries(found);
}

function usageOf(each: readonly (NodeExecution | undefined)[]): {
  readonly usage: Usage;
  readonly costUsd: number | null;
} {
  const { input_tokens, output_tokens, cost_usd } = addUsage(each.filter((item) => item !== undefined));
  return { usage: { input_tokens, output_tokens }, costUsd: cost_usd };
}
