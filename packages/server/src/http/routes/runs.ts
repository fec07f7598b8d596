import { basename, extname } from 'node:path';
import type { Context } from 'koa';
import { envOf } from '@configurable-agents/core';
import type { RunDetail, StartRequest } from '@configurable-agents/core';
import type { OnFinish } from '@configurable-agents/core/graph';
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import { matchTrigger } from '../../intake/match.ts';
import { traceOf } from '../../intake/trace.ts';
import { Problem } from '../../problem.ts';
import { compileOrRefuse } from '../../workflows/compiled.ts';
import { answerRun } from '../answer.ts';
import { requireScope } from '../caller.ts';
import type { Deps } from '../deps.ts';
import { checkFields, objectOf, readObject, textOf } from '../json-body.ts';
import { pageOf, queryText, sinceOf } from '../query.ts';
import { workflowNotFound } from './workflows.ts';

/** Payloads beyond this length of JSON are cut in a run's detail, with a link to the whole. */
const MAX_PAYLOAD = 64 * 1024;
const PREVIEW = 2048;

/** `POST /api/runs`: a registered workflow, or a file as it is. */
export async function startRun(ctx: Context, deps: Deps): Promise<void> {
  const body = await readObject(ctx);
  checkFields(body, {
    workflow_name: { kind: 'string' },
    source: { kind: 'string' },
    path: { kind: 'string' },
    inputs: { kind: 'object' },
    provider: { kind: 'string' },
    on_finish: { kind: 'object' },
  });
  const [name, source] = [textOf(body, 'workflow_name'), textOf(body, 'source')];
  if ((name === undefined) === (source === undefined)) {
    throw new Problem(
      422,
      'BODY_INVALID',
      'give exactly one of `workflow_name` (registered) and `source` (with `path`)',
    );
  }
  // A file can do whatever a workflow can, and nobody with more rights has registered it.
  if (source !== undefined) requireScope(ctx, 'admin');
  const provider = textOf(body, 'provider');
  const what =
    name === undefined
      ? ofSource(deps, { source: source ?? '', path: textOf(body, 'path'), provider })
      : ofName(deps, name);
  const inputs = objectOf(body, 'inputs');
  const trace = traceOf(ctx.req.headers, { isTrusted: deps.trustsTrace });
  const request: StartRequest = {
    ...what,
    inputs,
    trigger: {
      name: name === undefined ? 'manual' : admit(what, inputs, deps),
      uses: 'manual',
      ...(trace === undefined ? {} : { trace }),
    },
    event: { inputs },
    ...(body['on_finish'] === undefined ? {} : { onFinish: onFinishOf(objectOf(body, 'on_finish')) }),
    ...(provider === undefined ? {} : { provider }),
  };
  const { run_id } = await deps.runtime.start(request);
  await answerRun(ctx, deps.runtime, { run_id, workflow_name: request.workflowName });
}

function onFinishOf(given: JsonObject): OnFinish {
  checkFields(given, { url: { kind: 'string', required: true }, secret: { kind: 'string', required: true } });
  return { url: textOf(given, 'url') ?? '', secret: textOf(given, 'secret') ?? '' };
}

/** The `manual` entry that lets a registered workflow be started by hand: without one, anybody may. */
function admit({ graph, workflowName }: What, inputs: JsonObject, { env }: Deps): string {
  const match = matchTrigger(
    graph,
    { type: 'manual', data: { inputs }, dedupeKey: null, env: envOf(graph, env) },
    'manual',
  );
  switch (match.kind) {
    case 'start':
      return match.trigger;
    case 'disabled':
      throw new Problem(
        404,
        'TRIGGER_DISABLED',
        `the workflow ${workflowName} cannot be started by hand: its trigger manual is disabled`,
      );
    case 'ignored':
      throw new Problem(409, 'TRIGGER_IGNORED', `the workflow ${workflowName} was not started: ${match.reason}`);
    default:
      throw new Problem(422, 'EVENT_INVALID', 'message' in match ? match.message : 'the request has no id');
  }
}

type What = Pick<StartRequest, 'graph' | 'workflowName' | 'revision'>;

