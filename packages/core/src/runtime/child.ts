// The run that a node with `workflow:` asks for.
import type { JsonObject } from '@configurable-agents/plugin-sdk';
import { NO_ADMISSION } from '../admit/admission.ts';
import { admissionOf } from '../admit/of-graph.ts';
import type { Failure } from '../engine/fact.ts';
import type { ExecutionGraph } from '../graph/graph.ts';
import { nearest } from '../graph/nearest.ts';
import type { StoreReader } from '../store/rows.ts';
import { childRunId } from './ids.ts';
import { envOf } from './env.ts';
import type { Environment } from './env.ts';
import { checkInputs } from './inputs.ts';
import { traceBelow } from './trace.ts';
import type { AcceptRequest } from './accepted.ts';
import type { OpenRun } from './open-run.ts';
import type { SpawnCommand } from './run-loop.ts';

/** Starts of runs by runs, one after another, before it is taken for a loop. */
export const MAX_HOPS = 20;

type Host = {
  readonly reader: StoreReader;
  readonly env: Environment;
  readonly graph: (hash: string) => ExecutionGraph;
};

/** The run of a workflow, or why there is none. It inherits the provider that its parent was told to use. */
export function childOf(
  { reader, env, graph: graphOf }: Host,
  { id, state, graph: parentGraph }: OpenRun,
  { key, workflow: name, graph: hash, isAwaited, inputs: given }: SpawnCommand,
): AcceptRequest | Failure {
  const hops = (state.trigger.hops ?? 0) + 1;
  if (hops > MAX_HOPS) {
    return failure(
      'RUN_HOP_LIMIT',
      `this run is the ${MAX_HOPS}th in a row that a workflow started; workflows that start each other must come to an end`,
    );
  }
  // What is awaited is pinned by the parent's graph; what is not is the workflow as it is registered now.
  const workflow = hash === undefined ? reader.workflow(name) : undefined;
  if (hash === undefined && workflow === undefined) {
    return failure('WORKFLOW_NOT_FOUND', notFound(name, reader));
  }
  const graph = subgraphOf(parentGraph, hash) ?? graphOf(hash ?? workflow?.hash ?? '');
  const { inputs, errors } = checkInputs(graph, given as JsonObject, env);
  if (errors.length > 0) {
    const listed = errors.map(({ message }) => message).join('; ');
    return failure('RUN_INPUTS_INVALID', `the inputs of ${name} are wrong: ${listed}`);
  }
  const by = { name: 'workflow', uses: 'workflow' };
  const limits = isAwaited
    ? { admission: NO_ADMISSION }
    : admissionOf(graph, { trigger: by, inputs, env: envOf(graph, env) });
  if ('problem' in limits) return failure('RUN_LIMITS_INVALID', `${name}: ${limits.problem}`);
  return {
    id: childRunId(id, key),
    graph,
    workflowName: hash === undefined ? name : graph.name,
    revision: workflow?.revision ?? null,
    inputs,
    trigger: {
      ...by,
      parent_run_id: id,
      hops,
      ...(isAwaited ? { parent_key: key } : {}),
      trace: traceBelow({ id, state }, key),
    },
    ...(state.provider === null ? {} : { provider: state.provider }),
    admission: limits.admission,
  };
}

/** A graph that the parent carries, with the ones that it awaits itself: all of them stand in the outermost graph. */
function subgraphOf({ subgraphs = {} }: ExecutionGraph, hash: string | undefined): ExecutionGraph | undefined {
  return hash === undefined ? undefined : subgraphs[hash];
}

function failure(code: string, message: string): Failure {
  return { code, class: 'error', message };
}

function notFound(name: string, reader: StoreReader): string {
  const near = nearest(
    name,
    reader.workflows().map((workflow) => workflow.name),
  );
  const help = near === undefined ? 'register it by POST /api/workflows' : `did you mean ${near}?`;
  return `there is no workflow ${name}; ${help}`;
}
