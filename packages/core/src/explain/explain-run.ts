// The story of a run, told from its journal and its graph. Pure: conditions are asked again over what was known then.
import { evolve } from '../engine/evolve.ts';
import type { Fact } from '../engine/fact.ts';
import { initialState, shownStatus } from '../engine/state.ts';
import type { NodeExecution, RunState } from '../engine/state.ts';
import type { ExecutionGraph } from '../graph/graph.ts';
import type { RunRow } from '../store/rows.ts';
import type { Reason, RunExplanation, Step } from './explanation.ts';
import { nextOf } from './next.ts';
import { sentenceOf } from './sentences.ts';
import { atBound, chosenWay, neverReason, pathReasons, routeReasons, whenReason } from './why.ts';
import type { Run } from './why.ts';

/** What happened in a run and why, in order, and what can be done now. */
export function explainRun(
  graph: ExecutionGraph,
  { run, facts }: { readonly run: RunRow; readonly facts: readonly Fact[] },
): RunExplanation {
  const state = initialState(run.run_id);
  const steps = facts.flatMap((fact) => stepsOf({ graph, state }, fact));
  const { run_id, workflow_name, revision, trigger, created_at, duration_ms } = run;
  return {
    run_id,
    workflow_name,
    revision,
    status: shownStatus(state),
    trigger,
    created_at,
    duration_ms,
    error: state.error,
    ...(run.redaction === undefined ? {} : { redaction: run.redaction }),
    ...(run.waits === undefined ? {} : { waits: run.waits }),
    steps,
    never: neverBegan({ graph, state }),
    next: nextOf({ graph, state }),
  };
}

/** The fact is applied in between: a condition was asked before it, routes over what it brought. */
function stepsOf(run: Run, fact: Fact): readonly Step[] {
  const { state } = run;
  const isSkipped = fact.kind === 'node.skipped';
  const before = isSkipped && fact.reason === 'when' ? whenReason(run, fact.key) : [];
  evolve(state, fact);
  const key = 'key' in fact ? fact.key : null;
  const execution = key === null ? undefined : state.executions.get(key);
  const said = sentenceOf(fact, execution);
  if (said === undefined) return [];
  const { what, durationMs, until } = said;
  const chosen = execution === undefined || !hasRoute(fact) ? undefined : chosenWay(run, execution);
  const bound = fact.kind === 'loop.ended' ? atBound(run, fact) : '';
  return [
    {
      sequence: state.sequence,
      time: new Date(fact.time).toISOString(),
      after_ms: fact.time - state.acceptedAt,
      kind: fact.kind,
      key,
      what: chosen === undefined ? `${what}${bound}` : `${what}; the way led to ${chosen || 'END'}`,
      ...(durationMs === undefined ? {} : { duration_ms: durationMs }),
      ...(until === undefined ? {} : { until: new Date(until).toISOString() }),
      because: [...before, ...reasonsAfter(run, fact, execution)],
    },
  ];
}

function hasRoute(fact: Fact): boolean {
  return 'route' in fact && fact.route !== undefined;
}

function reasonsAfter(run: Run, fact: Fact, execution: NodeExecution | undefined): readonly Reason[] {
  if (fact.kind === 'node.skipped' && fact.reason === 'path') return pathReasons(run, fact.key);
  return execution !== undefined && hasRoute(fact) ? routeReasons(run, execution) : [];
}

function neverBegan(run: Run): RunExplanation['never'] {
  const began = new Set([...run.state.executions.values()].map(({ node }) => node));
  return run.graph.nodes
    .filter(({ name }) => !began.has(name))
    .map(({ name, finally: isFinal }) => ({
      node: name,
      why: isFinal === true ? finalReason(run.state) : neverReason(run, name),
    }));
}

function finalReason({ finishedAt }: RunState): string {
  return finishedAt === null ? 'it runs at the end' : 'the time of `finally` nodes was up';
}
