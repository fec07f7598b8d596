// What a model may say in one call, and which models a node may ask.
import { declaredModel } from '@configurable-agents/core/graph';
import type { ActionNode, LlmSettings } from '@configurable-agents/core/graph';
import type { PluginManifest } from '@configurable-agents/plugin-sdk';
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

type Model = Pick<LlmSettings, 'provider' | 'model'>;

/** The models that a node may ask in one attempt, each as often. */
export function modelsOf({ provider: own, model }: LlmSettings, { provider = own }: Models): readonly Model[] {
  return [{ provider, model }];
}

/** Tokens that a model reads and writes in one call at most; undefined where its plugin does not tell. */
export function windowOf({ provider, model }: Model, { plugins = [] }: Models): number | undefined {
  const known = plugins.find(({ providers }) => Object.hasOwn(providers, provider))?.providers[provider];
  return (known && declaredModel(known.models, model)?.contextTokens) ?? undefined;
}

export type Answer = { readonly tokens: number; readonly open?: Cause };

/** Tokens of an answer at most: what the workflow says, else all that the model can hold. */
export function answerOf({ name }: Pick<ActionNode, 'name'>, llm: LlmSettings, models: Models): Answer {
  const { max_tokens: most } = llm.parameters;
  const asked = modelsOf(llm, models);
  const windows = asked.map((model) => windowOf(model, models));
  const window = windows.every((each) => each !== undefined) ? Math.max(...windows) : undefined;
  const isSure = typeof most === 'number' && !mayThinkMore(llm);
  if (isSure) return { tokens: Math.min(most, window ?? Infinity) };
  if (window !== undefined) return { tokens: window };
  const { provider, model } = asked.find((_, i) => windows[i] === undefined) ?? llm;
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
function mayThinkMore({ parameters: { reasoning, options } }: LlmSettings): boolean {
  return (
    (reasoning !== undefined && reasoning !== 'none') || /think|reason|token/i.test(JSON.stringify(options ?? null))
  );
}

/** Bytes of an answer. */
export function answerSize(node: Pick<ActionNode, 'name'>, llm: LlmSettings, models: Models): Size {
  const { tokens, open } = answerOf(node, llm, models);
  return open === undefined ? { bytes: { lo: 0, hi: tokens * TOKEN_BYTES }, tokens } : openSize(open);
}
