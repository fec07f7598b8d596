// From facts to spans. Each fact gives the spans that it ends, with the ids that they always have: nothing has to be remembered from one
// batch to the next, and what is sent twice is one span.
import { spanIdOf, traceIdOf } from '@configurable-agents/plugin-sdk';
import type { TrackedFact, TrackedRun } from '@configurable-agents/plugin-sdk';
import { attemptSpans } from './attempt-spans.ts';
import { ATTR, OWN, resultOf } from './conventions.ts';
import { numberOf, objectOf, textOf, timeOf } from './reading.ts';
import { known } from './span.ts';
import type { Span } from './span.ts';
import { errorOf } from './told.ts';
import type { Told } from './told.ts';

type Fact = TrackedFact['fact'];

const ENDS: { readonly [kind: string]: string } = {
  'node.completed': 'succeeded',
  'node.failed': 'failed',
  'node.cancelled': 'cancelled',
  'node.skipped': 'skipped',
};

/** The spans that a fact ends. */
export function spansOf(fact: Fact, run: TrackedRun): readonly Span[] {
  const told: Told = {
    run,
    traceId: traceIdOf(run.run_id, run.trigger.trace),
    hasContent: run.settings['capture'] === 'all',
  };
  if (fact.kind === 'run.accepted') return webhookSpans(fact, told);
  if (fact.kind === 'run.finished') return [runSpan(fact, told)];
  const status = ENDS[fact.kind];
  return [...attemptSpans(fact, told), ...(status === undefined ? [] : [nodeSpan(fact, told, status)])];
}

function webhookId({ run_id: runId }: TrackedRun): string {
  return spanIdOf(runId, 'webhook');
}

/** A run that a webhook started has the request above it. */
function webhookSpans(fact: Fact, { run, traceId }: Told): readonly Span[] {
  const { delivery_id: delivery, uses, trace } = run.trigger;
  if (delivery === undefined || uses === 'schedule') return [];
  const at = timeOf(fact.time, 0);
  return [
    {
      traceId,
      spanId: webhookId(run),
      parent: trace?.parent_id === undefined ? undefined : { spanId: trace.parent_id, isRemote: true },
      link: linkOf(trace?.link),
      name: `POST /webhooks/${uses}`,
      kind: 'server',
      start: at,
      end: at,
      attributes: known({
        [ATTR.httpMethod]: 'POST',
        [ATTR.httpRoute]: `/webhooks/${uses}`,
        [OWN.deliveryId]: delivery,
        [OWN.eventType]: run.trigger.event_type,
      }),
    },
  ];
}

function linkOf(traceparent: string | undefined): Span['link'] {
  const [, traceId, spanId, flags] = traceparent?.split('-') ?? [];
  return traceId === undefined || spanId === undefined ? undefined : { traceId, spanId, isSampled: flags === '01' };
}

function runSpan(fact: Fact, told: Told): Span {
  const { run, traceId } = told;
  const { trigger, usage } = run;
  const status = textOf(fact['status']) ?? run.status;
  const error = status === 'failed' ? errorOf(objectOf(fact['error']), told) : undefined;
  const end = timeOf(fact.time, 0);
  const isFromWebhook = trigger.delivery_id !== undefined && trigger.uses !== 'schedule';
  const above = isFromWebhook ? webhookId(run) : trigger.trace?.parent_id;
  return {
    traceId,
    spanId: spanIdOf(run.run_id),
    parent: above === undefined ? undefined : { spanId: above, isRemote: !isFromWebhook && run.parent_run_id === null },
    link: isFromWebhook ? undefined : linkOf(trigger.trace?.link),
    name: `invoke_workflow ${run.workflow_name}`,
    kind: 'internal',
    start: timeOf(run.created_at, end),
    end,
    attributes: {
      ...known(objectOf(run.settings['attributes']) as { readonly [name: string]: string | number | boolean }),
      ...known({
        [ATTR.operation]: 'invoke_workflow',
        [ATTR.workflowName]: run.workflow_name,
        [ATTR.pipelineName]: run.workflow_name,
        [ATTR.pipelineRunId]: run.run_id,
        [ATTR.pipelineResult]: resultOf(status, error?.code),
        [ATTR.faasTrigger]: trigger.uses === 'schedule' ? 'timer' : undefined,
        [ATTR.inputTokens]: usage.input_tokens,
        [ATTR.outputTokens]: usage.output_tokens,
        [ATTR.errorType]: error?.code,
        [OWN.runId]: run.run_id,
        [OWN.revision]: run.revision,
        [OWN.graph]: run.graph,
        [OWN.trigger]: trigger.name,
        [OWN.triggerUses]: trigger.uses,
        [OWN.parentRunId]: run.parent_run_id,
        [OWN.cost]: usage.cost_usd,
      }),
    },
    error,
  };
}

/** One execution of a node, from when it was asked for to its end, with its waits and all attempts. */
function nodeSpan(fact: Fact, told: Told, status: string): Span {
  const { run, traceId } = told;
  const node = textOf(fact['node']) ?? '';
  const key = textOf(fact['key']) ?? node;
  const error = status === 'failed' ? errorOf(objectOf(fact['error']), told) : undefined;
  const end = timeOf(fact.time, 0);
  const started = run.nodes.find((each) => each.key === key)?.started_at;
  return {
    traceId,
    spanId: spanIdOf(run.run_id, key),
    parent: { spanId: spanIdOf(run.run_id) },
    name: `node ${node}`,
    kind: 'internal',
    start: Math.min(end, timeOf(started, end - (numberOf(fact['duration_ms']) ?? 0))),
    end,
    attributes: known({
      [ATTR.taskName]: node,
      [ATTR.taskRunId]: `${run.run_id}/${key}`,
      [ATTR.taskResult]: resultOf(status, error?.code),
      [ATTR.errorType]: error?.code,
      [OWN.node]: node,
      [OWN.key]: key,
      [OWN.attempt]: numberOf(fact['attempt']),
      [OWN.handled]: textOf(fact['handled']),
      [OWN.reason]: textOf(fact['reason']),
    }),
    error,
  };
}
