import type { Context } from 'koa';
import type { ExecutionGraph, GraphNode } from '@configurable-agents/core/graph';
import type { Deps } from '../../http/deps.ts';
import { publicOrigin } from '../../http/origin.ts';
import { pausesOf, workflowNotFound } from '../../http/routes/workflows.ts';
import { ago, plural } from '../format.ts';
import { glyph } from '../glyph.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { empty, sendPage } from '../layout.ts';
import { history, payload, runTable } from '../parts.ts';

/** `/workflows/:name`: its nodes, what a run of it may do, how it is started, its revisions, its last runs and its text. */
export async function workflowPage(ctx: Context, deps: Deps, name: string): Promise<void> {
  const { runtime, prices, provider } = deps;
  const origin = publicOrigin(ctx, deps);
  const { reader } = runtime;
  const workflow = reader.workflow(name);
  const graph = workflow && reader.graph(workflow.hash);
  if (workflow === undefined || graph === undefined) throw workflowNotFound(name, reader.workflows());
  const { boundsOf, formatBounds } = await import('@configurable-agents/compiler');
  const bounds = boundsOf(graph, {
    plugins: runtime.manifests,
    ...(prices === undefined ? {} : { prices }),
    ...(provider === undefined ? {} : { provider }),
  });
  const now = Date.now();
  const runs = reader.runs({ workflow: name, limit: 24 }).items;
  const revisions = reader.revisions(name);
  sendPage(ctx, {
    title: name,
    section: 'none',
    live: '/api/events',
    main: html`
      <div class="head">
        <h1>${name}</h1>
        ${history(runs)}
      </div>
      <dl class="facts">
        <div>
          <dt>Name in the file</dt>
          <dd>${graph.name}</dd>
        </div>
        <div>
          <dt>Revision</dt>
          <dd>${workflow.revision}</dd>
        </div>
        <div>
          <dt>Registered</dt>
          <dd>${ago(workflow.registered_at, now)}</dd>
        </div>
        <div>
          <dt>File</dt>
          <dd class="m">${workflow.path ?? 'sent as text'}</dd>
        </div>
        <div>
          <dt>Graph</dt>
          <dd class="m" title="${workflow.hash}">${workflow.hash.slice(0, 19)}</dd>
        </div>
      </dl>
      ${pausesOf(name, reader.pauses()).map(({ trigger, since }) => pausedStrip(trigger, since, now))}
      ${graph.description !== undefined && html`<p class="lead">${graph.description}</p>`}
      <section class="pane" aria-labelledby="runs">
        <div class="ph">
          <h2 id="runs">Last runs</h2>
          <a href="/runs?workflow=${encodeURIComponent(name)}">All</a>
        </div>
        ${runs.length === 0 ? empty('No run yet. Start one:', curl(origin, { name, graph })) : runTable(runs.slice(0, 8), now)}
      </section>
      <div class="two">
        <section class="pane" aria-labelledby="nodes">
          <div class="ph">
            <h2 id="nodes">Nodes</h2>
            <span class="q">${plural(graph.nodes.length, 'node')}, ${plural(graph.edges.length, 'edge')}</span>
          </div>
          <ol class="nodes">
            ${graph.nodes.map((node) => nodeItem(node, graph))}
          </ol>
        </section>
        <section class="pane" aria-labelledby="start">
          <div class="ph"><h2 id="start">How to start it</h2></div>
          <div class="pad">
            <p>By webhook, at <span class="m">/webhooks/generic</span>:</p>
            <pre class="code" tabindex="0">${curl(origin, { name, graph })}</pre>
            <p>Or from a terminal:</p>
            <pre class="code" tabindex="0">
configurable-agents send ${name} ${exampleInputs(graph)
                .map(([key]) => `${key}=…`)
                .join(' ')}</pre>
            ${
              graph.triggers.length > 0 &&
              html`<h3>Triggers</h3>
                <ul class="plain">
                  ${graph.triggers.map((trigger) => html`<li><b>${trigger.name}</b> <span class="m">${trigger.uses}</span>${!trigger.enabled && html` <span class="q">disabled</span>`} ${(trigger.events ?? []).join(', ')}</li>`)}
                </ul>`
            }
            <h3>Inputs</h3>
            ${payload(graph.inputs as Parameters<typeof payload>[0])}
          </div>
        </section>
      </div>
      <section class="pane" aria-labelledby="bounds">
        <div class="ph">
          <h2 id="bounds">Bounds of a run</h2>
          <span class="q">at least, where it succeeds, and at most</span>
        </div>
        <pre class="code flat" tabindex="0">${formatBounds(bounds)}</pre>
      </section>
      <section class="pane" aria-labelledby="source">
        <div class="ph">
          <h2 id="source">Source</h2>
          <span class="q">revision ${workflow.revision}</span>
        </div>
        <pre class="code flat" tabindex="0">${workflow.source}</pre>
      </section>
      <section class="pane" aria-labelledby="revisions">
        <div class="ph"><h2 id="revisions">Revisions</h2></div>
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">Revision</th>
                <th scope="col">Registered</th>
                <th scope="col">Graph</th>
              </tr>
            </thead>
            <tbody>
              ${revisions.map(
                (row) =>
                  html`<tr>
                    <td>
                      ${row.revision}${row.revision === workflow.revision && html` <span class="q">current</span>`}
                    </td>
                    <td>${ago(row.registered_at, now)}</td>
                    <td class="m">${row.hash.slice(0, 19)}</td>
                  </tr>`,
              )}
            </tbody>
          </table>
        </div>
      </section>
    `,
  });
}

