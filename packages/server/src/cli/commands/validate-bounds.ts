// `validate --bounds`, `--max-llm-calls` and other limits: what a run may do at least and at most, before there is one.
import type { GraphBounds, Limits } from '@configurable-agents/compiler';
import { createRequire } from 'node:module';
import { InvalidArgumentError, Option } from 'commander';

export type BoundsOptions = {
  readonly bounds?: boolean;
} & LimitOptions & {
    readonly maxLlmCalls?: number;
    /** In milliseconds. */
    readonly maxDuration?: number;
  };

/** Limits that `run` knows as well. */
export type LimitOptions = {
  /** In US dollars. */
  readonly maxCost?: number;
  readonly maxTokens?: number;
};

export function boundsOptions(): readonly Option[] {
  return [
    new Option(
      '--bounds',
      'prints how often nodes run and call models, their tokens and cost, and how long a run takes, at least and at most',
    ),
    new Option('--max-llm-calls <n>', 'error where a run may call models more often').argParser(countOf),
    new Option('--max-duration <duration>', 'error where a run may take longer, such as 2h').argParser(durationOf),
    new Option('--max-cost <usd>', 'error where a run may cost more, in US dollars').argParser(dollarsOf),
    new Option('--max-tokens <n>', 'error where a run may use more tokens, in and out').argParser(countOf),
  ];
}

/** The limits of `run`. */
export function limitOptions(): readonly Option[] {
  return [
    new Option('--max-cost <usd>', 'do not start a run that costs more in any case').argParser(dollarsOf),
    new Option('--max-tokens <n>', 'do not start a run that uses more tokens in any case').argParser(countOf),
  ];
}

type GraphModule = { readonly parseDuration: (value: unknown) => number | undefined };

function countOf(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('it is a whole number, such as 100');
  return Number(text);
}

function dollarsOf(text: string): number {
  if (!/^\d{1,9}(\.\d{1,9})?$/.test(text)) throw new InvalidArgumentError('it is a number of US dollars, such as 0.50');
  return Number(text);
}

function durationOf(text: string): number {
  // Every command declares its options; only one that is given a duration reads it.
  const { parseDuration } = createRequire(import.meta.url)('@configurable-agents/core/graph') as GraphModule;
  const ms = parseDuration(text);
  if (ms === undefined) throw new InvalidArgumentError('it is a duration, such as 30s, 15m or 2h');
  return ms;
}

/** What was asked for, as `compile` takes it: `{}` gives bounds without a limit. */
export function limitsOf({ bounds, maxLlmCalls, maxDuration, ...rest }: BoundsOptions): { readonly limits?: Limits } {
  const limits = {
    ...(maxLlmCalls === undefined ? {} : { llmCalls: maxLlmCalls }),
    ...(maxDuration === undefined ? {} : { wallMs: maxDuration }),
    ...spendingOf(rest),
  };
  return bounds !== true && Object.keys(limits).length === 0 ? {} : { limits };
}

/** The limits of what a run spends. */
export function spendingOf({ maxCost, maxTokens }: LimitOptions): Pick<Limits, 'costUsd' | 'tokens'> {
  return {
    ...(maxCost === undefined ? {} : { costUsd: maxCost }),
    ...(maxTokens === undefined ? {} : { tokens: maxTokens }),
  };
}

/** Bounds by file, of those that could be compiled. Empty where `--bounds` was not given. */
export type FileBounds = ReadonlyMap<string, GraphBounds>;

/** The table of each file, under its name. */
export function boundsText(found: FileBounds, formatBounds: (bounds: GraphBounds) => string): string {
  return [...found]
    .map(([file, bounds]) => `${file}\n${formatBounds(bounds)}`)
    .join('\n')
    .trimEnd();
}
