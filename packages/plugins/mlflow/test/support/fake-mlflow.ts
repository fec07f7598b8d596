// A small MLflow: the REST calls that the tracker makes, on a free port. It answers as a real server does, refuses what that
// one refuses, and can be told to misbehave. `contract.ts` holds both to the same tests.
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FakeStore, Refusal } from './fake-store.ts';
import type { Body, FakeExperiment, FakeRun } from './fake-store.ts';

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
    const body = Buffer.concat(chunks).toString();
    seen.push({ method, path, headers });
    const instead = (await fake.intercept({ method, path, body })) as Misbehaviour | undefined;
    if (instead === null) return;
    if (instead !== undefined) {
      response.writeHead(instead.status, instead.headers).end(instead.body);
      return;
    }
    if (method !== 'GET' && !path.endsWith('/search')) writes.push(`${method} ${path}`);
    answer(store, { method, path, body }, response);
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

type Request = { readonly method: string; readonly path: string; readonly body: string };

const ARTIFACTS = '/api/2.0/mlflow-artifacts/artifacts/';
const API = '/api/2.0/mlflow/';

function answer(store: FakeStore, { method, path, body }: Request, response: ServerResponse): void {
  if (method === 'PUT' && path.startsWith(ARTIFACTS)) {
    store.artifacts.set(decodeURIComponent(path.slice(ARTIFACTS.length)), body);
    response.writeHead(200).end();
    return;
  }
  try {
    if (body.length > BODY_LIMIT) throw new Refusal(400, 'INVALID_PARAMETER_VALUE', 'the request is too large');
    const answered = route(store, { method, path, body });
    if (answered === undefined) response.writeHead(404, { 'content-type': 'text/html' }).end('<title>404</title>');
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answered, null, 2));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    response.writeHead(error.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error_code: error.code, message: error.message, sqlstate: 'KAM00' }));
  }
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
    case 'POST runs/delete':
      store.runNamed(given.run_id).isDeleted = true;
      return {};
    default:
      return undefined;
  }
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
