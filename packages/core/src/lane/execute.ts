// One attempt inside a lane: render the inputs, run the action or the model, check the output. Never throws: whatever goes
// wrong becomes a failure that says its class and whether another attempt can help.
import { PluginError } from '@configurable-agents/plugin-sdk';
import type { Json } from '@configurable-agents/plugin-sdk';
import { EvaluationError } from '../expression/error.ts';
import { usageOf } from '../engine/usage.ts';
import type { ActionNode } from '../graph/graph.ts';
import { runAction } from './action.ts';
import { openContext } from './context.ts';
import type { AttemptContext } from './context.ts';
import { runLlm } from './llm.ts';
import { notCounted, openMeter } from './meter.ts';
import type { Meter } from './meter.ts';
import type { LanePlugins } from './plugins.ts';
import type { Job, JobResult, KeptAnswer, LaneLog, LaneText } from './protocol.ts';
import { openSaying } from './saying.ts';
import type { Saying } from './saying.ts';
import { openSteps } from './steps.ts';
import type { Steps } from './steps.ts';

/** What an attempt gives when it succeeds. */
export type AttemptOutput = {
  readonly output: Json;
  readonly text?: string;
  /** For the node's cache. */
  readonly kept?: readonly KeptAnswer[];
};

/** What an attempt works with. `show` keeps the rendered input for the journal, also when the attempt then fails. */
export type Attempt = {
  readonly job: Job;
  readonly node: ActionNode;
  readonly plugins: LanePlugins;
  readonly contexts: AttemptContext;
  readonly show: (input: Json) => void;
  /** Both hear of every call of a model, and the steps of a tool too. */
  readonly meter: Meter;
  readonly steps: Steps;
  /** Hears what a model says, while it says it. */
  readonly saying: Saying;
  /** What the host keeps under a key for the node. */
  readonly recall: (key: string) => Promise<Json | undefined>;
};

type Request = {
  readonly job: Job;
  readonly node: ActionNode | undefined;
  readonly plugins: LanePlugins;
  readonly signal: AbortSignal;
  readonly log: (line: LaneLog) => void;
  readonly say: (piece: LaneText) => void;
  readonly recall: Attempt['recall'];
};

export async function executeJob({ job, node, plugins, signal, log, say, recall }: Request): Promise<JobResult> {
  const started = performance.now();
  let input: Json | undefined;
  const meter = openMeter(plugins.priceOf, { node: job.node, calls: job.calls, limits: job.limits });
  const steps = openSteps();
  const contexts = openContext({ job, plugins, signal, log });
  const rest = async (): Promise<Pick<JobResult, 'id' | 'durationMs' | 'input' | 'llmCalls' | 'models' | 'steps'>> => {
    const durationMs = Math.round(performance.now() - started);
    const calls = meter.calls();
    const models = meter.isUsed() ? await meter.read() : undefined;
    const did = await steps.read();
    for (const message of notCounted(job.limits, models)) {
      const { runId, workflowName, node: name } = job;
      log({ time: Date.now(), level: 'warn', runId, workflowName, node: name, message });
    }
    return {
      id: job.id,
      durationMs,
      ...(input === undefined ? {} : { input: contexts.scrub(input) }),
      // An LLM node makes one, unless something else is said.
      ...(calls > 1 || (calls === 0 && models !== undefined) ? { llmCalls: calls } : {}),
      ...(models === undefined ? {} : { models }),
      ...(did === undefined ? {} : { steps: did }),
    };
  };
  try {
    if (node === undefined) throw new Error(`invariant: the lane has no node ${job.node} of ${job.graph}`);
    const attempt: Attempt = {
      job,
      node,
      plugins,
      contexts,
      show: (shown) => (input = shown),
      meter,
      steps,
      saying: openSaying({ id: job.id, say, contexts }),
      recall,
    };
    const done = await (node.uses === 'llm' ? runLlm(attempt) : runAction(attempt));
    const known = await rest();
    const { cost_usd: costUsd, ...usage } = usageOf(known.models ?? []);
    return {
      ...known,
      ok: true,
      output: contexts.scrub(done.output),
      ...(done.text === undefined ? {} : { text: contexts.scrubText(done.text) }),
      usage,
      costUsd,
      ...(done.kept === undefined ? {} : { kept: contexts.scrub(done.kept) as readonly KeptAnswer[] }),
    };
  } catch (error) {
    return { ...(await rest()), ok: false, ...failureOf(error, contexts.scrubText) };
  }
}

function failureOf(
  error: unknown,
  scrub: (text: string) => string,
): Pick<JobResult & { ok: false }, 'error' | 'retryable' | 'retryAfterMs'> {
  if (error instanceof PluginError) {
    return {
      error: { code: error.code, class: error.class, message: scrub(error.message) },
      retryable: error.retryable,
      ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }),
    };
  }
  const message = scrub(error instanceof Error ? error.message : String(error));
  if (error instanceof EvaluationError) {
    const failure = {
      code: 'RUN_TEMPLATE_FAILED',
      class: 'error',
      message: `a template cannot be rendered: ${message}`,
    };
    return { error: failure, retryable: false };
  }
  return { error: { code: 'NODE_FAILED', class: 'error', message }, retryable: false };
}
