// MLflow's REST API, as much of it as a run needs. Each call is one request, with its own timeout; a failure is a
// `RetryableError` where the same call may succeed later, else a `TerminalError`.
import { TerminalError } from '@configurable-agents/plugin-sdk';
import type { JsonObject } from '@configurable-agents/plugin-sdk';
import type { Connection } from './connection.ts';
import { RUN_ID_TAG } from './describe.ts';
import type { Opening } from './describe.ts';
import { CODES, notMlflow } from './failures.ts';
import type { Batch, Entry } from './limits.ts';
import { send } from './request.ts';
import type { Request, RequestOptions } from './request.ts';
import type { Assessment } from './trace/assessments.ts';

export type Experiment = { readonly id: string; readonly isDeleted: boolean };

/** A run as MLflow has it. */
export type MlflowRun = {
  readonly id: string;
  readonly status: string;
  readonly isDeleted: boolean;
  readonly artifactUri: string;
  readonly params: readonly Entry[];
};

export type Client = {
  readonly base: string;
  readonly experimentByName: (name: string) => Promise<Experiment | undefined>;
  /** The id of the new experiment; undefined where one of that name exists, perhaps since a moment ago. */
  readonly createExperiment: (name: string) => Promise<string | undefined>;
  /** The run that carries our run's id, also one that was deleted. */
  readonly findRun: (run: { readonly experimentId: string; readonly runId: string }) => Promise<MlflowRun | undefined>;
  readonly createRun: (run: Opening & { readonly experiment_id: string }) => Promise<MlflowRun>;
  readonly logBatch: (batch: Batch) => Promise<void>;
  /** `path` is that of the file under the server's artifact store, percent-encoded. */
  readonly putArtifact: (
    path: string,
    content: { readonly type: string; readonly text: () => string },
  ) => Promise<void>;
  /** Spans of a run, encoded for OTLP. Throws `noRoute` where the server, or its store, has no traces by OTLP. */
  readonly postSpans: (spans: {
    readonly experimentId: string;
    readonly mlflowRunId: string;
    readonly body: Uint8Array;
  }) => Promise<void>;
  /**
   * What is listed of a trace, in the place of what was. Gives the assessments that it has then. Throws `noRoute` where the server has no
   * traces of this kind.
   */
  readonly putTrace: (trace: JsonObject) => Promise<readonly Assessment[]>;
  /** What a trace has beside its spans; undefined where there is no such trace. */
  readonly traceInfo: (traceId: string) => Promise<TraceInfo | undefined>;
  readonly deleteTag: (tag: { readonly run_id: string; readonly key: string }) => Promise<void>;
  /** Without an end it goes on. */
  readonly updateRun: (run: {
    readonly run_id: string;
    readonly status: string;
    readonly end_time?: number;
  }) => Promise<void>;
};

export type TraceInfo = {
  readonly assessments: readonly Assessment[];
  readonly tags: { readonly [name: string]: string };
};

type TraceAnswer = { readonly trace?: { readonly trace_info?: Partial<TraceInfo> } };
type Info = {
  readonly run_id?: string;
  readonly status?: string;
  readonly lifecycle_stage?: string;
  readonly artifact_uri?: string;
};
type Run = { readonly info?: Info; readonly data?: { readonly params?: readonly Entry[] } };

