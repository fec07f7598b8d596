import type { Context } from '../context.ts';
import type { ErrorClass } from '../errors.ts';
import type { JsonSchema } from '../json.ts';
import type { GenerateRequest, Part, Provider } from '../provider.ts';
import { problemOf } from './action.ts';
import { contextWith } from './context.ts';
import { ContractViolation, demand, demandAbort, frozen, isJson, shown } from './violation.ts';

/** A call that must fail, such as one whose `fetch` answers 429, and the failure that is expected of it. */
export type ExpectedFailure = {
  readonly name: string;
  readonly context: Context;
  readonly request?: GenerateRequest;
  readonly class: ErrorClass;
  readonly retryable: boolean;
};

export type ProviderFixtures = {
  /** A request for text. */
  readonly request: GenerateRequest;
  readonly context?: Context;
  /** A schema that the provider must answer with an object; its own context where the answer is canned. */
  readonly structured?: { readonly outputSchema: JsonSchema; readonly context?: Context };
  readonly failures?: readonly ExpectedFailure[];
  /** A call that waits for long, to be aborted. */
  readonly slow?: { readonly request?: GenerateRequest; readonly context?: Context };
  /** Values that no message of a failure may hold. */
  readonly secrets?: readonly string[];
};

/**
 * Checks a provider: parts in order with exactly one usage at the end, unknown counts null, an object that fits the schema it was
 * asked for, failures classed and without secrets, and an aborted call that ends within 100 ms.
 *
 * @example
 * it('keeps the contract', () =>
 *   checkProvider(plugin.providers.acme, {
 *     request: { model: 'any', messages: [{ role: 'user', content: 'Hi' }], parameters: {}, state: {} },
 *     context: contextWith({ fetch: async () => Response.json({ text: 'Hello' }) }),
 *     failures: [{ name: 'a full queue', context: contextWith({ fetch: answering(429) }), class: 'rate_limit', retryable: true }],
 *   }));
 */
export async function checkProvider(provider: Provider | undefined, fixtures: ProviderFixtures): Promise<void> {
  demand(provider !== undefined, 'the plugin has the provider', 'it is undefined');
  checkModels(provider);
  const { request, context = contextWith(), structured, failures = [], slow, secrets = [] } = fixtures;
  checkParts(await partsOf(provider, request, context));
  if (structured !== undefined) {
    const { outputSchema } = structured;
    const parts = await partsOf(provider, { ...request, outputSchema }, structured.context ?? context);
    checkParts(parts);
    checkObject(parts, outputSchema);
  }
  for (const failure of failures) await checkFailure(provider, { failure, request, secrets });
  if (slow === undefined) return;
  await demandAbort((signal) => partsOf(provider, slow.request ?? request, { ...(slow.context ?? context), signal }));
}

async function partsOf(provider: Provider, request: GenerateRequest, context: Context): Promise<readonly Part[]> {
  const parts: Part[] = [];
  for await (const part of provider.generate(frozen(request), context)) parts.push(part);
  return parts;
}

function checkModels({ models }: Provider): void {
  demand(Object.keys(models).length > 0, 'a provider describes a model, or `*`', 'it describes none');
  for (const [name, { contextTokens }] of Object.entries(models)) {
    const isKnown = contextTokens === null || (Number.isInteger(contextTokens) && contextTokens > 0);
    demand(isKnown, 'an unknown context size is null', `that of ${name} is ${shown(contextTokens)}`);
  }
}

function checkParts(parts: readonly Part[]): void {
  const kinds = parts.map(({ kind }) => kind);
  const found = `the parts are ${kinds.join(', ') || 'none'}`;
  const isOne = kinds.filter((kind) => kind === 'usage').length === 1 && kinds.at(-1) === 'usage';
  demand(isOne, 'exactly one usage comes, as the last part', found);
  demand(kinds.filter((kind) => kind === 'object').length <= 1, 'at most one object comes', found);
  demand(kinds.length > 1, 'an answer comes before the usage', found);
  for (const part of parts) {
    demand(isJson(part), 'a part is JSON', `this one is ${shown(part)}`);
    if (part.kind === 'text') demand(typeof part.text === 'string', 'a text part holds text', shown(part));
    if (part.kind !== 'usage') continue;
    for (const count of [part.inputTokens, part.outputTokens]) {
      const isCount = count === null || (Number.isInteger(count) && count >= 0);
      demand(isCount, 'a token count is a whole number, or null where it is not known', shown(part));
    }
    const isCost = part.costUsd === null || part.costUsd >= 0;
    demand(isCost, 'a cost is a number of dollars, or null where it is not known', shown(part));
  }
}

function checkObject(parts: readonly Part[], schema: JsonSchema): void {
  const promise = 'a request with a schema is answered by an object that fits it';
  const part = parts.find(({ kind }) => kind === 'object');
  demand(part?.kind === 'object', promise, `the parts are ${parts.map(({ kind }) => kind).join(', ')}`);
  const problem = problemOf(schema, part.value);
  demand(problem === undefined, promise, `${shown(part.value)} ${problem}`);
}

async function checkFailure(
  provider: Provider,
  options: {
    readonly failure: ExpectedFailure;
    readonly request: GenerateRequest;
    readonly secrets: readonly string[];
  },
): Promise<void> {
  const { failure, request, secrets } = options;
  const promise = `${failure.name} is a failure of class ${failure.class}, ${failure.retryable ? 'retryable' : 'terminal'}`;
  const thrown = await partsOf(provider, failure.request ?? request, failure.context).then(
    (parts) => {
      throw new ContractViolation(promise, `it was answered with ${shown(parts)}`);
    },
    (error: unknown) => error,
  );
  if (thrown instanceof ContractViolation) throw thrown;
  // Read by shape: the plugin may hold another copy of the SDK.
  const said = thrown as { readonly class?: unknown; readonly retryable?: unknown };
  const isClassed = said.class === failure.class && said.retryable === failure.retryable;
  demand(
    isClassed,
    promise,
    `it threw ${shown(thrown)} of class ${shown(said.class)}, retryable ${shown(said.retryable)}`,
  );
  const text = textsOf(thrown).join('\n');
  const leaked = secrets.filter((secret) => text.includes(secret));
  demand(leaked.length === 0, 'no failure tells a secret', `${failure.name} told ${leaked.length} of them`);
}

/** The messages of an error and of what caused it. */
function textsOf(error: unknown): readonly string[] {
  const texts: string[] = [];
  for (let each = error; each instanceof Error && texts.length < MOST_CAUSES; each = each.cause)
    texts.push(each.message);
  return texts;
}

const MOST_CAUSES = 16;
