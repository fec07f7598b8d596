// What a model thought before it called a tool: some vendors want it back, signed as they gave it, together with the call.
import type { LanguageModelV4StreamPart, SharedV4ProviderMetadata, SharedV4ProviderOptions } from '@ai-sdk/provider';
import type { JsonObject } from '@configurable-agents/plugin-sdk';

/** A stretch of thought with what its vendor needs to take it back. */
export type Thought = { readonly text: string; readonly metadata: JsonObject };

export type Thoughts = {
  /** Hears a part of a stream; gives the number of characters that it adds. */
  readonly add: (part: LanguageModelV4StreamPart) => number;
  /** What was thought since the last call. Thoughts that no vendor signed are of no use to one. */
  readonly take: () => readonly Thought[];
};

/** The key of a call's `providerData` under which its thoughts stand; each other key is the name of a vendor. */
export const THOUGHTS_KEY = 'thoughts';

export function openThoughts(): Thoughts {
  const open = new Map<string, { text: string; metadata: SharedV4ProviderMetadata }>();
  return {
    add: (part) => {
      if (part.type !== 'reasoning-start' && part.type !== 'reasoning-delta' && part.type !== 'reasoning-end') return 0;
      const thought = open.get(part.id) ?? { text: '', metadata: {} };
      open.set(part.id, thought);
      for (const [vendor, values] of Object.entries(part.providerMetadata ?? {})) {
        thought.metadata[vendor] = { ...thought.metadata[vendor], ...values };
      }
      if (part.type !== 'reasoning-delta') return 0;
      thought.text += part.delta;
      return part.delta.length;
    },
    take: () => {
      const thoughts = [...open.values()].filter(({ metadata }) => Object.keys(metadata).length > 0);
      open.clear();
      // Metadata of an answer is JSON that came over the wire, but for fields that adapters leave undefined.
      return JSON.parse(JSON.stringify(thoughts)) as readonly Thought[];
    },
  };
}

/** The thoughts in what a provider wants back with a call, and the rest of it. */
export function thoughtsIn(data: JsonObject): {
  readonly thoughts: readonly Thought[];
  readonly options: SharedV4ProviderOptions;
} {
  const { [THOUGHTS_KEY]: thoughts = [], ...options } = data;
  // Both are as toolCallOf made them.
  return { thoughts: thoughts as readonly Thought[], options: options as SharedV4ProviderOptions };
}
