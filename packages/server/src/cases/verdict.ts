// How a rehearsed run is held against what its test expects. Pure.
import { isDeepStrictEqual } from 'node:util';
import type { TestCase } from '@configurable-agents/compiler';
import type { Rehearsal } from '@configurable-agents/core';
import { evaluate, EvaluationError } from '@configurable-agents/core/expression';
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';

/** Everything in which a run is not what is expected, a sentence each; empty where it is. */
export function problemsOf(test: TestCase, run: Rehearsal): readonly string[] {
  const { expect } = test;
  const found: string[] = [];
  const status = expect['status'] ?? 'succeeded';
  if (run.status === 'stuck') {
    found.push(`the run waits for ${run.waiting.join(', ')}, and the test gives no answer or signal for it`);
  } else if (run.status !== status) found.push(`the run ${run.status}${causeOf(run)}, expected ${String(status)}`);
  if (expect['error'] !== undefined && run.error?.code !== expect['error']) {
    found.push(`the error is ${run.error?.code ?? 'none'}, expected ${String(expect['error'])}`);
  }
  if (expect['result'] !== undefined && !isDeepStrictEqual(run.result, expect['result'])) {
    found.push(`the result is ${show(run.result)}, expected ${show(expect['result'])}`);
  }
  for (const [field, value] of Object.entries((expect['state'] ?? {}) as JsonObject)) {
    const actual = run.state[field] ?? null;
    if (!isDeepStrictEqual(actual, value)) found.push(`state.${field} is ${show(actual)}, expected ${show(value)}`);
  }
  for (const node of namesOf(expect['visited'])) if (!run.visited.includes(node)) found.push(`${node} did not run`);
  for (const node of namesOf(expect['not_visited'])) if (run.visited.includes(node)) found.push(`${node} ran`);
  const most = expect['max_llm_calls'];
  if (typeof most === 'number' && run.llm_calls > most) {
    found.push(`models were called ${run.llm_calls} times, expected at most ${most}`);
  }
  if (expect['ignored'] === true) found.push('the event started a run, expected it to be ignored');
  return [...found, ...test.that.flatMap((condition) => conditionProblem(condition, run))];
}

function conditionProblem({ text, condition }: TestCase['that'][number], { scope }: Rehearsal): readonly string[] {
  if (condition === undefined) return [];
  try {
    return evaluate(condition, scope) === true ? [] : [`\`${text}\` is false`];
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return [`\`${text}\` cannot be evaluated: ${error.message}`];
  }
}

function causeOf({ error }: Rehearsal): string {
  if (error === null) return '';
  return ` at ${error.node ?? 'no node'} (${error.code}: ${error.message})`;
}

function namesOf(list: Json | undefined): readonly string[] {
  return Array.isArray(list) ? list.map(String) : [];
}

function show(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}