/** A client for one batch. */
export function openClient(connection: Connection, options: RequestOptions): Client {
  const call = async <T>(request: Request): Promise<T> => (await send(request, { connection, options })) as T;
  const post = <T = unknown>(name: string, body: object, more: Pick<Request, 'isOnce'> = {}): Promise<T> =>
    call({
      method: 'POST',
      path: API + name,
      what: `POST ${name}`,
      body: JSON.stringify(body),
      type: JSON_TYPE,
      ...more,
    });
  const runOf = ({ info, data }: Run): MlflowRun => {
    if (info?.run_id === undefined) throw notMlflow(connection, 'answers without a run');
    const { run_id, status = '', lifecycle_stage, artifact_uri = '' } = info;
    const params = data?.params ?? [];
    return { id: run_id, status, isDeleted: lifecycle_stage === 'deleted', artifactUri: artifact_uri, params };
  };
  return {
    base: connection.base,
    experimentByName: async (name) => {
      const path = `${API}experiments/get-by-name?experiment_name=${encodeURIComponent(name)}`;
      type Found = { readonly experiment?: { readonly experiment_id?: string; readonly lifecycle_stage?: string } };
      const found = await orUndefined(
        call<Found>({ method: 'GET', path, what: 'GET experiments/get-by-name' }),
        CODES.missing,
      );
      if (found === undefined) return undefined;
      const { experiment_id, lifecycle_stage } = found.experiment ?? {};
      if (experiment_id === undefined) throw notMlflow(connection, 'answers without an experiment');
      return { id: experiment_id, isDeleted: lifecycle_stage === 'deleted' };
    },
    createExperiment: async (name) =>
      (await orUndefined(post<{ readonly experiment_id?: string }>('experiments/create', { name }), CODES.exists))
        ?.experiment_id,
    findRun: async ({ experimentId, runId }) => {
      // The language of filters has no way to write a quote.
      if (!/^[\w.-]+$/.test(runId)) throw new TerminalError('the id of the run holds a character that no id has');
      const filter = `tags."${RUN_ID_TAG}" = '${runId}'`;
      const body = { experiment_ids: [experimentId], filter, max_results: 1, run_view_type: 'ALL' };
      const { runs = [] } = await post<{ readonly runs?: readonly Run[] }>('runs/search', body);
      return runs[0] === undefined ? undefined : runOf(runs[0]);
    },
    createRun: async (run) =>
      runOf((await post<{ readonly run?: Run }>('runs/create', run, { isOnce: true })).run ?? {}),
    logBatch: async (batch) => void (await post('runs/log-batch', batch)),
    putArtifact: async (path, { type, text }) =>
      void (await call({
        method: 'PUT',
        path: `${ARTIFACTS}${path}`,
        what: 'PUT artifacts',
        body: text(),
        type,
        isUnheard: true,
      })),
    postSpans: async ({ experimentId, mlflowRunId, body }) =>
      void (await call({
        method: 'POST',
        path: '/v1/traces',
        what: 'POST /v1/traces',
        body,
        type: 'application/x-protobuf',
        // Current servers link the trace to the run; older ones pass the second one over.
        headers: { 'x-mlflow-experiment-id': experimentId, 'x-mlflow-run-id': mlflowRunId },
        isOptional: true,
        // Some servers call a text in JSON protobuf.
        isUnheard: true,
      })),
    putTrace: async (trace) => {
      const body = JSON.stringify(trace);
      const answer = await call<TraceAnswer>({
        method: 'POST',
        path: TRACES,
        what: 'POST traces',
        body,
        type: JSON_TYPE,
        isOptional: true,
      });
      return answer.trace?.trace_info?.assessments ?? [];
    },
    traceInfo: async (traceId) => {
      const asked = call<TraceAnswer>({ method: 'GET', path: `${TRACES}/${traceId}`, what: 'GET traces' });
      const answer = await orUndefined(asked, CODES.missing);
      if (answer === undefined) return undefined;
      const { assessments = [], tags = {} } = answer.trace?.trace_info ?? {};
      return { assessments, tags };
    },
    deleteTag: async (tag) => void (await orUndefined(post('runs/delete-tag', tag), CODES.missing)),
    updateRun: async (run) => void (await post('runs/update', run)),
  };
}

const API = '/api/2.0/mlflow/';
const TRACES = '/api/3.0/mlflow/traces';
const ARTIFACTS = '/api/2.0/mlflow-artifacts/artifacts';
const JSON_TYPE = 'application/json';

async function orUndefined<T>(answer: Promise<T>, code: string): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof TerminalError && error.code === code) return undefined;
    throw error;
  }
}
