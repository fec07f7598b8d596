// What is said of a workflow as a whole.
import type { Execution, ExecutionGraph } from '@configurable-agents/core/graph';
import { durationText } from '../bounds/duration-text.ts';
import { aspects, maybe, partsOf, shownJson, shownTemplate } from './bare.ts';
import type { Aspects, Change } from './change.ts';
import { readsOf } from './nodes.ts';
import { limitAspects } from './triggers.ts';

export function diffWorkflow(before: ExecutionGraph, after: ExecutionGraph): readonly Change[] {
  const parts = partsOf(aspectsOf(before), aspectsOf(after));
  const same = { subject: 'workflow', kind: 'changed', breaking: false } as const;
  const own = parts.map((part): Change => {
    return { ...same, name: part.what, message: `${part.before ?? 'none'} → ${part.after ?? 'none'}`, parts: [part] };
  });
  const seen = readsOf({ state: before.final }, { state: after.final }).map(([field, old, now]): Change => {
    const message = `is what ${now.join(', ') || 'the run was given'} wrote at the end (was ${old.join(', ') || 'what it was given'})`;
    return { ...same, name: field, message };
  });
  return [...own, ...seen];
}

function aspectsOf(graph: ExecutionGraph): Aspects {
  const {
    name,
    description,
    execution = {},
    on_finish: onFinish,
    result,
    env = {},
    observability,
    rendered = {},
  } = graph;
  return new Map([
    ...aspects({
      name: shownJson(name),
      description: maybe(description, shownJson),
      on_finish: maybe(onFinish, shownJson),
      'what `result` is made of': maybe(result, ({ template }) => shownTemplate(template)),
    }),
    ...executionAspects(execution),
    ...Object.entries(env).map(([variable, value]) => [`env.${variable}`, shownJson(value)] as const),
    ...Object.entries(observability).map(([tracker, value]) => [`observability.${tracker}`, shownJson(value)] as const),
    ...Object.entries(rendered).flatMap(([tracker, settings]) =>
      Object.entries(settings).map(
        ([key, value]) => [`observability.${tracker}.${key}`, shownTemplate(value)] as const,
      ),
    ),
  ]);
}

function executionAspects({
  timeout_ms: timeout,
  on_failure: onFailure,
  budget,
  gates,
  ...limits
}: Execution): Aspects {
  return new Map([
    ...aspects({
      'execution.timeout': maybe(timeout, (ms) => ({ same: ms, text: durationText(ms) })),
      'execution.on_failure': maybe(onFailure, shownJson),
      'execution.budget': maybe(budget, shownJson),
      'execution.gates': maybe(gates, shownJson),
    }),
    ...limitAspects(limits),
  ]);
}
