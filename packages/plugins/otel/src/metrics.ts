// What a batch adds to histograms. They are deltas: what was counted before this process, or by another one, is not counted again.
import type { TrackedFact, TrackedRun } from '@configurable-agents/plugin-sdk';
import { ATTR, providerOf, resultOf } from './conventions.ts';
import { objectOf, textOf, timeOf } from './reading.ts';
import { stepsOf } from './steps.ts';
import type { Step } from './steps.ts';
import { known } from './span.ts';
import type { Attributes } from './span.ts';

export type Histogram = {
  readonly name: string;
  readonly unit: string;
  readonly description: string;
  readonly bounds: readonly number[];
};

export type Point = {
  readonly attributes: Attributes;
  readonly counts: number[];
  count: number;
  sum: number;
  min: number;
  max: number;
  start: number;
  end: number;
};

/** The bounds that the conventions advise. */
const SECONDS = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92];
const RUN_SECONDS = [0.1, 0.5, 1, 5, 10, 30, 60, 300, 600, 1800, 3600, 21_600, 86_400];
const TOKENS = Array.from({ length: 14 }, (_, power) => 4 ** power);

const TOKEN_USAGE: Histogram = {
  name: 'gen_ai.client.token.usage',
  unit: '{token}',
  description: 'Number of input and output tokens used.',
  bounds: TOKENS,
};
const CALL_DURATION: Histogram = {
  name: 'gen_ai.client.operation.duration',
  unit: 's',
  description: 'GenAI operation duration.',
  bounds: SECONDS,
};
const RUN_DURATION: Histogram = {
  name: 'cicd.pipeline.run.duration',
  unit: 's',
  description: 'Duration of a pipeline run grouped by pipeline, state and result.',
  bounds: RUN_SECONDS,
};

export type Sums = ReadonlyMap<Histogram, ReadonlyMap<string, Point>>;

/** Adds up what the facts of a batch tell, by name and attributes. */
export function sumsOf(facts: readonly { readonly fact: TrackedFact['fact']; readonly run: TrackedRun }[]): Sums {
  const sums = new Map<Histogram, Map<string, Point>>();
  const add = (histogram: Histogram, value: number | undefined, at: At): void => {
    if (value === undefined) return;
    const points = sums.get(histogram) ?? new Map<string, Point>();
    sums.set(histogram, points);
    const name = JSON.stringify(at.attributes, Object.keys(at.attributes).toSorted());
    const point = points.get(name) ?? newPoint(histogram, at);
    points.set(name, point);
    grow(point, histogram, { value, time: at.time });
  };
  for (const { fact, run } of facts) {
    const time = timeOf(fact.time, 0);
    for (const step of stepsOf(fact)) {
      if (step.kind === 'tool') addTool(step);
      // What was answered from a cache was neither asked nor paid.
      else if (!step.isCached) addChat(step);
    }
    if (fact.kind === 'run.finished') addRun(fact, run);

    function addTool({ name, error, durationMs }: Step & { readonly kind: 'tool' }): void {
      const attributes = known({
        [ATTR.operation]: 'execute_tool',
        [ATTR.toolName]: name,
        [ATTR.errorType]: error,
      });
      add(CALL_DURATION, durationMs / 1000, { attributes, time });
    }

    function addChat({ provider, model, error, durationMs, ...tokens }: Step & { readonly kind: 'model' }): void {
      const attributes = known({
        [ATTR.operation]: 'chat',
        [ATTR.provider]: providerOf(provider),
        [ATTR.requestModel]: model,
      });
      const failed = known({ [ATTR.errorType]: error });
      add(CALL_DURATION, durationMs / 1000, { attributes: { ...attributes, ...failed }, time });
      const of = (type: string): At => ({ attributes: { ...attributes, [ATTR.tokenType]: type }, time });
      add(TOKEN_USAGE, tokens.inputTokens, of('input'));
      add(TOKEN_USAGE, tokens.outputTokens, of('output'));
    }

    function addRun(finished: TrackedFact['fact'], { workflow_name: name, created_at: created }: TrackedRun): void {
      const code = textOf(objectOf(finished['error'])['code']);
      const attributes = known({
        [ATTR.pipelineName]: name,
        [ATTR.pipelineState]: 'executing',
        [ATTR.pipelineResult]: resultOf(textOf(finished['status']) ?? '', code),
        [ATTR.errorType]: code,
      });
      add(RUN_DURATION, Math.max(0, time - timeOf(created, time)) / 1000, { attributes, time });
    }
  }
  return sums;
}

type At = { readonly attributes: Attributes; readonly time: number };

function newPoint({ bounds }: Histogram, { attributes, time }: At): Point {
  const counts = Array.from({ length: bounds.length + 1 }, () => 0);
  return { attributes, counts, count: 0, sum: 0, min: Infinity, max: -Infinity, start: time, end: time };
}

function grow(
  point: Point,
  { bounds }: Histogram,
  { value, time }: { readonly value: number; readonly time: number },
): void {
  const index = bounds.findIndex((bound) => value <= bound);
  const bucket = index === -1 ? bounds.length : index;
  point.counts[bucket] = (point.counts[bucket] ?? 0) + 1;
  point.count += 1;
  point.sum += value;
  point.min = Math.min(point.min, value);
  point.max = Math.max(point.max, value);
  point.start = Math.min(point.start, time);
  point.end = Math.max(point.end, time);
}
