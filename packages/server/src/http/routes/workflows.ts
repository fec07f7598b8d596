import type { Context } from 'koa';
import type { PauseRow, WorkflowRow } from '@configurable-agents/core';
import { Problem } from '../../problem.ts';
import { compileOrRefuse } from '../../workflows/compiled.ts';
import { readInside } from '../../workflows/jail.ts';
import type { Deps } from '../deps.ts';
import { checkFields, readObject, textOf } from '../json-body.ts';
import { publicOrigin } from '../origin.ts';
import { queryText } from '../query.ts';

const NAME = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$/;

/** `POST /api/workflows {name, config_path}` or `{name, source}`. */
export async function registerWorkflow(ctx: Context, deps: Deps): Promise<void> {
  const body = await readObject(ctx);
  checkFields(body, {
    name: { kind: 'string', required: true },
    config_path: { kind: 'string' },
    source: { kind: 'string' },
  });
  const [name, configPath, text] = [textOf(body, 'name') ?? '', textOf(body, 'config_path'), textOf(body, 'source')];
  if (!NAME.test(name)) {
    throw new Problem(
      422,
      'BODY_INVALID',
      `\`name\` must be 1 to 100 letters, digits, \`_\`, \`.\` or \`-\`, found ${JSON.stringify(name.slice(0, 120))}`,
    );
  }
  if ((configPath === undefined) === (text === undefined)) {
    throw new Problem(
      422,
      'BODY_INVALID',
      'give exactly one of `config_path` (a file in the workflows folder) and `source`',
    );
  }
  const file = configPath === undefined ? undefined : readInside(deps.workflowsDir, configPath);
  const source = file?.source ?? text ?? '';
  const { graph, diagnostics } = compileOrRefuse(deps, { source, file: file?.shown ?? `${name}.yaml` });
  const done = await deps.runtime.register({ name, path: file?.shown ?? null, source, graph });
  ctx.status = done.change === 'created' ? 201 : 200;
  ctx.body = {
    name,
    revision: done.revision,
    hash: graph.hash,
    inputs: graph.inputs,
    triggers: graph.triggers,
    webhook_url: `${publicOrigin(ctx, deps)}/webhooks/generic`,
    diagnostics,
  };
}

/** `GET /api/workflows` */
export function listWorkflows(ctx: Context, { runtime }: Deps): void {
  const pauses = runtime.reader.pauses();
  ctx.body = {
    items: runtime.reader.workflows().map((row) => ({ ...summary(row), paused: pausesOf(row.name, pauses) })),
    next_cursor: null,
  };
}

/** `GET /api/workflows/:name` */
export function showWorkflow(ctx: Context, { runtime }: Deps, name: string): void {
  const workflow = runtime.reader.workflow(name);
  if (workflow === undefined) throw workflowNotFound(name, runtime.reader.workflows());
  const revisions = runtime.reader
    .revisions(name)
    .map(({ revision, hash, registered_at }) => ({ revision, hash, registered_at }));
  const paused = pausesOf(name, runtime.reader.pauses());
  ctx.body = { ...workflow, graph: runtime.reader.graph(workflow.hash), revisions, paused };
}

/** `POST /api/workflows/:name/pause|resume {trigger?}`: its runs, or those of one entry, are accepted and wait. */
export async function setPaused(
  ctx: Context,
  { runtime }: Deps,
  { name, isPaused }: { readonly name: string; readonly isPaused: boolean },
): Promise<void> {
  const body = await readObject(ctx);
  checkFields(body, { trigger: { kind: 'string' } });
  const trigger = textOf(body, 'trigger');
  await (isPaused ? runtime.pauseWorkflow(name, trigger) : runtime.resumeWorkflow(name, trigger));
  ctx.body = { name, paused: pausesOf(name, runtime.reader.pauses()) };
}

/** What of a workflow is paused: `trigger` null is all of it. */
export function pausesOf(name: string, pauses: readonly PauseRow[]): readonly Omit<PauseRow, 'workflow_name'>[] {
  return pauses
    .filter(({ workflow_name: workflow }) => workflow === name)
    .map(({ trigger, since }) => ({ trigger, since }));
}

/** `DELETE /api/workflows/:name?force=true` */
export async function removeWorkflow(ctx: Context, { runtime }: Deps, name: string): Promise<void> {
  if (runtime.reader.workflow(name) === undefined) throw workflowNotFound(name, runtime.reader.workflows());
  const isRemoved = await runtime.unregister(name, { force: queryText(ctx, 'force') === 'true' });
  if (!isRemoved) {
    throw new Problem(409, 'WORKFLOW_IN_USE', `${name} has open runs; wait for them, cancel them, or add ?force=true`);
  }
  ctx.status = 204;
}

function summary({ source: _source, ...row }: WorkflowRow): Omit<WorkflowRow, 'source'> {
  return row;
}

/** 404 that says which workflows there are. */
export function workflowNotFound(name: string, known: readonly WorkflowRow[]): Problem {
  const there =
    known.length === 0
      ? 'none is registered yet; register one with POST /api/workflows'
      : `registered are ${known
          .slice(0, 10)
          .map((row) => row.name)
          .join(', ')}`;
  return new Problem(404, 'WORKFLOW_NOT_FOUND', `there is no workflow ${JSON.stringify(name)}; ${there}`);
}
