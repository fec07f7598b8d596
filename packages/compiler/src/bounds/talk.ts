// What one attempt of an LLM node may use: each call gives its model the conversation again, with what was said since.
import type { ActionNode, LlmSettings, LlmTool } from '@configurable-agents/core/graph';
import { answerOf, modelsOf, TOKEN_BYTES, windowOf } from './answer.ts';
import type { Models } from './answer.ts';
import { atMost, exactly, plus, product, times } from './interval.ts';
import { EMPTY, openSize, plusSizes, sizeOfText, sizeOfTokens, sizeOfValue } from './size.ts';
import type { Cause, Size } from './size.ts';
import { eitherUse, mapUse, NO_USE, perhapsUse, plusUse, useOf } from './use.ts';
import type { Use } from './use.ts';
import type { Written } from './written.ts';

export type LlmNode = ActionNode & { readonly llm: LlmSettings };

export type Talk = {
  /** All the calls of an attempt. */
  readonly attempt: Use;
  /** The dearest of them. */
  readonly call: Use;
  readonly turns: number;
  readonly openInput?: Cause;
  readonly openOutput?: Cause;
  /** Models without a price, as `provider/model`. */
  readonly unpriced: readonly string[];
};

/** Calls of a model in one attempt, with tools, where `max_turns` is not said. */
const MAX_TURNS = 8;

/** Tokens that a vendor puts around a conversation, around a turn, and around a schema or what tools are offered. */
const AROUND_CALL = 256;
const AROUND_TURN = 16;
const AROUND_OFFERS = 1024;

/** More than any vendor counts for an image. */
const IMAGE_TOKENS = 65_536;

/** Bytes of what asks for a better answer, without what is wrong with this one. */
const CORRECTION_BYTES = 512;

/** Schemas are written anew by adapters and vendors: with spaces, or with what a stricter dialect needs. */
const WRITTEN_ANEW = 2;

/** What an LLM node may use in one attempt. */
export function talkOf(node: LlmNode, written: Written, models: Models): Talk {
  const { llm } = node;
  const { tools = [], max_turns: most = MAX_TURNS, repair = 0, cache } = llm;
  const turns = tools.length === 0 ? 1 : most;
  const calls = turns * (1 + repair);
  const answer = answerOf(node, llm, models);
  const first = plusSizes(conversationSize(llm, node, written), offersSize(node, models));
  const more = calls === 1 ? EMPTY : growthOf(node, answer.tokens);
  const asked = modelsOf(llm, models).map((model) => {
    const window = windowOf(model, models) ?? Infinity;
    const price = models.prices?.(model.provider, model.model);
    const chain = { first, more, window, answer: answer.tokens };
    return {
      window,
      attempt: useOf(chainOf(chain, calls), price),
      call: useOf(lastOf(chain, calls), price),
      unpriced: models.prices !== undefined && price === undefined ? [`${model.provider}/${model.model}`] : [],
    };
  });
  const attempt = ofAll(
    asked.map((each) => each.attempt),
    calls,
  );
  const openInput = asked.some(({ window }) => window === Infinity) ? (first.open ?? more.open) : undefined;
  return {
    attempt: cache === undefined ? attempt : perhapsUse(attempt),
    call: asked.map(({ call }) => call).reduce(eitherUse, NO_USE),
    turns,
    unpriced: asked.flatMap(({ unpriced }) => unpriced),
    ...(openInput === undefined ? {} : { openInput }),
    ...(answer.open === undefined ? {} : { openOutput: answer.open }),
  };
}

/**
 * Of several models any may be the one that answers, and each before it costs one call more. What they use together is at most what each would
 * use alone, since prices differ in what they charge for.
 */
function ofAll(attempts: readonly Use[], calls: number): Use {
  const [first = NO_USE, ...others] = attempts;
  if (others.length === 0) return first;
  const least = attempts.reduce(eitherUse, first);
  const sum = mapUse(attempts.reduce(plusUse, NO_USE), (each, name) => ({ ...each, lo: least[name].lo }));
  return { ...sum, calls: { lo: 1, hi: calls + others.length } };
}

/** What calls give their model: the first so much, each further one so much more, none more than the model can read. */
type Chain = { readonly first: Size; readonly more: Size; readonly window: number; readonly answer: number };
type Tokens = Pick<Use, 'calls' | 'input' | 'output' | 'estimate'>;

