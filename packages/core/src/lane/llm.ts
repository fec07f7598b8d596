import { RetryableError } from '@configurable-agents/plugin-sdk';
import type {
  Context,
  GenerateRequest,
  Json,
  JsonObject,
  Message,
  Part,
  Plugin,
  Provider,
  ToolCall,
} from '@configurable-agents/plugin-sdk';
import { NO_USAGE, plus } from '../engine/usage.ts';
import { render, toText } from '../expression/render.ts';
import type { LlmSettings, ModelChoice } from '../graph/graph.ts';
import type { Template } from '../graph/template.ts';
import { aliasOf } from './alias.ts';
import { openCache } from './cache.ts';
import type { Cache } from './cache.ts';
import { converse } from './converse.ts';
import type { Answer, Asked, Called, Conversing } from './converse.ts';
import type { Attempt, AttemptOutput } from './execute.ts';
import { readImage, shownImage } from './images.ts';
import { toJson } from './json.ts';
import type { MeteredCall } from './meter.ts';
import { openModels } from './models.ts';
import type { Saying } from './saying.ts';
import { openTools } from './tools.ts';
import { checkOutput } from './validate.ts';

/** Characters of what a tool gave that stand in the journal. */
const MOST_SHOWN = 4000;

/**
 * Runs an attempt of an LLM node against its provider: text, or with `output_schema` a validated object; with `tools` after as many turns as
 * the model asks for. An answer that breaks the schema is sent back with what is wrong, as often as `repair` says.
 */
export async function runLlm(attempt: Attempt): Promise<AttemptOutput> {
  const { job, node, plugins, contexts, show, meter, steps, saying } = attempt;
  const { llm, output_schema: schema } = node;
  if (llm === undefined) throw new Error(`invariant: the LLM node ${node.name} has no settings`);
  const { system, turns, shown: said } = conversation(llm, job.scope, plugins.files);
  const models = openModels(llm, { only: job.provider });
  const called: Called[] = [];
  let spared = 0;
  let saved = NO_USAGE;
  const showNow = (): void => {
    const { provider, model } = models.now();
    const before = models.before();
    show({
      provider,
      model: aliasOf(model, plugins.configOf(provider)),
      ...system,
      ...said,
      ...(before.length === 0 ? {} : { fallbacks: before }),
      ...(called.length === 0 ? {} : { tool_calls: called }),
      ...(spared === 0 ? {} : { cached_calls: spared, saved }),
    });
  };
  showNow();
  const tools = await openTools(attempt);
  const cache = openCache(attempt, tools);
  // One for each plugin: what is recorded is counted over the calls of the attempt.
  const opened = new Map<Plugin, Context>();
  const contextOf = (plugin: Plugin): Context => {
    const context = opened.get(plugin) ?? contexts.contextOfModel(plugin);
    opened.set(plugin, context);
    return context;
  };
  const answeredBy = new WeakMap<ToolCall, ModelChoice>();
  const askOne = async (choice: ModelChoice, { messages, ...asked }: Asked): Promise<Answer> => {
    showNow();
    const { provider, parameters } = choice;
    const model = aliasOf(choice.model, plugins.configOf(provider));
    const { plugin, value } = await plugins.provider(provider);
    const request: GenerateRequest = {
      model,
      ...system,
      parameters,
      state: (job.scope['state'] ?? {}) as JsonObject,
      ...(schema === undefined ? {} : { outputSchema: schema }),
      ...asked,
      messages: messages.map((message) => forModel(message, (call) => answeredBy.get(call) === choice)),
    };
    const { given, keep } = await cache.recall(provider, request);
    let answer = given?.answer;
    if (given === undefined || answer === undefined) {
      const call = await meter.begin({ provider, model });
      answer = await steps.model({ provider, model, use: call.used }, () =>
        collect(value, { request, context: contextOf(plugin), call, saying }),
      );
      keep({ answer, used: await call.used() });
    } else {
      meter.spared({ provider, model });
      steps.spared({ provider, model });
      saying.whole(answer.text);
      spared += 1;
      saved = plus(saved, given.used);
      showNow();
    }
    for (const each of answer.calls) answeredBy.set(each, choice);
    return answer;
  };
  const talk: Conversing = {
    llm,
    offers: tools.offers,
    call: (call) => steps.tool(call.name, () => tools.call(call)),
    ask: (asked) => models.ask((choice) => askOne(choice, asked)),
    onCall: ({ result, ...call }) => {
      called.push({ ...call, result: result.slice(0, MOST_SHOWN) });
      showNow();
    },
  };
  let { answer, asked } = await converse(talk, turns, { isFirst: true });
  if (schema === undefined) return { output: answer.text, ...keptIn(cache) };
  const calls = job.calls ?? Infinity;
  for (let repairs = llm.repair ?? 0; ; repairs -= 1) {
    try {
      const output = checkOutput(schema, toJson(answer.object ?? parse(answer.text)));
      return { output, text: answer.text === '' ? JSON.stringify(output) : answer.text, ...keptIn(cache) };
    } catch (error) {
      const isBroken = error instanceof RetryableError && error.class === 'invalid_output';
      if (!isBroken || repairs <= 0 || meter.calls() >= calls) throw error;
      ({ answer, asked } = await converse(talk, [...asked, ...correction(answer, error.message)], { isFirst: false }));
    }
  }
}

