// A small MLflow: the REST calls that the tracker makes, on a free port. It answers as a real server does, refuses what that
// one refuses, and can be told to misbehave. `contract.ts` holds both to the same tests.
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FakeStore, Refusal } from './fake-store.ts';
import type { Body, FakeAssessment, FakeExperiment, FakeRun, TraceBody } from './fake-store.ts';
import { readSpans } from './read-otlp.ts';

export type Seen = { readonly method: string; readonly path: string; readonly headers: IncomingMessage['headers'] };

/** What to answer instead. Null: nothing at all, the connection stays open. */
export type Misbehaviour = {
  readonly status: number;
  readonly body?: string;
  readonly headers?: { readonly [name: string]: string };
} | null;

/** Says for each request whether it is answered as usual (undefined) or otherwise; it may wait first. */
type Interceptor = (request: { readonly method: string; readonly path: string; readonly body: string }) => unknown;

export type FakeMlflow = {
  readonly url: string;
  readonly store: FakeStore;
  readonly seen: Seen[];
  /** Requests that change something and were answered as usual. */
  readonly writes: () => readonly string[];
  intercept: Interceptor;
  /** Closes the port; what is kept stays. */
  readonly stop: () => Promise<void>;
  /** Opens the same port again. */
  readonly start: () => Promise<void>;
};

const BODY_LIMIT = 1_000_000;

export async function openFakeMlflow(): Promise<FakeMlflow> {
  const store = new FakeStore();
  const seen: Seen[] = [];
  const writes: string[] = [];
  let port = 0;
  let server: Server;
  const listen = async (): Promise<void> => {
    server = createServer((request, response) => void handle(request, response));
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  };
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = '', url: path = '', headers } = request;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    const body = bytes.toString();
    seen.push({ method, path, headers });
    const instead = (await fake.intercept({ method, path, body })) as Misbehaviour | undefined;
    if (instead === null) return;
    if (instead !== undefined) {
      response.writeHead(instead.status, instead.headers).end(instead.body);
      return;
    }
    if (method !== 'GET' && !path.endsWith('/search')) writes.push(`${method} ${path}`);
    answer(store, { method, path, body, bytes, headers }, response);
  };
  await listen();
  const fake: FakeMlflow = {
    url: `http://127.0.0.1:${port}`,
    store,
    seen,
    writes: () => writes,
    intercept: () => undefined,
    start: listen,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return fake;
}

type Request = {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly bytes: Buffer;
  readonly headers: IncomingMessage['headers'];
};

const ARTIFACTS = '/api/2.0/mlflow-artifacts/artifacts/';
const API = '/api/2.0/mlflow/';
const TRACES = '/api/3.0/mlflow/traces';

function answer(store: FakeStore, request: Request, response: ServerResponse): void {
  const { method, path, body } = request;
  if (method === 'PUT' && path.startsWith(ARTIFACTS)) {
    store.artifacts.set(decodeURIComponent(path.slice(ARTIFACTS.length)), body);
    response.writeHead(200).end();
    return;
  }
  if (path === '/v1/traces') {
    takeSpans(store, request, response);
    return;
  }
  try {
    if (body.length > BODY_LIMIT) throw new Refusal(400, 'INVALID_PARAMETER_VALUE', 'the request is too large');
    const answered = route(store, request);
    if (answered === undefined) response.writeHead(404, { 'content-type': 'text/html' }).end('<title>404</title>');
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answered, null, 2));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === undefined) {
      response.writeHead(error.status, { 'content-type': 'text/html' }).end(error.message);
      return;
    }
    response.writeHead(error.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error_code: error.code, message: error.message, sqlstate: 'KAM00' }));
  }
}

