import type { Json } from '@configurable-agents/plugin-sdk';
import { NO_ADMISSION } from '../admit/admission.ts';
import type { Admission } from '../admit/admission.ts';
import type { Fact, ForkedFrom, TriggerInfo } from '../engine/fact.ts';
import type { ExecutionGraph, OnFinish } from '../graph/graph.ts';
import type { Hidden } from '../hiding/hidden.ts';
import type { Write } from '../store/store.ts';
import { envOf } from './env.ts';
import type { Environment } from './env.ts';

export type Accepted = { readonly id: string; readonly committed: Promise<void> };

export type AcceptRequest = {
  readonly id: string;
  readonly graph: ExecutionGraph;
  readonly workflowName: string;
  readonly revision: number | null;
  readonly inputs: { readonly [name: string]: Json };
  readonly trigger: TriggerInfo;
  readonly provider?: string;
  readonly forkedFrom?: ForkedFrom;
  /** What it waits for before it starts, as `judge` gave it. */
  readonly admission?: Admission;
  readonly onFinish?: OnFinish;
  /** Facts that follow the first one: what a forked run takes over. */
  readonly facts?: readonly Fact[];
  /** What is hidden where its inputs come from: of a delivery, or of the run that it is a fork of. */
  readonly from?: Pick<Hidden, 'texts' | 'rules'>;
  /** Rows that belong in the same transaction: the graph, the delivery, its dedupe key. */
  readonly writes?: readonly Write[];
};

/** The first fact of a run: what it is a run of, with which inputs, and why. */
export function acceptedFact(
  request: AcceptRequest,
  { env, time, redact }: { readonly env: Environment; readonly time: number; readonly redact: readonly string[] },
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
    ...(redact.length === 0 ? {} : { redact }),
    ...(graph.env === undefined ? {} : { env: envOf(graph, env) }),
    trigger,
    ...(provider === undefined ? {} : { provider }),
    ...(forkedFrom === undefined ? {} : { forked_from: forkedFrom }),
    ...(onFinish === undefined ? {} : { on_finish: onFinish }),
    ...(Object.keys(admission).length === 0 ? {} : { admission }),
  };
}
