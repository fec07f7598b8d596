// What the fake MLflow keeps, and what it refuses: the limits and the messages of MLflow 3, as recorded from a real server.
import type { Json } from '@configurable-agents/plugin-sdk';
import type { ReadSpan } from './read-otlp.ts';

export type FakeRun = {
  readonly id: string;
  readonly experimentId: string;
  name: string;
  status: string;
  isDeleted: boolean;
  readonly start_time: number;
  end_time?: number;
  readonly artifactUri: string;
  readonly params: Map<string, string>;
  readonly tags: Map<string, string>;
  readonly metrics: Map<
    string,
    readonly { readonly value: number; readonly timestamp: number; readonly step: number }[]
  >;
};

export type FakeExperiment = { readonly id: string; readonly name: string; isDeleted: boolean };

/** An answer with one of MLflow's error codes. */
export class Refusal extends Error {
  readonly status: number;
  /** Undefined: the answer is a page rather than JSON. */
  readonly code: string | undefined;

  constructor(status: number, code: string | undefined, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const invalid = (message: string): Refusal => new Refusal(400, 'INVALID_PARAMETER_VALUE', message);
const missing = (message: string): Refusal => new Refusal(404, 'RESOURCE_DOES_NOT_EXIST', message);

type Entry = { readonly key: string; readonly value: string };
type Metric = { readonly key: string; readonly value: number; readonly timestamp: number; readonly step: number };
export type Body = {
  readonly name?: string;
  readonly experiment_id?: string;
  readonly experiment_ids?: readonly string[];
  readonly filter?: string;
  readonly run_view_type?: string;
  readonly run_id?: string;
  readonly key?: string;
  readonly run_name?: string;
  readonly start_time?: number;
  readonly end_time?: number;
  readonly status?: string;
  readonly params?: readonly Entry[];
  readonly metrics?: readonly Metric[];
  readonly tags?: readonly Entry[];
};

/** The body of a StartTraceV3. */
export type TraceBody = { readonly trace: { readonly trace_info: FakeTraceInfo } };

export type FakeTraceInfo = {
  readonly trace_id: string;
  readonly client_request_id?: string;
  readonly trace_location: { readonly mlflow_experiment: { readonly experiment_id: string } };
  readonly request_time: string;
  readonly execution_duration: string;
  readonly state: string;
  readonly request_preview?: string;
  readonly response_preview?: string;
  readonly trace_metadata: { readonly [name: string]: string };
  readonly tags: { readonly [name: string]: string };
  readonly assessments?: readonly FakeAssessment[];
};

export type FakeAssessment = {
  readonly assessment_id: string;
  readonly assessment_name: string;
  readonly source: { readonly source_type: string; readonly source_id?: string };
  readonly feedback: { readonly value?: Json; readonly error?: { readonly error_code: string } };
  readonly rationale?: string;
  readonly span_id?: string;
  readonly metadata?: { readonly [name: string]: string };
  readonly create_time?: string;
};

export type FakeTrace = {
  readonly experimentId: string;
  /** By id: one that comes again takes the place of the former. */
  readonly spans: Map<string, ReadSpan>;
  info?: FakeTraceInfo;
  /** By id, as spans. */
  readonly assessments: Map<string, FakeAssessment>;
};

export class FakeStore {
  readonly experiments: FakeExperiment[] = [{ id: '0', name: 'Default', isDeleted: false }];
  readonly runs: FakeRun[] = [];
  readonly artifacts = new Map<string, string>();
  /** `mlflow-artifacts:` while the server passes files on. */
  artifactRoot = 'mlflow-artifacts:';

  /** By MLflow's id. */
  readonly traces = new Map<string, FakeTrace>();
  /** False: it stores in files. */
  takesSpans = true;
  /** False: it is an MLflow 2. */
  takesTraces = true;
  /** False: it is of before assessments. */
  takesAssessments = true;
  /** False: it is a 3.6, which cannot keep assessments that are not named again. */
  keepsAssessments = true;
  /** False: it stores in files, and fails at a trace that it has. */
  changesTraces = true;

  logSpans(experimentId: string, spans: readonly ReadSpan[]): void {
    for (const span of spans) this.#traceNamed(`tr-${span.traceId}`, experimentId).spans.set(span.spanId, span);
  }

  putTrace({ trace: { trace_info: info } }: TraceBody): FakeTraceInfo {
    const { experiment_id: experimentId } = info.trace_location.mlflow_experiment;
    const experiment = this.experiments.find(({ id }) => id === experimentId);
    if (experiment === undefined) throw missing(`No Experiment with id=${experimentId} exists`);
    if (experiment.isDeleted) {
      throw invalid(`The experiment ${experiment.id} must be in the 'active' state. Current state is deleted.`);
    }
    if (Object.values(info.trace_metadata).some(({ length }) => length > 250)) throw invalid('metadata is too long');
    if (Object.values(info.tags).some(({ length }) => length > 4096)) throw invalid('a tag is too long');
    const trace = this.#traceNamed(info.trace_id, experimentId);
    if (!this.changesTraces && trace.info !== undefined) throw new Refusal(500, undefined, '<!doctype html>');
    const { assessments: given = [], ...rest } = info;
    const named = new Set(given.map(({ assessment_id: id }) => id));
    if (!this.keepsAssessments && [...trace.assessments.keys()].some((id) => !named.has(id))) {
      throw new Refusal(
        400,
        'BAD_REQUEST',
        '(sqlite3.IntegrityError) NOT NULL constraint failed: assessments.trace_id',
      );
    }
    trace.info = rest;
    if (this.takesAssessments) for (const each of given) trace.assessments.set(each.assessment_id, each);
    return infoOf(trace);
  }

  traceInfo(id: string): FakeTraceInfo {
    return infoOf(this.traces.get(id) ?? this.#missingTrace(id));
  }

  /** As a person does on MLflow's page. */
  assess(traceId: string, assessment: Omit<FakeAssessment, 'assessment_id'>): FakeAssessment {
    const { assessments } = this.traces.get(traceId) ?? this.#missingTrace(traceId);
    const id = `a-${(assessments.size + 1).toString(16).padStart(32, 'e')}`;
    const made = { ...assessment, assessment_id: id };
    assessments.set(id, made);
    return made;
  }

  #missingTrace(id: string): never {
    throw missing(`Trace with ID '${id}' not found.`);
  }

  #traceNamed(id: string, experimentId: string): FakeTrace {
    const found = this.traces.get(id) ?? { experimentId, spans: new Map<string, ReadSpan>(), assessments: new Map() };
    this.traces.set(id, found);
    return found;
  }

  deleteTag({ run_id, key = '' }: Body): void {
    const run = this.#active(run_id);
    if (!run.tags.delete(key)) throw missing(`No tag with name: ${key} in run with id ${run.id}`);
  }

  experimentNamed(name: string): FakeExperiment {
    const found = this.experiments.find((experiment) => experiment.name === name);
    if (found === undefined) throw missing(`Could not find experiment with name '${name}'`);
    return found;
  }

  createExperiment({ name = '' }: Body): FakeExperiment {
    if (name === '') throw invalid("Invalid experiment name: ''");
    if (name.length > 500) throw invalid("'name' exceeds the maximum length of 500 characters");
    if (this.experiments.some((experiment) => experiment.name === name)) {
      throw new Refusal(
        400,
        'RESOURCE_ALREADY_EXISTS',
        `Experiment(name=${name}) already exists. Error: UNIQUE\n[SQL]`,
      );
    }
    const experiment = { id: String(this.experiments.length), name, isDeleted: false };
    this.experiments.push(experiment);
    return experiment;
  }

  createRun({ experiment_id, run_name = 'funny-snake-195', start_time = 0, tags = [] }: Body): FakeRun {
    const experiment = this.experiments.find(({ id }) => id === experiment_id);
    if (experiment === undefined) throw missing(`No Experiment with id=${experiment_id} exists`);
    if (experiment.isDeleted) {
      throw invalid(`The experiment ${experiment.id} must be in the 'active' state. Current state is deleted.`);
    }
    checkEntries('tags', tags, LIMITS.tagValue);
    const named = tags.find(({ key }) => key === 'mlflow.runName')?.value ?? run_name;
    if (named !== run_name) throw invalid("Both 'run_name' argument and 'mlflow.runName' tag are specified");
    const id = (this.runs.length + 1).toString(16).padStart(32, '0');
    const run: FakeRun = {
      id,
      experimentId: experiment.id,
      name: run_name,
      status: 'RUNNING',
      isDeleted: false,
      start_time,
      artifactUri: `${this.artifactRoot}/${experiment.id}/${id}/artifacts`,
      params: new Map(),
      tags: new Map([...tags.map(({ key, value }) => [key, value] as const), ['mlflow.runName', run_name]]),
      metrics: new Map(),
    };
    this.runs.push(run);
    return run;
  }

  runNamed(runId: string | undefined): FakeRun {
    const run = this.runs.find(({ id }) => id === runId);
    if (run === undefined) throw missing(`Run with id=${runId} not found`);
    return run;
  }

  search({ experiment_ids = [], filter = '', run_view_type }: Body): readonly FakeRun[] {
    const [, key, value] = /^tags\.["`]([^"`]+)["`] = '([^']*)'$/.exec(filter) ?? [];
    if (key === undefined) throw invalid(`Invalid clause(s) in filter string: '${filter}'`);
    return this.runs.filter(
      (run) =>
        experiment_ids.includes(run.experimentId) &&
        run.tags.get(key) === value &&
        (run_view_type === 'ALL' || !run.isDeleted),
    );
  }

  logBatch({ run_id, params = [], metrics = [], tags = [] }: Body): void {
    checkEntries('params', params, LIMITS.paramValue);
    checkEntries('tags', tags, LIMITS.tagValue);
    for (const [index, { key }] of metrics.entries()) checkKey(`metrics[${index}].name`, key);
    checkCounts({ params, metrics, tags });
    const run = this.#active(run_id);
    const changed = params.find(({ key, value }) => (run.params.get(key) ?? value) !== value);
    if (changed !== undefined) {
      throw invalid(`Changing param values is not allowed. Params were already logged='[${JSON.stringify(changed)}]'`);
    }
    for (const { key, value } of params) run.params.set(key, value);
    for (const { key, ...point } of metrics) {
      const others = run.metrics.get(key) ?? [];
      const isThere = others.some((other) => JSON.stringify(other) === JSON.stringify(point));
      if (!isThere) run.metrics.set(key, [...others, point]);
    }
    for (const { key, value } of tags) run.tags.set(key, value);
  }

  updateRun({ run_id, status, end_time }: Body): FakeRun {
    const run = this.#active(run_id);
    run.status = status ?? run.status;
    if (end_time !== undefined) run.end_time = end_time;
    return run;
  }

  #active(runId: string | undefined): FakeRun {
    const run = this.runNamed(runId);
    if (run.isDeleted) throw invalid(`The run ${run.id} must be in the 'active' state. Current state is deleted.`);
    return run;
  }
}

