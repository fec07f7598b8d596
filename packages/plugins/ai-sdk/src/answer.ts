// How an answer ends: its last parts, or the failure that a half, empty or withheld answer is. Pure.
import type { LanguageModelV4FinishReason, LanguageModelV4StreamPart, LanguageModelV4Usage } from '@ai-sdk/provider';
import { RetryableError, TerminalError } from '@configurable-agents/plugin-sdk';
import type { GenerateRequest, Json, Part } from '@configurable-agents/plugin-sdk';
import type { Quote } from './quote.ts';

export type Finish = Extract<LanguageModelV4StreamPart, { type: 'finish' }>;

export type Ended = {
  readonly provider: string;
  readonly request: GenerateRequest;
  readonly text: string;
  /** How many tools the model called. */
  readonly calls: number;
  /** The last part of the stream; undefined where the stream ended without one. */
  readonly finish: Finish | undefined;
  readonly quote: Quote;
  readonly warn: (message: string) => void;
};

/** The parts that end an answer: the object where a schema was asked for, and the usage. Throws where it is no whole answer. */
export function endOf(ended: Ended): readonly Part[] {
  const { request, text, calls, finish } = ended;
  if (finish === undefined) throw incomplete(ended);
  checkReason(finish.finishReason, ended);
  // Calls are the whole answer of a turn: the text, or the object, comes after their results.
  if (calls > 0) return [usageOf(finish.usage)];
  if (text.trim() === '') {
    throw invalid(`${ended.provider} ended its answer without any text`, 'MODEL_ANSWER_EMPTY');
  }
  const usage = usageOf(finish.usage);
  return request.outputSchema === undefined ? [usage] : [{ kind: 'object', value: parse(ended) }, usage];
}

function checkReason({ unified, raw }: LanguageModelV4FinishReason, ended: Ended): void {
  const { provider, quote, warn } = ended;
  const reason = raw === undefined ? '' : ` (${quote(raw)})`;
  switch (unified) {
    case 'stop':
      return;
    case 'length':
      checkLength(ended);
      return;
    case 'content-filter':
      throw new TerminalError(
        `a filter of ${provider} withheld the answer${reason}; change the prompt, or what \`llm.options\` lets the filter pass`,
        { class: 'refused', code: 'MODEL_ANSWER_BLOCKED' },
      );
    case 'tool-calls':
      if (ended.calls > 0) return;
      throw invalid(`the model called a tool, and it was given none${reason}`, 'MODEL_ANSWER_INVALID');
    case 'error':
      throw invalid(`the model stopped with an error${reason}`, 'MODEL_ANSWER_INVALID');
    case 'interrupted':
      throw incomplete(ended);
    case 'other':
      // Without a reason the provider's adapter only filled in what it never heard.
      if (raw === undefined) throw incomplete(ended);
      warn(`${provider} ended its answer for a reason that is not known here${reason}`);
  }
}

/**
 * The limit cut the answer. A cut object is none. A cut text is the answer where the workflow itself set `max_tokens`: it
 * asked for the cut, and the log tells of it. Where it set none, nobody asked for half a text, which reads like a whole one.
 */
function checkLength({ provider, request, text, warn }: Ended): void {
  const limit = request.parameters['max_tokens'];
  const isText = request.outputSchema === undefined && text.trim() !== '';
  if (isText && limit !== undefined) {
    warn(`the answer of ${provider} was cut at \`llm.max_tokens\` (${String(limit)})`);
    return;
  }
  const found = limit === undefined ? "the model's own limit" : `\`llm.max_tokens\` (${String(limit)})`;
  const action = limit === undefined ? 'ask for a shorter answer' : 'raise it, or ask for a shorter answer';
  throw invalid(
    `the answer of ${provider} was cut at ${found}, where what the model thinks counts too; ${action}`,
    'MODEL_ANSWER_CUT',
  );
}

function parse({ text, provider }: Ended): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw invalid(`${provider} was asked for JSON by the schema and answered other text`, 'NODE_OUTPUT_INVALID');
  }
}

function usageOf({ inputTokens, outputTokens }: LanguageModelV4Usage): Part {
  return {
    kind: 'usage',
    inputTokens: countOf(inputTokens.total),
    outputTokens: countOf(outputTokens.total),
    ...cacheOf(inputTokens),
    costUsd: null,
  };
}

/** None is an answer here: what did not come from a cache. */
function cacheOf({ cacheRead, cacheWrite }: LanguageModelV4Usage['inputTokens']): {
  readonly cacheReadTokens?: number;
  readonly cacheWriteTokens?: number;
} {
  return {
    ...(cacheRead === undefined || !(cacheRead > 0) ? {} : { cacheReadTokens: cacheRead }),
    ...(cacheWrite === undefined || !(cacheWrite > 0) ? {} : { cacheWriteTokens: cacheWrite }),
  };
}

/** An answer takes tokens on both sides: a count of 0 stands for one that the provider left out. */
function countOf(tokens: number | undefined): number | null {
  return tokens !== undefined && Number.isInteger(tokens) && tokens > 0 ? tokens : null;
}

function incomplete({ provider }: Ended): RetryableError {
  return invalid(`the answer of ${provider} ended before it was complete`, 'MODEL_ANSWER_INCOMPLETE');
}

/** Models differ from one attempt to the next: another one may be whole. */
function invalid(message: string, code: string): RetryableError {
  return new RetryableError(message, { class: 'invalid_output', code });
}