/** As FastAPI answers, which is another part of the server: no `error_code` anywhere. */
function takeSpans(store: FakeStore, { method, bytes, headers }: Request, response: ServerResponse): void {
  const refuse = (status: number, detail: string): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ detail }));
  };
  if (method !== 'POST') return refuse(405, 'Method Not Allowed');
  if (!store.takesSpans) return refuse(501, 'REST OTLP span logging is not supported by FileStore');
  const experimentId = headers['x-mlflow-experiment-id'];
  if (typeof experimentId !== 'string') return refuse(422, 'Field required');
  const type = headers['content-type'];
  if (type !== 'application/x-protobuf')
    return refuse(400, `Invalid Content-Type: ${type}. Expected: application/x-protobuf`);
  const spans = readSpans(bytes);
  if (spans.length === 0) return refuse(400, 'Invalid OpenTelemetry protobuf format - no spans found');
  const isThere = store.experiments.some(({ id }) => id === experimentId);
  if (!isThere) return refuse(422, `Failed to log OpenTelemetry spans: No Experiment with id=${experimentId} exists`);
  store.logSpans(experimentId, spans);
  // 3.6 says JSON and calls it protobuf.
  response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end('{}');
}

function route(store: FakeStore, { method, path, body }: Request): object | undefined {
  const { pathname, searchParams } = new URL(path, 'http://fake');
  const given = (method === 'POST' ? JSON.parse(body) : {}) as Body;
  switch (`${method} ${pathname.replace(API, '')}`) {
    case 'GET experiments/get-by-name':
      return { experiment: experimentJson(store.experimentNamed(searchParams.get('experiment_name') ?? '')) };
    case 'POST experiments/create':
      return { experiment_id: store.createExperiment(given).id };
    case 'POST experiments/delete': {
      const experiment = store.experiments.find(({ id }) => id === given.experiment_id);
      if (experiment !== undefined) experiment.isDeleted = true;
      return {};
    }
    case 'POST runs/create':
      return { run: runJson(store.createRun(given)) };
    case 'POST runs/search': {
      const runs = store.search(given).map(runJson);
      return runs.length === 0 ? {} : { runs };
    }
    case 'GET runs/get':
      return { run: runJson(store.runNamed(searchParams.get('run_id') ?? '')) };
    case 'POST runs/log-batch':
      store.logBatch(given);
      return {};
    case 'POST runs/update':
      return { run_info: infoJson(store.updateRun(given)) };
    case 'POST runs/delete-tag':
      store.deleteTag(given);
      return {};
    case `POST ${TRACES}`:
      if (!store.takesTraces) return undefined;
      return { trace: { trace_info: store.putTrace(given as unknown as TraceBody) } };
    case 'POST runs/delete':
      store.runNamed(given.run_id).isDeleted = true;
      return {};
    default:
      return store.takesTraces ? ofTrace(store, { method, pathname, given }) : undefined;
  }
}

type TraceRequest = { readonly method: string; readonly pathname: string; readonly given: object };

/** What has the id of a trace in its path. */
function ofTrace(store: FakeStore, { method, pathname, given }: TraceRequest): object | undefined {
  const [, id = '', part] = /^\/api\/3\.0\/mlflow\/traces\/(tr-[0-9a-f]+)(?:\/(assessments))?$/.exec(pathname) ?? [];
  if (id === '') return undefined;
  if (method === 'GET' && part === undefined) return { trace: { trace_info: store.traceInfo(id) } };
  if (method !== 'POST' || part === undefined || !store.takesAssessments) return undefined;
  const { assessment } = given as { readonly assessment: Omit<FakeAssessment, 'assessment_id'> };
  return { assessment: store.assess(id, assessment) };
}

function experimentJson({ id, name, isDeleted }: FakeExperiment): object {
  return { experiment_id: id, name, lifecycle_stage: isDeleted ? 'deleted' : 'active' };
}

function infoJson(run: FakeRun): object {
  return {
    run_id: run.id,
    experiment_id: run.experimentId,
    run_name: run.name,
    status: run.status,
    start_time: run.start_time,
    end_time: run.end_time,
    artifact_uri: run.artifactUri,
    lifecycle_stage: run.isDeleted ? 'deleted' : 'active',
  };
}

function runJson(run: FakeRun): object {
  const entries = (map: FakeRun['params']): readonly object[] => [...map].map(([key, value]) => ({ key, value }));
  const metrics = [...run.metrics].map(([key, points]) => ({ key, ...points.at(-1) }));
  return { info: infoJson(run), data: { params: entries(run.params), tags: entries(run.tags), metrics }, inputs: {} };
}
