import { createHash } from 'node:crypto';
import type { Json, JsonObject, TrackedRun } from '@configurable-agents/plugin-sdk';
import { cut, LIMITS, wellFormed } from './limits.ts';

/** What a workflow says under `observability.mlflow`, with its defaults. */
export type Settings = {
  readonly experimentName: string;
  readonly runName: string;
  readonly tags: { readonly [name: string]: string };
  /** False with `capture: metadata`: then no value of an input or output leaves, nor the file, which holds prompts and defaults. */
  readonly sendsContent: boolean;
};

/** Reads a run's settings. What has another type than the schema says is taken for absent. */
export function settingsOf(run: TrackedRun, { prefix = '' }: { readonly prefix?: string } = {}): Settings {
  const { experiment_name, run_name, tags, capture } = run.settings;
  return {
    experimentName: shortName(prefix + (textOf(experiment_name) ?? run.workflow_name)),
    // The end of a run's id is its random part; the beginning is the time, which neighbours share.
    runName: cut(shown(run_name) || `${run.workflow_name}-${run.run_id.slice(-8)}`, LIMITS.runName),
    tags: Object.fromEntries(
      Object.entries(isObject(tags) ? tags : {}).flatMap(([name, value]) =>
        value === null ? [] : [[name, shown(value)]],
      ),
    ),
    sendsContent: capture !== 'metadata',
  };
}

/** Two long names that begin alike are not the same experiment, so a digest takes the place of what is cut. */
function shortName(name: string): string {
  if (name.length <= LIMITS.experimentName) return wellFormed(name);
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${wellFormed(name.slice(0, LIMITS.experimentName - 10))}… ${digest}`;
}

/** A value as text: what a template gives need not be any. */
function shown(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