function keptIn(cache: Cache): Pick<AttemptOutput, 'kept'> {
  const kept = cache.kept();
  return kept.length === 0 ? {} : { kept };
}

/** What a provider wants back with a call is of no use to another one, which may refuse it. */
function forModel(message: Message, isOwn: (call: ToolCall) => boolean): Message {
  if (message.role !== 'assistant' || message.toolCalls === undefined) return message;
  const toolCalls = message.toolCalls.map((call) => {
    const { providerData: _data, ...rest } = call;
    return isOwn(call) ? call : rest;
  });
  return { ...message, toolCalls };
}

/** The answer as it came, and what is wrong with it. */
function correction({ text, object }: Answer, problem: string): readonly Message[] {
  const content = text === '' ? JSON.stringify(object ?? null) : text;
  return [
    { role: 'assistant', content },
    { role: 'user', content: `${problem}. Answer again, with JSON that satisfies the schema and nothing else.` },
  ];
}

type Conversation = {
  readonly system: { readonly system?: string };
  readonly turns: readonly Message[];
  /** The turns as the journal shows them. */
  readonly shown: JsonObject;
};

type Turn = { readonly role: 'user' | 'assistant'; readonly content: string; readonly images: readonly string[] };

/** What a node says to its model, rendered. `files` is the folder of its images. */
function conversation(llm: LlmSettings, scope: JsonObject, files: string | undefined): Conversation {
  const { system, messages = [], prompt, images = [] } = llm;
  const text = (template: Template): string => toText(render(template, scope));
  const before = messages.map(({ role, content }): Turn => {
    const texts = content.flatMap((part) => ('text' in part ? [text(part.text)] : []));
    return {
      role,
      content: texts.join('\n'),
      images: content.flatMap((part) => ('image' in part ? [text(part.image)] : [])),
    };
  });
  const all: readonly Turn[] =
    prompt === undefined ? before : [...before, { role: 'user', content: text(prompt), images: [] }];
  const turns = all.map((turn, i) =>
    i === all.length - 1 ? { ...turn, images: [...turn.images, ...images.map(text)] } : turn,
  );
  return {
    system: system === undefined ? {} : { system: text(system) },
    turns: turns.map(({ role, content, images: named }): Message => {
      if (named.length === 0 || role === 'assistant') return { role, content };
      return { role, content, images: named.map((each) => readImage(each, { files })) };
    }),
    shown: shown(turns),
  };
}

/** A prompt alone is shown as that. */
function shown(turns: readonly Turn[]): JsonObject {
  const [only] = turns;
  const imagesOf = ({ images }: Turn): JsonObject => (images.length === 0 ? {} : { images: images.map(shownImage) });
  if (turns.length === 1 && only !== undefined) return { prompt: only.content, ...imagesOf(only) };
  return { messages: turns.map((turn) => ({ role: turn.role, content: turn.content, ...imagesOf(turn) })) };
}

type Call = {
  readonly request: GenerateRequest;
  readonly context: Context;
  readonly call: MeteredCall;
  readonly saying: Saying;
};

/** One call. What it used goes to the meter, and what it says to whoever listens. */
async function collect(provider: Provider, { request, context, call, saying }: Call): Promise<Answer> {
  let text = '';
  let object: Json | undefined;
  const calls: ToolCall[] = [];
  saying.begin();
  try {
    for await (const part of provider.generate(request, context)) {
      if (part.kind === 'text') {
        text += part.text;
        saying.add(part.text);
      } else if (part.kind === 'object') object = part.value;
      else if (part.kind === 'usage') call.told(part);
      else if (part.kind === 'tool_call') calls.push(toolCallOf(part));
    }
  } catch (error) {
    call.failed(error);
    throw error;
  }
  saying.end();
  return { text, object, calls };
}

function toolCallOf({ id, name, input, providerData }: Extract<Part, { readonly kind: 'tool_call' }>): ToolCall {
  return { id, name, input, ...(providerData === undefined ? {} : { providerData }) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new RetryableError('the model was asked for JSON by the schema and answered other text', {
      class: 'invalid_output',
      code: 'NODE_OUTPUT_INVALID',
    });
  }
}
