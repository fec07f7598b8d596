// Who is asked in an attempt: the node's model, and where that is not there the next one of its `fallback`, from then on.
import { PluginError, RetryableError, TerminalError } from '@configurable-agents/plugin-sdk';
import type { Failure } from '../engine/fact.ts';
import type { LlmSettings, ModelChoice } from '../graph/graph.ts';

/** A model that was asked and was not there, as the journal shows it. */
export type FellBack = { readonly provider: string; readonly model: string; readonly error: Failure };

export type Models = {
  readonly now: () => ModelChoice;
  /** Those that were asked in vain. */
  readonly before: () => readonly FellBack[];
  /** Asks the model of now, and the next ones in turn where it is not there. Throws what the last one threw, with what all of them said. */
  readonly ask: <T>(ask: (choice: ModelChoice) => Promise<T>) => Promise<T>;
};

/** What is of the model, and not of what it was asked: another one may answer. */
const NOT_THERE: ReadonlySet<string> = new Set(['rate_limit', 'timeout', 'unavailable', 'auth', 'not_found']);
/** A prompt that is too long for one model may not be for another. */
const TOO_LONG = 'MODEL_CONTEXT_EXCEEDED';

/** `only`: the provider that every node of the run asks, and no other. */
export function openModels(llm: LlmSettings, { only }: { readonly only: string | null }): Models {
  const { fallback = [], provider, model, parameters } = llm;
  const first = { provider: only ?? provider, model, parameters };
  const choices: readonly ModelChoice[] = only === null ? [first, ...fallback] : [first];
  const before: (FellBack & { readonly thrown: PluginError })[] = [];
  const now = (): ModelChoice => choices[before.length] ?? first;
  return {
    now,
    before: () => before.map(({ thrown: _thrown, ...shown }) => shown),
    ask: async (ask) => {
      for (;;) {
        const choice = now();
        try {
          return await ask(choice);
        } catch (error) {
          if (!(error instanceof PluginError) || !isOfModel(error)) throw error;
          if (before.length + 1 >= choices.length)
            throw before.length === 0 ? error : allOf([...before.map(({ thrown }) => thrown), error]);
          const { code, class: kind, message } = error;
          before.push({ ...named(choice), error: { code, class: kind, message }, thrown: error });
        }
      }
    },
  };
}

function named({ provider, model }: ModelChoice): Pick<ModelChoice, 'provider' | 'model'> {
  return { provider, model };
}

function isOfModel(error: PluginError): boolean {
  return NOT_THERE.has(error.class) || error.code === TOO_LONG;
}

/** One failure for all models. Another attempt helps where it helps one of them, after the shortest wait that one asks for. */
function allOf(errors: readonly PluginError[]): PluginError {
  const hopeful = errors.filter(({ retryable }) => retryable);
  const last = hopeful.at(-1) ?? errors.at(-1);
  if (last === undefined) throw new Error('invariant: a model was asked');
  const message = errors.map((error) => error.message).join('; then ');
  const { code, class: kind } = last;
  if (hopeful.length === 0) return new TerminalError(message, { code, class: kind, cause: last });
  const waits = hopeful.map(({ retryAfterMs = 0 }) => retryAfterMs);
  return new RetryableError(message, { code, class: kind, cause: last, retryAfterMs: Math.min(...waits) });
}
