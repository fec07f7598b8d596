// The spans of an attempt: itself, and the calls of models and tools that it made.
import { spanIdOf } from '@configurable-agents/plugin-sdk';
import type { Json, JsonObject, TrackedFact } from '@configurable-agents/plugin-sdk';
import { ATTR, OWN, providerOf } from './conventions.ts';
import { listOf, numberOf, objectOf, textOf, timeOf } from './reading.ts';
import { content, known } from './span.ts';
import type { Attributes, Span } from './span.ts';
import { errorOf } from './told.ts';
import type { Told } from './told.ts';
import { startOf, stepsOf } from './steps.ts';
import type { Step } from './steps.ts';

type Fact = TrackedFact['fact'];
type At = { readonly key: string; readonly node: string; readonly attempt: number; readonly end: number };

const FAILED: ReadonlySet<string> = new Set(['node.attempt_failed', 'node.failed']);

/** Of a fact that ends an attempt; what the engine did by itself, such as a wait, is none. */
export function attemptSpans(fact: Fact, told: Told): readonly Span[] {
  const attempt = numberOf(fact['attempt']);
  const isLost = fact.kind === 'attempt.lost';
  const isAttempt = isLost || fact.kind === 'node.attempt_failed' || textOf(fact['plugin']) !== undefined;
  if (attempt === undefined || !isAttempt) return [];
  const node = textOf(fact['node']) ?? '';
  const at = { key: textOf(fact['key']) ?? node, node, attempt, end: timeOf(fact.time, 0) };
  return [attemptSpan(fact, told, at), ...stepSpans(fact, told, at)];
}

function attemptSpan(fact: Fact, told: Told, { key, node, attempt, end }: At): Span {
  const { run, traceId, hasContent } = told;
  const model = run.models[node];
  const [provider = ''] = model?.split('/') ?? [];
  const error = FAILED.has(fact.kind)
    ? errorOf(objectOf(fact['error']), told)
    : fact.kind === 'attempt.lost'
      ? { code: 'ATTEMPT_LOST' }
      : undefined;
  const { input_tokens: input, output_tokens: output } = objectOf(fact['usage']);
  return {
    traceId,
    spanId: spanIdOf(run.run_id, key, attempt),
    parent: { spanId: spanIdOf(run.run_id, key) },
    name: model === undefined ? `execute ${node}` : `invoke_agent ${node}`,
    kind: 'internal',
    start: startOf(fact),
    end,
    attributes: known({
      [OWN.node]: node,
      [OWN.key]: key,
      [OWN.attempt]: attempt,
      [OWN.plugin]: textOf(fact['plugin']),
      [OWN.cost]: numberOf(fact['cost_usd']),
      [ATTR.errorType]: error?.code,
      ...(model === undefined
        ? {}
        : {
            [ATTR.operation]: 'invoke_agent',
            [ATTR.agentName]: node,
            [ATTR.provider]: providerOf(provider),
            [ATTR.requestModel]: model.slice(provider.length + 1),
            [ATTR.inputTokens]: numberOf(input),
            [ATTR.outputTokens]: numberOf(output),
            ...(hasContent ? messagesOf(fact) : {}),
          }),
    }),
    error,
  };
}

/** What was said, in the form of the conventions: `[{role, parts: [{type, content}]}]`. */
function messagesOf(fact: Fact): { readonly [name: string]: string | undefined } {
  const { system, prompt, messages } = objectOf(fact['input']);
  const said =
    textOf(prompt) === undefined
      ? listOf(messages).map(({ role, content: text }) => messageOf(textOf(role) ?? 'user', text))
      : [messageOf('user', prompt)];
  const answer = fact['text'] ?? fact['output'];
  return {
    [ATTR.systemInstructions]: system === undefined ? undefined : content([{ type: 'text', content: system }]),
    [ATTR.inputMessages]: content(said),
    [ATTR.outputMessages]: answer === undefined ? undefined : content([messageOf('assistant', answer)]),
  };
}

function messageOf(role: string, said: Json | undefined): JsonObject {
  return { role, parts: [{ type: 'text', content: content(said) ?? '' }] };
}

/** Each call of a model or a tool, with the time that it took. */
function stepSpans(fact: Fact, { run, traceId, hasContent }: Told, { key, attempt }: At): readonly Span[] {
  const calls = hasContent ? listOf(objectOf(fact['input'])['tool_calls']) : [];
  let called = 0;
  return stepsOf(fact).map((step, index): Span => {
    const { start, durationMs, error } = step;
    const isTool = step.kind === 'tool';
    const attributes = isTool ? toolAttributes(step.name, calls[called]) : chatAttributes(step);
    if (isTool) called += 1;
    return {
      traceId,
      spanId: spanIdOf(run.run_id, key, attempt, index),
      parent: { spanId: spanIdOf(run.run_id, key, attempt) },
      name: isTool ? `execute_tool ${step.name}` : `chat ${step.model}`,
      kind: isTool || step.isCached ? 'internal' : 'client',
      start,
      end: start + durationMs,
      attributes: { ...attributes, ...known({ [ATTR.errorType]: error }) },
      error: error === undefined ? undefined : { code: error },
    };
  });
}

function chatAttributes({
  provider,
  model,
  isCached,
  inputTokens,
  outputTokens,
}: Step & { readonly kind: 'model' }): Attributes {
  return known({
    [ATTR.operation]: 'chat',
    [ATTR.provider]: providerOf(provider),
    [ATTR.requestModel]: model,
    [ATTR.inputTokens]: inputTokens,
    [ATTR.outputTokens]: outputTokens,
    [OWN.cached]: isCached ? true : undefined,
  });
}

function toolAttributes(name: string, call: JsonObject | undefined): Attributes {
  return known({
    [ATTR.operation]: 'execute_tool',
    [ATTR.toolName]: name,
    [ATTR.toolType]: 'function',
    [ATTR.toolArguments]: content(call?.['input']),
    [ATTR.toolResult]: content(call?.['result']),
  });
}
