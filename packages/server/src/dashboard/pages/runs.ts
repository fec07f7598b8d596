import type { Context } from 'koa';
import type { Deps } from '../../http/deps.ts';
import { pageOf, queryText } from '../../http/query.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { empty, sendPage } from '../layout.ts';
import { runTable } from '../parts.ts';

const STATUSES = ['queued', 'running', 'waiting', 'paused', 'succeeded', 'failed', 'cancelled', 'superseded'];

/** `/runs?status=&workflow=`: the list; the URL holds the filter. */
export function runsPage(ctx: Context, { runtime }: Deps): void {
  const [workflow, status] = [queryText(ctx, 'workflow'), queryText(ctx, 'status')];
  const { reader } = runtime;
  const { items, next_cursor: cursor } = reader.runs({
    ...pageOf(ctx),
    ...(workflow === undefined ? {} : { workflow }),
    ...(status === undefined ? {} : { status }),
  });
  const link = (changes: { readonly [name: string]: string | undefined }): string => {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries({ workflow, status, ...changes })) {
      if (value !== undefined) query.set(name, value);
    }
    return query.size === 0 ? '/runs' : `/runs?${query.toString()}`;
  };
  const names = [
    ...new Set([...reader.workflows().map(({ name }) => name), ...(workflow === undefined ? [] : [workflow])]),
  ];
  const chip = (word: string, { href, isOn }: { readonly href: string; readonly isOn: boolean }): Html =>
    html`<a class="chip" href="${href}" ${isOn && html`aria-current="true"`}>${word}</a>`;
  sendPage(ctx, {
    title: 'Runs',
    section: 'runs',
    live: '/api/events',
    main: html`
      <div class="head"><h1>Runs</h1></div>
      <nav class="chips" aria-label="Filter by state">
        ${chip('all', { href: link({ status: undefined }), isOn: status === undefined })}
        ${STATUSES.map((each) => chip(each, { href: link({ status: each }), isOn: status === each }))}
      </nav>
      ${
        names.length > 0 &&
        html`<nav class="chips" aria-label="Filter by workflow">
          ${chip('every workflow', { href: link({ workflow: undefined }), isOn: workflow === undefined })}
          ${names.map((each) => chip(each, { href: link({ workflow: each }), isOn: workflow === each }))}
        </nav>`
      }
      <section class="pane" aria-label="Runs">
        ${items.length === 0 ? nothing({ workflow, status }) : runTable(items, Date.now())}
      </section>
      ${cursor !== null && html`<p><a class="bt" href="${link({ cursor })}">Older runs</a></p>`}
    `,
  });
}

function nothing({
  workflow,
  status,
}: {
  readonly workflow: string | undefined;
  readonly status: string | undefined;
}): Html {
  if (workflow === undefined && status === undefined) {
    return empty('No run yet. Start one:', 'configurable-agents run webhook_integration.yaml --provider echo');
  }
  const filter = [status !== undefined && `status ${status}`, workflow !== undefined && `workflow ${workflow}`]
    .filter((part) => part !== false)
    .join(' and ');
  return html`<div class="empty">
    <p>No run with ${filter}. <a href="/runs">Show all runs</a></p>
  </div>`;
}
