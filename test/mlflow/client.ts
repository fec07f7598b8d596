// What MLflow's own client for Python finds, in the environment that the server runs in.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../support/markdown.ts';

type Texts = { readonly [name: string]: string };
export type Usage = { readonly input_tokens: number; readonly output_tokens: number; readonly total_tokens: number };

export type FoundRun = {
  readonly id: string;
  readonly status: string;
  readonly params: Texts;
  readonly metrics: { readonly [name: string]: number };
  readonly tags: Texts;
};

export type FoundSpan = {
  readonly id: string;
  readonly parent: string | null;
  readonly name: string;
  readonly type: string;
  readonly status: string;
  readonly inputs: unknown;
  readonly outputs: unknown;
  readonly usage: Usage | null;
  readonly start: number;
  readonly end: number;
};

export type FoundAssessment = {
  readonly name: string;
  readonly value: unknown;
  readonly source: readonly [string, string];
  readonly rationale: string | null;
  /** Of MLflow. */
  readonly run: string | null;
  readonly span: string | null;
  readonly valid: boolean;
};

export type FoundTrace = {
  readonly id: string;
  readonly state: string;
  /** In milliseconds. */
  readonly duration: number;
  readonly metadata: Texts;
  readonly tags: Texts;
  readonly usage: Usage | null;
  readonly spans: readonly FoundSpan[];
  readonly assessments: readonly FoundAssessment[];
};

export type Found = { readonly runs: readonly FoundRun[]; readonly traces: readonly FoundTrace[] };

const LONGEST_ANSWER = 512 * 1024 * 1024;

/** Reads an experiment with all its runs and traces. */
export async function readByClient(url: string, experiment: string): Promise<Found> {
  const command = process.env['MLFLOW_BIN'] ?? 'mlflow';
  const beside = join(dirname(command), 'python3');
  const python = existsSync(beside) ? beside : 'python3';
  const script = join(ROOT, 'test', 'mlflow', 'read.py');
  const { stdout } = await promisify(execFile)(python, [script, url, experiment], { maxBuffer: LONGEST_ANSWER });
  return JSON.parse(stdout) as Found;
}
