import type { Context } from '../context.ts';
import type { ErrorClass } from '../errors.ts';
import type { JsonSchema } from '../json.ts';
import type { GenerateRequest, Part, Provider, ToolOffer } from '../provider.ts';
import { demandAbort } from './abort.ts';
import { contextWith } from './context.ts';
import { checkFailure } from './provider-failure.ts';
import { checkHttp } from './provider-http.ts';
import { checkImages } from './provider-images.ts';
import { answerOf, checkObject, partsOf, textIn } from './provider-parts.ts';
import { checkTools } from './provider-tools.ts';
import { spied } from './spy.ts';
import { classOf, problemOf, shown, thrownBy } from './values.ts';
import { ContractViolation, demand, demandFixture } from './violation.ts';

/**
 * A call that must fail, such as one whose `fetch` answers 413, and the failure that is expected of it.
 *
 * @example
 * const tooLarge: ExpectedFailure = {
 *   name: 'a prompt that is too large',
 *   context: contextWith({ fetch: async () => new Response(null, { status: 413 }) }),
 *   class: 'bad_request',
 *   retryable: false,
 * };
 */
export type ExpectedFailure = {
  readonly name: string;
  readonly context: Context;
  readonly request?: GenerateRequest;
  readonly class: ErrorClass;
  readonly retryable: boolean;
};

/**
 * What a provider is checked with. Canned answers stand in a `context` whose `fetch` gives them.
 *
 * @example
 * const fixtures: ProviderFixtures = {
 *   request: { model: 'any', messages: [{ role: 'user', content: 'Hi' }], parameters: {}, state: {} },
 *   context: contextWith({ fetch: async () => Response.json({ text: 'Hello' }) }),
 *   text: 'Hello',
 * };
 */
export type ProviderFixtures = {
  /** A request for text. */
  readonly request: GenerateRequest;
  readonly context?: Context;
  /** The text that the service sends, which the texts of the answer make up in their order. */
  readonly text?: string;
  /** A schema that the provider must answer with an object; its own context where the answer is canned. */
  readonly structured?: {
    readonly outputSchema: JsonSchema;
    readonly context?: Context;
    /** A context whose service sends an object that breaks the schema. */
    readonly violating?: Context;
  };
  /** A tool that the model calls, then answers with its result; the contexts are those of the two requests. */
  readonly tool?: { readonly offer: ToolOffer; readonly call?: Context; readonly result?: Context };
  /** There for a provider whose models take images; the context is that of a request with one. */
  readonly images?: { readonly context?: Context };
  readonly failures?: readonly ExpectedFailure[];
  /** A call that waits for long, to be aborted. One that goes through `context.fetch` needs none. */
  readonly slow?: { readonly request?: GenerateRequest; readonly context?: Context };
  /** Values that no message of a failure may hold, beside those of the secrets that the provider asks for. */
  readonly secrets?: readonly string[];
};

/**
 * Checks a provider: parts in order with exactly one usage at the end, unknown counts null, an object that fits the schema it was
 * asked for, a call of a tool and its result, images, failures classed and without secrets, and an aborted call that ends within 100 ms.
 * Of a provider that goes through `context.fetch` the kit plays the service: it answers 429, 5xx, 401, half an answer, nothing.
 *
 * @example
 * const parrot: Provider = {
 *   models: { '*': { contextTokens: null, structuredOutput: false, tools: false } },
 *   async *generate({ messages }) {
 *     yield { kind: 'text', text: messages.at(-1)?.content ?? '' };
 *     yield { kind: 'usage', inputTokens: null, outputTokens: null, costUsd: 0 };
 *   },
 * };
 * const request = { model: 'any', messages: [{ role: 'user' as const, content: 'Hi' }], parameters: {}, state: {} };
 * await checkProvider(parrot, { request, text: 'Hi' });
 */
export async function checkProvider(provider: Provider | undefined, fixtures: ProviderFixtures): Promise<void> {
  demandFixture(provider !== undefined, 'the plugin has no such provider');
  checkModels(provider);
  const { request, context = contextWith(), text, structured, tool, images, ...more } = fixtures;
  const { failures = [], slow, secrets = [] } = more;
  const spy = spied(context);
  const parts = await answerOf(provider, request, spy.context);
  if (text !== undefined) {
    demand(textIn(parts) === text, 'provider/stream-order', `it is ${shown(textIn(parts))}, sent was ${shown(text)}`);
  }
  if (structured !== undefined) await checkStructured(provider, { structured, request, context });
  if (tool !== undefined) await checkTools(provider, { tool, request, context });
  if (images !== undefined) await checkImages(provider, { images, request, context });
  if (spy.sent.length > 0) await checkHttp(provider, { request, context, secrets });
  for (const failure of failures) {
    const { name, class: kind, retryable, request: own = request } = failure;
    const expected = { name, classes: [kind], retryable, rule: 'provider/failure-classed' } as const;
    await checkFailure(provider, { expected, request: own, context: failure.context, secrets });
  }
  if (slow === undefined) return;
  await demandAbort('provider/abort', (signal) =>
    partsOf(provider, slow.request ?? request, { ...(slow.context ?? context), signal }),
  );
}

/** What a provider says of its models. */
export function checkModels({ models }: Provider): void {
  demand(Object.keys(models).length > 0, 'provider/models', 'it describes none');
  for (const [name, { contextTokens }] of Object.entries(models)) {
    const isKnown = contextTokens === null || (Number.isInteger(contextTokens) && contextTokens > 0);
    demand(isKnown, 'provider/models', `that of ${name} is ${shown(contextTokens)}`);
  }
}

type Structured = {
  readonly structured: NonNullable<ProviderFixtures['structured']>;
  readonly request: GenerateRequest;
  readonly context: Context;
};

async function checkStructured(provider: Provider, { structured, request, context }: Structured): Promise<void> {
  const { outputSchema, violating } = structured;
  const asked = { ...request, outputSchema };
  checkObject(await answerOf(provider, asked, structured.context ?? context), outputSchema);
  if (violating === undefined) return;
  let parts: readonly Part[] = [];
  const failure = await thrownBy(async () => {
    parts = await partsOf(provider, asked, violating);
  });
  if (failure?.error instanceof ContractViolation) throw failure.error;
  if (failure !== undefined) {
    const isClassed = classOf(failure.error).class === 'invalid_output';
    demand(isClassed, 'provider/violating-output', `it threw ${shown(failure.error)}`);
    return;
  }
  const object = parts.find(({ kind }) => kind === 'object');
  // The engine holds it against the schema and tells the model what is wrong; it cannot do that for an invented one.
  const isInvented = object?.kind === 'object' && problemOf(outputSchema, object.value) === undefined;
  demand(!isInvented, 'provider/violating-output', `it gave ${shown(object)}, which nobody sent`);
}
