// What a model may say in one call, and which models a node may ask.
import { declaredModel } from '@configurable-agents/core/graph';
import type { ActionNode, LlmSettings, ModelChoice } from '@configurable-agents/core/graph';
import type { JsonObject, PluginManifest } from '@configurable-agents/plugin-sdk';
import type { PriceOf } from './price.ts';
import { openSize } from './size.ts';
import type { Cause, Size } from './size.ts';

/** What is known of models beyond the graph. `provider`: every LLM node uses it, whatever the graph says. */
export type Models = {
  readonly plugins?: readonly PluginManifest[];
  readonly prices?: PriceOf;
  readonly provider?: string;
};

/**
 * Bytes of a token at most: the longest of public vocabularies are runs of 128 spaces. One token for each byte is the other end, and what a
 * text may cost that is given to a model.
 */
export const TOKEN_BYTES = 128;

/** The models that a node may ask in one attempt: its own, and where one is not there the next. */
export function modelsOf(
  { provider: own, model, parameters, fallback = [] }: LlmSettings,
  { provider }: Models,
): readonly ModelChoice[] {
  if (provider !== undefined) return [{ provider, model, parameters }];
  return [{ provider: own, model, parameters }, ...fallback];
}

/** Tokens that a model reads and writes in one call at most; undefined where its plugin does not tell. */
export function windowOf(
  { provider, model }: Pick<ModelChoice, 'provider' | 'model'>,
  { plugins = [] }: Models,
): number | undefined {
  const known = plugins.find(({ providers }) => Object.hasOwn(providers, provider))?.providers[provider];
  return (known && declaredModel(known.models, model)?.contextTokens) ?? undefined;
}

export type Answer = { readonly tokens: number; readonly open?: Cause };

/** Tokens of an answer at most, whichever model gives it. */
export function answerOf({ name }: Pick<ActionNode, 'name'>, llm: LlmSettings, models: Models): Answer {
  const answers = modelsOf(llm, models).map((choice) => answerOfModel(name, choice, models));
  const open = answers.find((answer) => answer.open !== undefined)?.open;
  return { tokens: Math.max(...answers.map(({ tokens }) => tokens)), ...(open === undefined ? {} : { open }) };
}

/** What the workflow says, else all that the model can hold. */
function answerOfModel(name: string, choice: ModelChoice, models: Models): Answer {
  const { provider, model, parameters } = choice;
  const { max_tokens: most } = parameters;
  const window = windowOf(choice, models);
  if (typeof most === 'number' && !mayThinkMore(parameters)) return { tokens: Math.min(most, window ?? Infinity) };
  if (window !== undefined) return { tokens: window };
  return {
    tokens: Infinity,
    open:
      typeof most === 'number'
        ? {
            why: `what \`${provider}/${model}\` thinks may come on top of \`max_tokens\` of \`${name}\``,
            edit: 'leave out `reasoning`, and what the `options` say of it',
          }
        : {
            why: `\`${name}\` has no \`max_tokens\`, and how much \`${provider}/${model}\` may say is not known`,
            edit: `set \`max_tokens\` of \`${name}\``,
          },
  };
}

/** Some vendors count what a model thinks beside the limit. */
function mayThinkMore({ reasoning, options }: JsonObject): boolean {
  return (
    (reasoning !== undefined && reasoning !== 'none') || /think|reason|token/i.test(JSON.stringify(options ?? null))
  );
}

/** Bytes of an answer. */
export function answerSize(node: Pick<ActionNode, 'name'>, llm: LlmSettings, models: Models): Size {
  const { tokens, open } = answerOf(node, llm, models);
  return open === undefined ? { bytes: { lo: 0, hi: tokens * TOKEN_BYTES }, tokens } : openSize(open);
}
