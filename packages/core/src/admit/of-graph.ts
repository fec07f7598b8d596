// The limits of a graph, for one run: their keys and its priority, rendered over what is known when it is let in.
import { createHash } from 'node:crypto';
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import { EvaluationError, render, toText } from '../expression/index.ts';
import type { ExecutionGraph, GraphTrigger, RunLimits } from '../graph/graph.ts';
import type { Template } from '../graph/template.ts';
import { NO_ADMISSION } from './admission.ts';
import type { Admission, Concurrency, Rate } from './admission.ts';

/** What a run is asked for with. `trigger`: the entry that takes it; `event`: what that entry's keys read, where there is one. */
export type Asked = {
  readonly trigger: { readonly name: string; readonly uses: string };
  readonly event?: Json;
  /** With their defaults. */
  readonly inputs: JsonObject;
  readonly env: { readonly [name: string]: string };
};

export type AdmissionOf = { readonly admission: Admission } | { readonly problem: string };

/** Longer keys are told apart by their hash: they stand in the journal, and in the list of runs. */
const LONGEST_KEY = 200;
const HIGHEST = 100;

/** The limits of a run that is asked for, or why they cannot be told. */
export function admissionOf(graph: ExecutionGraph, asked: Asked): AdmissionOf {
  const entry = graph.triggers.find(({ name, uses }) => name === asked.trigger.name && uses === asked.trigger.uses);
  const limited: readonly (RunLimits | undefined)[] = [graph.execution, entry];
  if (!limited.some(isLimited) && entry?.debounce === undefined) return { admission: NO_ADMISSION };
  try {
    const whole = scopeOf(graph, asked);
    const own = { ...whole, event: asked.event ?? null };
    const [execution, trigger] = [limitsOf(graph.execution, whole), limitsOf(entry, own, entry?.name)];
    const priority = trigger.priority ?? execution.priority;
    const concurrency = [...execution.concurrency, ...trigger.concurrency];
    const rates = [...execution.rates, ...trigger.rates];
    return {
      admission: {
        ...(priority === undefined || priority === 0 ? {} : { priority }),
        ...(concurrency.length === 0 ? {} : { concurrency }),
        ...(rates.length === 0 ? {} : { rates }),
        ...debounceOf(entry, own),
      },
    };
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return { problem: `a key or the priority of its limits cannot be evaluated: ${error.message}` };
  }
}

function isLimited(limits: RunLimits | undefined): boolean {
  return limits?.concurrency !== undefined || limits?.rate_limit !== undefined || limits?.priority !== undefined;
}

/** Inputs by their names and as `inputs`; `state` as it is before any write. */
function scopeOf({ state }: ExecutionGraph, { inputs, env }: Asked): JsonObject {
  const before = Object.fromEntries(
    Object.entries(state).flatMap(([field, { default: value }]): [string, Json][] =>
      value === undefined ? [] : [[field, value]],
    ),
  );
  return { ...inputs, inputs, state: { ...before, ...inputs }, env };
}

type Limits = {
  readonly concurrency: readonly Concurrency[];
  readonly rates: readonly Rate[];
  readonly priority: number | undefined;
};

function limitsOf(limits: RunLimits | undefined, scope: JsonObject, of?: string): Limits {
  const { concurrency, rate_limit: rate, priority } = limits ?? {};
  const whose = of === undefined ? {} : { of };
  return {
    concurrency:
      concurrency === undefined
        ? []
        : [
            {
              ...whose,
              key: keyOf(concurrency.key, scope),
              limit: concurrency.limit,
              on_conflict: concurrency.on_conflict,
            },
          ],
    rates:
      rate === undefined
        ? []
        : [
            {
              ...whose,
              key: keyOf(rate.key, scope),
              limit: rate.limit,
              period_ms: rate.period_ms,
              on_conflict: rate.on_conflict,
            },
          ],
    priority: priority === undefined ? undefined : priorityOf(render(priority, scope)),
  };
}

function debounceOf(entry: GraphTrigger | undefined, scope: JsonObject): Pick<Admission, 'debounce'> {
  if (entry?.debounce === undefined) return {};
  const { key, period_ms, max_wait_ms } = entry.debounce;
  return { debounce: { of: entry.name, key: keyOf(key, scope), period_ms, max_wait_ms } };
}

function keyOf(key: Template | undefined, scope: JsonObject): string {
  if (key === undefined) return '';
  const text = toText(render(key, scope));
  if (text.length <= LONGEST_KEY) return text;
  return `${text.slice(0, LONGEST_KEY / 2)}…${createHash('sha256').update(text).digest('base64url')}`;
}

/** A number of the values that there are: what lies beyond is the nearest of them. */
function priorityOf(value: Json): number {
  if (typeof value === 'number' && Number.isFinite(value)) {
    return Math.max(-HIGHEST, Math.min(HIGHEST, Math.round(value)));
  }
  throw new EvaluationError(`the priority is ${JSON.stringify(value)}, and must be a number`);
}
