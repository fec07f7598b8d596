// The spans of an attempt: itself, and the calls of models and tools that it made.
import { spanIdOf } from '@configurable-agents/plugin-sdk';
import type { Json, JsonObject, TrackedFact } from '@configurable-agents/plugin-sdk';
import { ATTR, OWN, providerOf } from './conventions.ts';
import { listOf, numberOf, objectOf, textOf, timeOf } from './reading.ts';
import { content, known } from './span.ts';
import type { Attributes, Span } from './span.ts';
import { errorOf } from './told.ts';
import type { Told } from './told.ts';

type Fact = TrackedFact['fact'];
type At = { readonly key: string; readonly node: string; readonly attempt: number; readonly end: number };

const FAILED: ReadonlySet<string> = new Set(['node.attempt_failed', 'node.failed']);

/** Of a fact that ends an attempt; what the engine did by itself, such as a wait, is none. */
export function attemptSpans(fact: Fact, told: Told): readonly Span[] {
  const attempt = numberOf(fact['attempt']);
  const isLost = fact.kind === 'attempt.lost';
  const isAttempt =
    isLost ||
    fact.kind === 'node.attempt_failed' ||
    textOf(fact['plugin']) !== undefined ||
    Array.isArray(fact['steps']);
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
    start: end - (numberOf(fact['duration_ms']) ?? 0),
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

/** Each call of a model or a tool, with the time that it took. One that nobody heard the end of lasted as long as the attempt. */
function stepSpans(fact: Fact, told: Told, { key, attempt, end }: At): readonly Span[] {
  const { run, traceId, hasContent } = told;
  const calls = hasContent ? listOf(objectOf(fact['input'])['tool_calls']) : [];
  let called = 0;
  return listOf(fact['steps']).map((step, index): Span => {
    const start = numberOf(step['at']) ?? end;
    const duration = numberOf(step['duration_ms']);
    const code = textOf(step['error']);
    const isTool = step['kind'] === 'tool';
    const attributes = isTool ? toolAttributes(step, calls[called]) : chatAttributes(step);
    if (isTool) called += 1;
    return {
      traceId,
      spanId: spanIdOf(run.run_id, key, attempt, index),
      parent: { spanId: spanIdOf(run.run_id, key, attempt) },
      name: isTool ? `execute_tool ${textOf(step['name']) ?? ''}` : `chat ${textOf(step['model']) ?? ''}`,
      kind: isTool ? 'internal' : 'client',
      start,
      end: Math.max(start, duration === undefined ? end : start + duration),
      attributes: { ...attributes, ...known({ [ATTR.errorType]: code }) },
      error: code === undefined ? undefined : { code },
    };
  });
}

function chatAttributes(step: JsonObject): Attributes {
  return known({
    [ATTR.operation]: 'chat',
    [ATTR.provider]: providerOf(textOf(step['provider']) ?? ''),
    [ATTR.requestModel]: textOf(step['model']),
    [ATTR.inputTokens]: numberOf(step['input_tokens']),
    [ATTR.outputTokens]: numberOf(step['output_tokens']),
  });
}

function toolAttributes(step: JsonObject, call: JsonObject | undefined): Attributes {
  return known({
    [ATTR.operation]: 'execute_tool',
    [ATTR.toolName]: textOf(step['name']),
    [ATTR.toolType]: 'function',
    [ATTR.toolArguments]: content(call?.['input']),
    [ATTR.toolResult]: content(call?.['result']),
  });
}
