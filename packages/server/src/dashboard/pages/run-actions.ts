// What a person can do to a run, and what its nodes wait for.
import type { Context } from 'koa';
import type { JournalEntry, NodeRow, RunDetail } from '@configurable-agents/core';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import { mayRun } from '../../http/caller.ts';
import type { Caller } from '../../http/caller.ts';
import type { Deps } from '../../http/deps.ts';
import { readForm } from '../../http/form-body.ts';
import { Problem } from '../../problem.ts';
import { shortId } from '../format.ts';
import { glyph } from '../glyph.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { csrfField } from '../layout.ts';
import { payload } from '../parts.ts';
import { approvalLink } from './approvals.ts';

type Fact = JournalEntry['fact'];

/** The last thing that each execution waited for, by key. */
export type Waits = ReadonlyMap<string, Fact>;

export function waitsOf(facts: readonly Fact[]): Waits {
  return new Map(
    facts.flatMap((fact) =>
      fact.kind === 'node.waiting' && typeof fact['key'] === 'string' ? [[fact['key'], fact]] : [],
    ),
  );
}

/** Cancel while it runs; afterwards try again, or a new run from one of its nodes on with other values of the state. */
export function actions(run: RunDetail, graph: ExecutionGraph | undefined, caller: Caller | undefined): Html {
  if (!mayRun(caller)) return html``;
  const { run_id: id, status } = run;
  if (run.finished_at === null) {
    return html`<div class="actions">
      ${
        status === 'paused' &&
        html`<button
          type="button"
          class="bt"
          data-post="/api/runs/${id}/resume"
          title="Takes the plugins as they are now"
        >
          Resume run
        </button>`
      }
      <button type="button" class="bt" data-post="/api/runs/${id}/cancel">Cancel run</button>
    </div>`;
  }
  if (run.redaction === 'removed') return html``;
  const nodes = graph?.nodes.filter((node) => node.finally !== true) ?? [];
  return html`<div class="actions">
      ${
        status !== 'succeeded' &&
        html`<button
          type="button"
          class="bt"
          data-post="/api/runs/${id}/retry"
          title="Goes on with this run: what completed stands"
        >
          Retry run
        </button>`
      }
    </div>
    <details class="pane" id="fork">
      <summary><b>Fork</b><span class="q">a new run from one of the nodes on; its effects happen again</span></summary>
      <form method="post" action="/runs/${id}/fork" class="form pad">
        ${csrfField(caller)}
        <div class="field">
          <label for="from">From the node</label>
          <select id="from" name="from">
            ${nodes.map(({ name }) => html`<option ${name === run.error?.node && html`selected`}>${name}</option>`)}
          </select>
        </div>
        <div class="field">
          <label for="state">Other values of state fields <span class="q">JSON object, those to change</span></label>
          <textarea id="state" name="state" rows="4" class="m">{}</textarea>
        </div>
        <button class="bt" type="submit">Fork run</button>
      </form>
    </details>`;
}

/** `POST /runs/:id/fork`: the form above. Leads to the new run. */
export async function sendFork(ctx: Context, { runtime }: Deps, id: string): Promise<void> {
  const sent = await readForm(ctx);
  const { run_id: forked } = await runtime.fork(id, {
    from: sent.get('from') ?? '',
    state: stateOf(sent.get('state')),
  });
  ctx.status = 303;
  ctx.set('Location', `/runs/${forked}`);
}

function stateOf(text: string | null): JsonObject {
  let value: Json = null;
  try {
    value = JSON.parse(text === null || text.trim() === '' ? '{}' : text) as Json;
  } catch {
    // Said below.
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw new Problem(422, 'BODY_INVALID', 'the state must be a JSON object such as {"score": 3}');
}

/** The questions of an open run, first on its page. */
export function questions({ run_id: id, nodes }: RunDetail, waits: Waits): Html {
  const open = nodes.filter(({ key, status }) => status === 'waiting' && waits.get(key)?.['for'] === 'approval');
  return html`${open.map(
    ({ key }) =>
      html`<div class="strip wait" role="status">
        ${glyph('waiting')}
        <p><a href="${approvalLink({ run_id: id, key })}">${String(waits.get(key)?.['message'])}</a></p>
      </div>`,
  )}`;
}

/** What a node waits for, with the way to end it; for a sub-workflow its run, also when that has ended. */
export function waitingFor(run: RunDetail, { key, status, error }: NodeRow, wait: Fact | undefined): Html | false {
  if (error?.code === 'RUN_OUTCOME_UNKNOWN') {
    return html`<p>If it did not happen, retry the run. If it happened, say with which result:</p>
      ${payload(`configurable-agents runs resolve ${run.run_id} '${key}' '{"id": "…"}'`)}`;
  }
  if (wait === undefined) return false;
  if (wait['for'] === 'run') {
    const child = String(wait['run_id']);
    return html`<p>Its run: <a href="/runs/${child}">${shortId(child)}</a></p>`;
  }
  if (status !== 'waiting' || wait['for'] === 'plugin') return false;
  const wakeAt = wait['wake_at'];
  const until = typeof wakeAt === 'number' && html` until ${new Date(wakeAt).toISOString()}`;
  switch (wait['for']) {
    case 'approval':
      return html`<p>
        Asks: ${String(wait['message'])}${until}
        <a class="bt" href="${approvalLink({ run_id: run.run_id, key })}">Answer</a>
      </p>`;
    case 'signal':
      return html`<p>Waits for the signal <b>${String(wait['signal'])}</b>${until}. Send it:</p>
        ${payload(`configurable-agents runs signal ${run.run_id} ${String(wait['signal'])}`)}`;
    default:
      return html`<p>Waits${until}.</p>`;
  }
}
