import { NO_ADMISSION } from '../admit/admission.ts';
import type { Fact } from '../engine/fact.ts';
import { envOf } from './env.ts';
import type { Environment } from './env.ts';
import type { AcceptRequest } from './run-loop.ts';

/** The first fact of a run: what it is a run of, with which inputs, and why. */
export function acceptedFact(
  request: AcceptRequest,
  { env, time }: { readonly env: Environment; readonly time: number },
): Fact {
  const {
    graph,
    workflowName,
    revision,
    inputs,
    trigger,
    provider,
    forkedFrom,
    onFinish,
    admission = NO_ADMISSION,
  } = request;
  return {
    kind: 'run.accepted',
    time,
    workflow_name: workflowName,
    revision,
    graph: graph.hash,
    inputs,
    ...(graph.env === undefined ? {} : { env: envOf(graph, env) }),
    trigger,
    ...(provider === undefined ? {} : { provider }),
    ...(forkedFrom === undefined ? {} : { forked_from: forkedFrom }),
    ...(onFinish === undefined ? {} : { on_finish: onFinish }),
    ...(Object.keys(admission).length === 0 ? {} : { admission }),
  };
}