/** A trace that only spans have told of is listed all the same. */
function infoOf({ info, assessments, experimentId }: FakeTrace): FakeTraceInfo {
  const empty = {
    trace_id: '',
    trace_location: { mlflow_experiment: { experiment_id: experimentId } },
    request_time: '',
    execution_duration: '',
    state: 'IN_PROGRESS',
    trace_metadata: {},
    tags: {},
  };
  return { ...(info ?? empty), ...(assessments.size === 0 ? {} : { assessments: [...assessments.values()] }) };
}

const LIMITS = { key: 250, paramValue: 6000, tagValue: 5000 };

function checkEntries(kind: 'params' | 'tags', entries: readonly Entry[], most: number): void {
  for (const [index, { key, value }] of entries.entries()) {
    checkKey(`${kind}[${index}].key`, key);
    if (typeof value !== 'string' || value.length > most) {
      throw invalid(`'${kind}[${index}].value' exceeds the maximum length of ${most} characters`);
    }
    // A real server keeps the empty text for the whole value; here it is a failure, so that a test sees it.
    if (!value.isWellFormed() || value.includes('\0')) throw invalid(`'${kind}[${index}].value' is no text`);
  }
}

function checkKey(path: string, key: string): void {
  if (key === '' || key === undefined) throw invalid(`Missing value for required parameter '${path}'.`);
  if (key.length > LIMITS.key) throw invalid(`'${path}' exceeds the maximum length of ${LIMITS.key} characters`);
  if (!/^[/\w.\- :]*$/.test(key))
    throw invalid(`Invalid value "${key}" for parameter '${path}' supplied: Names may only…`);
  const isPath = key.startsWith('/') || key.startsWith('..') || key.endsWith('/') || key === '.';
  if (isPath || key.split('/').some((part) => part === '' || part === '.' || part === '..')) {
    throw invalid(
      `Invalid value "${key}" for parameter '${path}' supplied: Names may be treated as files in certain cases`,
    );
  }
}

type Lists = {
  readonly params: readonly Entry[];
  readonly metrics: readonly Metric[];
  readonly tags: readonly Entry[];
};

function checkCounts({ params, metrics, tags }: Lists): void {
  const total = params.length + metrics.length + tags.length;
  for (const [what, count, most] of [
    ['params', params.length, 100],
    ['tags', tags.length, 100],
    ['metrics', metrics.length, 1000],
    ['metrics, params, and tags', total, 1000],
  ] as const) {
    if (count > most)
      throw invalid(`A batch logging request can contain at most ${most} ${what}. Got ${count} ${what}.`);
  }
  const keys = params.map(({ key }) => key);
  const twice = keys.filter((key, index) => keys.indexOf(key) !== index);
  if (twice.length > 0) throw invalid(`Duplicate parameter keys have been submitted: [${twice.join(', ')}].`);
}