function ofName({ runtime }: Deps, name: string): What {
  const workflow = runtime.reader.workflow(name);
  const graph = workflow && runtime.reader.graph(workflow.hash);
  if (workflow === undefined || graph === undefined) throw workflowNotFound(name, runtime.reader.workflows());
  return { graph, workflowName: name, revision: workflow.revision };
}

function ofSource(
  deps: Deps,
  {
    source,
    path = 'workflow.yaml',
    provider,
  }: { readonly source: string; readonly path: string | undefined; readonly provider: string | undefined },
): What {
  const { graph } = compileOrRefuse(deps, { source, file: path, provider });
  return { graph, workflowName: basename(path, extname(path)), revision: null };
}

/** `GET /api/runs` */
export function listRuns(ctx: Context, { runtime }: Deps): void {
  const [workflow, status] = [queryText(ctx, 'workflow'), queryText(ctx, 'status')];
  const since = sinceOf(ctx, Date.now());
  ctx.body = runtime.reader.runs({
    ...pageOf(ctx),
    ...(workflow === undefined ? {} : { workflow }),
    ...(status === undefined ? {} : { status }),
    ...(since === undefined ? {} : { since }),
  });
}

/** `GET /api/runs/:id` */
export function showRun(ctx: Context, deps: Deps, id: string): void {
  const run = detailOf(deps, id);
  if (queryText(ctx, 'payloads') === 'false') {
    const { inputs: _inputs, result: _result, state: _state, nodes, ...rest } = run;
    ctx.body = { ...rest, nodes: nodes.map(({ input: _input, output: _output, ...node }) => node) };
    return;
  }
  const link = `/api/runs/${id}/payloads`;
  ctx.body = {
    ...run,
    inputs: cut(run.inputs, `${link}/inputs`),
    result: cut(run.result, `${link}/result`),
    state: cut(run.state, `${link}/state`),
    nodes: run.nodes.map((node) => ({
      ...node,
      input: cut(node.input, `${link}/input/${encodeURIComponent(node.key)}`),
      output: cut(node.output, `${link}/output/${encodeURIComponent(node.key)}`),
    })),
  };
}

/** `GET /api/runs/:id/payloads/:part[/:key]`: one payload, whole. */
export function showPayload(
  ctx: Context,
  deps: Deps,
  at: { readonly id: string; readonly part: string; readonly key?: string | undefined },
): void {
  const run = detailOf(deps, at.id);
  const node = run.nodes.find(({ key }) => key === at.key);
  const parts: { readonly [part: string]: Json | undefined } =
    at.key === undefined
      ? { inputs: run.inputs, result: run.result, state: run.state }
      : { input: node?.input, output: node?.output };
  const value = Object.hasOwn(parts, at.part) ? parts[at.part] : undefined;
  if (value === undefined)
    throw new Problem(404, 'NOT_FOUND', `the run has no payload ${at.part} ${at.key ?? ''}`.trim());
  ctx.type = 'json';
  ctx.body = JSON.stringify(value);
}

function cut(value: Json, url: string): Json {
  const text = JSON.stringify(value);
  return text.length <= MAX_PAYLOAD
    ? value
    : { truncated: true, size: text.length, preview: text.slice(0, PREVIEW), url };
}

/** `GET /api/runs/:id/journal` */
export function showJournal(ctx: Context, deps: Deps, id: string): void {
  assertRun(deps, id);
  ctx.body = { items: deps.runtime.reader.journal(id).map(({ fact }) => fact), next_cursor: null };
}

/** `POST /api/runs/:id/cancel` */
export async function cancelRun(ctx: Context, deps: Deps, id: string): Promise<void> {
  assertRun(deps, id);
  await deps.runtime.cancel(id, 'asked for by the API');
  ctx.status = 202;
  ctx.body = deps.runtime.reader.run(id);
}

function assertRun({ runtime }: Deps, id: string): void {
  if (runtime.reader.run(id) === undefined) throw runNotFound(id);
}

/** A run in full, or 404. */
export function detailOf({ runtime }: Deps, id: string): RunDetail {
  const run = runtime.reader.detail(id);
  if (run === undefined) throw runNotFound(id);
  return run;
}

function runNotFound(id: string): Problem {
  return new Problem(404, 'RUN_NOT_FOUND', `there is no run ${JSON.stringify(id)}; GET /api/runs lists them`);
}
