// What an attempt of an LLM node did, call by call: when, for how long, and how it ended. Contents are not in it.
import { PluginError } from '@configurable-agents/plugin-sdk';
import type { AttemptStep } from '../engine/attempt-step.ts';
import type { Usage } from '../engine/fact.ts';

type Begun =
  | { readonly kind: 'chat'; readonly provider: string; readonly model: string }
  | { readonly kind: 'tool'; readonly name: string };

export type Steps = {
  /** Notes how a call ends, and hands on what it gave. `endOf` says what is to be noted beside its time. */
  readonly during: <T>(step: Begun, call: () => Promise<T>, endOf: (given: T | undefined) => StepEnd) => Promise<T>;
  /** In the order in which they began; of very many the first ones. */
  readonly read: () => readonly AttemptStep[];
};

export type StepEnd = Partial<Usage> & { readonly error?: string };

/** A conversation has at most some turns of some calls each; what goes beyond is not worth the journal's room. */
const MOST_STEPS = 500;

export function openSteps(now: () => number = Date.now): Steps {
  const steps: AttemptStep[] = [];
  return {
    during: async (step, call, endOf) => {
      const at = now();
      const index = steps.length;
      // It is there also where the attempt is ended while the call is under way.
      if (index < MOST_STEPS) steps.push({ ...step, at, duration_ms: null });
      const end = (told: StepEnd): void => {
        if (index < MOST_STEPS) steps[index] = { ...step, at, duration_ms: Math.max(0, now() - at), ...told };
      };
      try {
        const given = await call();
        end(endOf(given));
        return given;
      } catch (error) {
        end({ ...endOf(undefined), error: error instanceof PluginError ? error.code : 'ERROR' });
        throw error;
      }
    },
    read: () => [...steps],
  };
}