function pausedStrip(trigger: string | null, since: string, now: number): Html {
  const what = trigger === null ? 'The workflow is' : `The trigger ${trigger} is`;
  return html`<div class="strip wait" role="status">
    ${glyph('paused')}
    <p>${what} paused since ${ago(since, now)}: its runs are accepted, and wait.</p>
  </div>`;
}

function nodeItem(node: GraphNode, graph: ExecutionGraph): Html {
  const after = graph.edges.filter(({ to }) => to === node.name).map(({ from }) => from);
  const what =
    node.kind === 'subrun'
      ? `${node.wait ? 'runs' : 'starts'} ${node.workflow}`
      : node.kind === 'action'
        ? ((node.llm && `${node.llm.provider} · ${node.llm.model}`) ?? node.uses)
        : node.kind;
  const notes = [
    node.when !== undefined && 'has a condition',
    node.join === 'any' && 'starts at the first branch',
    node.for_each !== undefined && `once for each item, ${node.for_each.max_parallel} at once`,
    node.finally === true && 'runs at the end, whatever happened',
    node.kind === 'action' && node.retry.max_attempts > 1 && `up to ${node.retry.max_attempts} attempts`,
    node.writes.length > 0 && `writes ${node.writes.map(({ field }) => field).join(', ')}`,
  ].filter((note) => note !== false);
  return html`<li>
    <b>${node.name}</b> <span class="m q">${what}</span>
    <span class="q">${after.length === 0 ? 'first' : `after ${after.join(', ')}`}</span>
    ${notes.length > 0 && html`<span class="note">${notes.join(' · ')}</span>`}
  </li>`;
}

/** Each input with a value of its type, for an example to copy. */
export function exampleInputs(graph: ExecutionGraph): readonly (readonly [name: string, value: unknown])[] {
  if (typeof graph.inputs !== 'object') return [];
  const properties = (graph.inputs['properties'] ?? {}) as {
    readonly [name: string]: { readonly [key: string]: unknown };
  };
  return Object.entries(properties).map(([name, schema]) => [name, exampleOf(name, schema)]);
}

const EXAMPLES: { readonly [type: string]: unknown } = {
  integer: 1,
  number: 1.5,
  boolean: true,
  array: [],
  object: {},
};

function exampleOf(name: string, schema: { readonly [key: string]: unknown }): unknown {
  if (schema['default'] !== undefined) return schema['default'];
  if (Array.isArray(schema['enum'])) return schema['enum'][0];
  const type = schema['type'];
  return (typeof type === 'string' ? EXAMPLES[type] : undefined) ?? `${name}…`;
}

function curl(origin: string, { name, graph }: { readonly name: string; readonly graph: ExecutionGraph }): string {
  const body = JSON.stringify({ workflow_name: name, inputs: Object.fromEntries(exampleInputs(graph)) });
  return `curl -X POST '${origin}/webhooks/generic?wait=30s' \\
  -H 'Content-Type: application/json' \\
  -d '${body.replaceAll("'", String.raw`'\''`)}'`;
}