function chainOf({ first, more, window, answer }: Chain, calls: number): Tokens {
  const again = (calls * (calls - 1)) / 2;
  const input = plus(times(first.bytes, { lo: 1, hi: calls }), { lo: 0, hi: product(again, more.bytes.hi) });
  const estimate = calls * first.tokens + product(again, more.tokens);
  return {
    calls: { lo: 1, hi: calls },
    input: { ...atMost(input, calls * window), lo: leastTokens(first) },
    output: { lo: 0, hi: calls * answer },
    estimate: { lo: 0, hi: Math.min(estimate, calls * window) },
  };
}

function lastOf({ first, more, window, answer }: Chain, calls: number): Tokens {
  const input = plus(first.bytes, { lo: 0, hi: product(calls - 1, more.bytes.hi) });
  return {
    calls: exactly(1),
    input: { ...atMost(input, window), lo: 0 },
    output: { lo: 0, hi: answer },
    estimate: { lo: 0, hi: Math.min(first.tokens + product(calls - 1, more.tokens), window) },
  };
}

/** A token stands for no more bytes than this. */
function leastTokens({ bytes }: Size): number {
  return Math.ceil(bytes.lo / TOKEN_BYTES);
}

/** What is said before the model answers. At least the last turn is counted by every provider. */
function conversationSize(
  { system, messages = [], images = [], prompt }: LlmSettings,
  node: LlmNode,
  written: Written,
): Size {
  const parts = messages.flatMap(({ content }) => content);
  const before = [
    ...(system === undefined ? [] : [written.template(system, node)]),
    ...parts.map((part) => ('text' in part ? plusSizes(written.template(part.text, node), sizeOfText('\n')) : IMAGE)),
    ...images.map(() => IMAGE),
  ].map((size) => ({ ...size, bytes: { ...size.bytes, lo: 0 } }));
  const turns = messages.length + (system === undefined ? 0 : 1) + (prompt === undefined ? 0 : 1);
  return plusSizes(
    sizeOfTokens(AROUND_CALL + turns * AROUND_TURN, turns * 4),
    ...before,
    ...(prompt === undefined ? [] : [written.template(prompt, node)]),
  );
}

const IMAGE = sizeOfTokens(IMAGE_TOKENS, 1024);

/** The schema that is asked for, and the tools that are offered. */
function offersSize({ name, llm: { tools = [] }, output_schema: schema }: LlmNode, models: Models): Size {
  const offers = [
    ...(schema === undefined ? [] : [offerSize(schema)]),
    ...tools.map((tool) => toolSize(name, tool, models)),
  ];
  return offers.length === 0 ? EMPTY : plusSizes(sizeOfTokens(AROUND_OFFERS, 64), ...offers);
}

function offerSize(offer: unknown): Size {
  const { bytes, tokens } = sizeOfValue(offer, 'json');
  return sizeOfTokens(bytes.hi * WRITTEN_ANEW, tokens);
}

function toolSize(name: string, { uses = '', name: shown = '', description }: LlmTool, { plugins = [] }: Models): Size {
  const known = plugins.find(({ tools = {} }) => Object.hasOwn(tools, uses))?.tools?.[uses];
  if (known !== undefined) return offerSize([shown, description ?? known.description, known.input]);
  return openSize({
    why: `what the tools of \`${name}\` look like is not known here`,
    edit: `name tools of installed plugins in \`tools\` of \`${name}\`, by \`uses\``,
  });
}

/** What comes to the conversation between two calls: an answer, and what is wrong with it or what its tools gave. */
function growthOf({ name, llm: { tools = [] }, output_schema: schema }: LlmNode, answer: number): Size {
  if (tools.length > 0)
    return openSize({
      why: `what tools give to \`${name}\` may have any length`,
      edit: 'ask a model whose plugin tells how many tokens it reads',
    });
  // What is wrong is told by its place in the answer, in which a character may be escaped, and by its part of the schema.
  const told = schema === undefined ? 0 : Buffer.byteLength(JSON.stringify(schema));
  return sizeOfTokens(
    3 * answer * TOKEN_BYTES + told + CORRECTION_BYTES + 2 * AROUND_TURN,
    answer + CORRECTION_BYTES / 8,
  );
}
