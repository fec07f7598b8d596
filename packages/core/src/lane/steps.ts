// What an LLM node did in an attempt, one thing after the other, with times.
import { PluginError } from '@configurable-agents/plugin-sdk';
import type { Step, Usage } from '../engine/fact.ts';
import type { UsageAndCost } from '../engine/usage.ts';
import type { Told } from './tools.ts';

type Named = { readonly provider: string; readonly model: string };

export type Steps = {
  /** A call of a model. `use` says what it used, once it is over. */
  readonly model: <T>(who: Named & { readonly use: () => Promise<UsageAndCost> }, act: () => Promise<T>) => Promise<T>;
  /** A call of a model that was answered from its node's cache. */
  readonly spared: (who: Named) => void;
  readonly tool: (name: string, act: () => Promise<Told>) => Promise<Told>;
  /** Undefined where there was a single call of a model and nothing else: the attempt itself says all of it. */
  readonly read: () => Promise<readonly Step[] | undefined>;
};

type Taken = { readonly isTool: boolean; readonly done: () => Promise<Step> };

/** A conversation of more has its first ones told. */
const MOST_STEPS = 1000;
/** Longer names of tools are a model's invention. */
const LONGEST_NAME = 64;
const NO_COST: Usage & { readonly cost_usd: number } = { input_tokens: 0, output_tokens: 0, cost_usd: 0 };

/** Opens the steps of an attempt that begins now. `now` is a clock in milliseconds that never goes back. */
export function openSteps(now: () => number = () => performance.now()): Steps {
  const start = now();
  const taken: Taken[] = [];

  /** Runs it, and gives its times and how it failed. */
  async function timed<T>(
    act: () => Promise<T>,
    { isTool, tell }: { readonly isTool: boolean; readonly tell: (times: Times, result?: T) => Promise<Step> },
  ): Promise<T> {
    const from = now();
    const times = (): Times => ({ at_ms: Math.round(from - start), duration_ms: Math.round(now() - from) });
    const note = (at: Times, result?: T): void => {
      if (taken.length < MOST_STEPS) taken.push({ isTool, done: () => tell(at, result) });
    };
    try {
      const result = await act();
      note(times(), result);
      return result;
    } catch (error) {
      const { code, class: kind } =
        error instanceof PluginError ? error : ({ code: 'NODE_FAILED', class: 'error' } as const);
      note({ ...times(), error: { code, class: kind } });
      throw error;
    }
  }

  return {
    model: ({ provider, model, use }, act) =>
      timed(act, {
        isTool: false,
        tell: async (times) => ({ kind: 'model', provider, model, ...times, ...(await use()) }),
      }),
    spared: ({ provider, model }) => {
      const times = { at_ms: Math.round(now() - start), duration_ms: 0 };
      if (taken.length >= MOST_STEPS) return;
      taken.push({
        isTool: false,
        done: () => Promise.resolve({ kind: 'model', provider, model, cached: true, ...times, ...NO_COST }),
      });
    },
    tool: (name, act) =>
      timed(act, {
        isTool: true,
        tell: (times, told) =>
          Promise.resolve({
            kind: 'tool',
            name: name.slice(0, LONGEST_NAME),
            ...times,
            ...(told?.isProblem === true ? { error: { code: 'TOOL_FAILED', class: 'error' } } : {}),
          }),
      }),
    read: async () => {
      if (taken.length < 2 && !taken.some(({ isTool }) => isTool)) return undefined;
      return await Promise.all(taken.map(({ done }) => done()));
    },
  };
}

type Times = Pick<Step, 'at_ms' | 'duration_ms' | 'error'>;
