import { basename, extname } from 'node:path';
import type { Context } from 'koa';
import { envOf } from '@configurable-agents/core';
import type { StartRequest } from '@configurable-agents/core';
import { Type } from '@configurable-agents/plugin-sdk';
import type { JsonObject } from '@configurable-agents/plugin-sdk';
import type { OnFinish } from '@configurable-agents/core/graph';
import { matchTrigger } from '../../intake/match.ts';
import { traceOf } from '../../intake/trace.ts';
import { Problem } from '../../problem.ts';
import { compileOrRefuse } from '../../workflows/compiled.ts';
import { answerRun } from '../answer.ts';
import { route } from '../api/route.ts';
import type { Route } from '../api/route.ts';
import { WAIT } from '../api/schemas/parts.ts';
import { RUN_ACCEPTED, RUN_ENDED } from '../api/schemas/run.ts';
import { requireScope } from '../caller.ts';
import { KEY_HEADER, onceOf } from '../conditional.ts';
import type { Deps } from '../deps.ts';
import { workflowNotFound } from './workflows.ts';

export const START_ROUTES: readonly Route[] = [
  route({
    method: 'post',
    path: '/api/runs',
    // A workflow that is not registered takes `admin`: the route asks for it.
    access: 'run',
    id: 'startRun',
    group: 'runs',
    summary: 'Starts a run of a registered workflow, or of a file as it is.',
    description: 'Exactly one of `workflow_name` and `source` is given.',
    query: Type.Object({ wait: Type.Optional(WAIT) }),
    headers: { Prefer: 'wait=SECONDS', ...KEY_HEADER },
    body: Type.Object(
      {
        workflow_name: Type.Optional(Type.String()),
        source: Type.Optional(Type.String({ description: 'The text of a workflow.' })),
        path: Type.Optional(Type.String({ description: 'What that text is called in findings and lists.' })),
        inputs: Type.Optional(Type.Object({}, { additionalProperties: true })),
        on_finish: Type.Optional(
          Type.Object(
            { url: Type.String(), secret: Type.String({ description: 'The name of a variable of the server.' }) },
            {
              additionalProperties: false,
              description: 'Where its end is told, in the place of where the workflow says.',
            },
          ),
        ),
        provider: Type.Optional(Type.String({ description: 'Every LLM node uses this one.' })),
      },
      { additionalProperties: false },
    ),
    answers: {
      200: {
        description: 'It ended while the caller waited, or the request had come before.',
        schema: Type.Union([RUN_ENDED, RUN_ACCEPTED]),
      },
      202: { description: 'Durable, and begins.', schema: RUN_ACCEPTED },
    },
    problems: [404, 409, 429, 503],
    handle: async (ctx, deps, { body }) => await startRun(ctx, deps, body),
  }),
];

type Starting = {
  readonly workflow_name?: string;
  readonly source?: string;
  readonly path?: string;
  readonly inputs?: object;
  readonly on_finish?: OnFinish;
  readonly provider?: string;
};

async function startRun(ctx: Context, deps: Deps, body: Starting): Promise<void> {
  const { workflow_name: name, source, path, provider } = body;
  const once = onceOf(ctx, body);
  // A file can do whatever a workflow can, and nobody with more rights has registered it.
  if (source !== undefined) requireScope(ctx, 'admin');
  // It came as JSON.
  const inputs = (body.inputs ?? {}) as JsonObject;
  if ((name === undefined) === (source === undefined)) {
    throw new Problem(
      422,
      'BODY_INVALID',
      'give exactly one of `workflow_name` (registered) and `source` (with `path`)',
    );
  }
  const what = name === undefined ? ofSource(deps, { source: source ?? '', path, provider }) : ofName(deps, name);
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
    ...(body.on_finish === undefined ? {} : { onFinish: body.on_finish }),
    ...(provider === undefined ? {} : { provider }),
    ...(once === undefined ? {} : { once }),
  };
  const started = await deps.runtime.start(request);
  await answerRun(ctx, deps.runtime, { ...started, workflow_name: request.workflowName });
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
