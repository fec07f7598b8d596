// One attempt inside a lane: render the inputs, run the action or the model, check the output. Never throws: whatever goes
// wrong becomes a failure that says its class and whether another attempt can help.
import { PluginError } from '@configurable-agents/plugin-sdk';
import type { Json } from '@configurable-agents/plugin-sdk';
import { EvaluationError } from '../expression/error.ts';
import type { Usage } from '../engine/fact.ts';
import type { ActionNode } from '../graph/graph.ts';
import { runAction } from './action.ts';
import { openContext } from './context.ts';
import type { AttemptContext } from './context.ts';
import { runLlm } from './llm.ts';
import type { LanePlugins } from './plugins.ts';
import type { Job, JobResult, LaneLog } from './protocol.ts';

/** What an attempt gives when it succeeds. */
export type AttemptOutput = {
  readonly output: Json;
  readonly text?: string;
  readonly usage: Usage;
  readonly costUsd: number | null;
};

/** What an attempt works with. `show` keeps the rendered input for the journal, also when the attempt then fails. */
export type Attempt = {
  readonly job: Job;
  readonly node: ActionNode;
  readonly plugins: LanePlugins;
  readonly contexts: AttemptContext;
  readonly show: (input: Json) => void;
  /** A model is about to be called. */
  readonly called: () => void;
};

type Request = {
  readonly job: Job;
  readonly node: ActionNode | undefined;
  readonly plugins: LanePlugins;
  readonly signal: AbortSignal;
  readonly log: (line: LaneLog) => void;
};

export async function executeJob({ job, node, plugins, signal, log }: Request): Promise<JobResult> {
  const started = performance.now();
  let input: Json | undefined;
  let calls = 0;
  const contexts = openContext({ job, plugins, signal, log });
  const rest = (): { id: number; durationMs: number; input?: Json; llmCalls?: number } => ({
    id: job.id,
    durationMs: Math.round(performance.now() - started),
    ...(input === undefined ? {} : { input: contexts.scrub(input) }),
    ...(calls > 1 ? { llmCalls: calls } : {}),
  });
  try {
    if (node === undefined) throw new Error(`invariant: the lane has no node ${job.node} of ${job.graph}`);
    const attempt: Attempt = {
      job,
      node,
      plugins,
      contexts,
      show: (shown) => (input = shown),
      called: () => (calls += 1),
    };
    const done = await (node.uses === 'llm' ? runLlm(attempt) : runAction(attempt));
    return {
      ...rest(),
      ok: true,
      output: contexts.scrub(done.output),
      ...(done.text === undefined ? {} : { text: contexts.scrubText(done.text) }),
      usage: done.usage,
      costUsd: done.costUsd,
    };
  } catch (error) {
    return { ...rest(), ok: false, ...failureOf(error, contexts.scrubText) };
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
