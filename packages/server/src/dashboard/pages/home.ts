import type { Context } from 'koa';
import type { Deps } from '../../http/deps.ts';
import { publicOrigin } from '../../http/origin.ts';
import { plural } from '../format.ts';
import { glyph, state } from '../glyph.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { empty, sendPage } from '../layout.ts';
import { runTable, workflowTable } from '../parts.ts';

const DAY_MS = 86_400_000;

/** `/`: what runs, what happened today, which workflows there are. */
export function homePage(ctx: Context, deps: Deps): void {
  const { runtime, provider } = deps;
  const now = Date.now();
  const { reader } = runtime;
  const since = now - DAY_MS;
  const today = reader.runs({ since, limit: 1000 });
  const open = today.items.filter(({ finished_at }) => finished_at === null);
  const failed = today.items.filter(({ status }) => status === 'failed');
  const workflows = reader.workflows();
  const base = publicOrigin(ctx, deps);
  const behind = runtime.health().trackers.filter(({ error }) => error !== null);
  const paused = reader.runs({ status: 'paused', limit: 1000 }).items.length;
  const lost = reader.disabledEndpoints();
  const asked = reader.approvals({ open: true, limit: 100 }).items;
  const counted = (status: string): Html => {
    const n = today.items.filter((run) => run.status === status).length;
    return html`<a class="count" href="/runs?status=${status}"><b>${n}</b>${state(status)}</a>`;
  };
  sendPage(ctx, {
    title: open.length > 0 ? `${open.length} running` : 'Overview',
    section: 'home',
    live: '/api/events',
    main: html`
      <div class="head">
        <h1>Overview</h1>
        <span class="q"
          >${health(runtime.health())}${provider !== undefined && ` · every LLM node uses ${provider}`}</span
        >
      </div>
      <section class="counts" aria-label="Runs of the last 24 hours">
        ${['succeeded', 'running', 'queued', 'failed', 'cancelled'].map(counted)}
        <span class="q">last 24 hours${today.next_cursor !== null && ', newest 1,000'}</span>
      </section>
      ${
        asked.length > 0 &&
        html`<div class="strip wait" role="status">
          ${glyph('waiting')}
          <p>
            <a href="/approvals"
              >${plural(asked.length, 'question')} ${asked.length === 1 ? 'waits' : 'wait'} for an answer</a
            >
          </p>
        </div>`
      }
      ${
        paused > 0 &&
        html`<div class="strip wait" role="status">
          ${glyph('paused')}
          <p>
            <a href="/runs?status=paused"
              >${plural(paused, 'run')} ${paused === 1 ? 'is' : 'are'} paused: a plugin has changed</a
            >
          </p>
        </div>`
      }
      ${
        lost.length > 0 &&
        html`<div class="strip" role="status">
          <p>
            <a href="/callbacks">No callback is sent to ${plural(lost.length, 'URL')} any more</a>: ${lost[0]?.url}:
            ${lost[0]?.reason}${lost.length > 1 && ', …'}
          </p>
        </div>`
      }
      ${behind.map(
        ({ name, lag, error }) =>
          html`<div class="strip" role="status">
            <p>The tracker ${name} does not get through, ${plural(lag, 'fact')} wait for it: ${error}</p>
          </div>`,
      )}
      ${
        failed.length > 0 &&
        html`<section class="pane" aria-labelledby="needs">
          <div class="ph">
            <h2 id="needs">Failed in the last 24 hours</h2>
            <a href="/runs?status=failed">All</a>
          </div>
          ${runTable(failed.slice(0, 5), now)}
        </section>`
      }
      <section class="pane" aria-labelledby="now">
        <div class="ph">
          <h2 id="now">${open.length > 0 ? 'Running now' : 'Last runs'}</h2>
          <a href="/runs">All runs</a>
        </div>
        ${today.items.length === 0 ? empty('No run in the last 24 hours. Start one:', example(base, workflows[0]?.name)) : runTable((open.length > 0 ? open : today.items).slice(0, 10), now)}
      </section>
      <section class="pane" aria-labelledby="workflows">
        <div class="ph">
          <h2 id="workflows">Workflows</h2>
          <span class="q">${plural(workflows.length, 'workflow')}</span>
        </div>
        ${
          workflows.length === 0
            ? empty('No workflow is registered. Register one from the workflows folder:', registration(base))
            : workflowTable(workflows, { now, runsOf: (workflow) => reader.runs({ workflow, limit: 24 }).items })
        }
      </section>
    `,
  });
}

function health({ ready, reason, running, queued, workers }: ReturnType<Deps['runtime']['health']>): string {
  return ready
    ? `${running} running, ${queued} queued, ${plural(workers, 'worker')}`
    : `Not ready: ${reason ?? 'unknown'}`;
}

function registration(base: string): string {
  return `curl -X POST ${base}/api/workflows \\
  -H 'Content-Type: application/json' \\
  -d '{"name": "slack_notification", "config_path": "webhook_integration.yaml"}'`;
}

function example(base: string, workflow: string | undefined): string {
  if (workflow === undefined) return 'configurable-agents run webhook_integration.yaml --provider echo';
  return `curl -X POST ${base}/webhooks/generic \\
  -H 'Content-Type: application/json' \\
  -d '${JSON.stringify({ workflow_name: workflow, inputs: {} })}'`;
}
