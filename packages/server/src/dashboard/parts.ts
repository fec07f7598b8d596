// Pieces that several pages show.
import type { RunRow, WorkflowRow } from '@configurable-agents/core';
import type { Json } from '@configurable-agents/plugin-sdk';
import { ago, cost, duration, shortId, tokens } from './format.ts';
import { glyph, state } from './glyph.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';

/** Payloads beyond this length are cut on a page; the API has the whole. */
const MAX_SHOWN = 64 * 1024;

/** Runs as a table. */
export function runTable(runs: readonly RunRow[], now: number): Html {
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th scope="col">State</th>
          <th scope="col">Run</th>
          <th scope="col">Workflow</th>
          <th scope="col">Started by</th>
          <th scope="col">Created</th>
          <th scope="col" class="n">Time</th>
          <th scope="col" class="n">Tokens</th>
          <th scope="col" class="n">Cost</th>
        </tr>
      </thead>
      <tbody>
        ${runs.map((run) => runRow(run, now))}
      </tbody>
    </table>
  </div>`;
}

function runRow(run: RunRow, now: number): Html {
  const ms = run.duration_ms ?? (run.started_at === null ? null : now - Date.parse(run.started_at));
  return html`<tr>
    <td>${state(run.status)}</td>
    <td><a href="/runs/${run.run_id}">${shortId(run.run_id)}</a></td>
    <td>
      ${workflowLink(run)}${run.error !== null && html`<span class="why" title="${run.error.message}">${run.error.message}</span>`}
    </td>
    <td>${run.trigger.name}</td>
    <td>${ago(run.created_at, now)}</td>
    <td class="n">${duration(ms)}</td>
    <td class="n">${tokens(run.usage)}</td>
    <td class="n">${cost(run.usage.cost_usd)}</td>
  </tr>`;
}

/** The run's workflow: a link where it is a registered one. */
export function workflowLink({ workflow_name: name, revision }: Pick<RunRow, 'workflow_name' | 'revision'>): Html {
  if (revision === null) return html`<span title="Run of a file, not registered">${name}</span>`;
  return html`<a href="/workflows/${encodeURIComponent(name)}">${name}</a> <span class="q">r${revision}</span>`;
}

/** The last runs of a workflow as bars: the height is the time, the colour is the state. */
export function history(runs: readonly RunRow[]): Html {
  const shown = runs.slice(0, 24).toReversed();
  if (shown.length === 0) return html`<span class="q">no runs yet</span>`;
  const longest = Math.max(1, ...shown.map(({ duration_ms: ms }) => ms ?? 0));
  const failed = shown.filter(({ status }) => status === 'failed').length;
  const label = `${shown.length} last runs, ${failed} failed`;
  return html`<svg
    class="history"
    viewBox="0 0 ${24 * 6} 24"
    width="${24 * 6}"
    height="24"
    role="img"
    aria-label="${label}"
  >
    ${shown.map((run, i) => {
      const height = 5 + Math.round((19 * (run.duration_ms ?? 0)) / longest);
      const x = (24 - shown.length + i) * 6;
      return html`<rect class="b-${run.status}" x="${x}" y="${24 - height}" width="4" height="${height}" rx="1" />`;
    })}
  </svg>`;
}

/** A JSON value as text, cut where it is long. */
export function payload(value: Json, link?: string): Html {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  if (text.length <= MAX_SHOWN) return html`<pre class="code" dir="auto" tabindex="0">${text}</pre>`;
  return html`<pre class="code" dir="auto" tabindex="0">${text.slice(0, MAX_SHOWN)}</pre>
    <p class="q">
      Cut after 64 KB of ${text.length.toLocaleString('en-US')} characters.
      ${link !== undefined && html`<a href="${link}">The whole</a>`}
    </p>`;
}

/** Workflows as a table with their last runs. */
export function workflowTable(
  workflows: readonly WorkflowRow[],
  { runsOf, now }: { readonly runsOf: (name: string) => readonly RunRow[]; readonly now: number },
): Html {
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th scope="col">Workflow</th>
          <th scope="col">Last runs</th>
          <th scope="col">Last</th>
          <th scope="col">File</th>
          <th scope="col" class="n">Revision</th>
        </tr>
      </thead>
      <tbody>
        ${workflows.map((row) => {
          const runs = runsOf(row.name);
          const [last] = runs;
          return html`<tr>
            <td><a class="strong" href="/workflows/${encodeURIComponent(row.name)}">${row.name}</a></td>
            <td>${history(runs)}</td>
            <td>
              ${last === undefined ? html`<span class="q">–</span>` : html`<a class="state" href="/runs/${last.run_id}">${glyph(last.status)} ${ago(last.created_at, now)}</a>`}
            </td>
            <td class="m">${row.path ?? html`<span class="q">sent as text</span>`}</td>
            <td class="n">${row.revision}</td>
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}
