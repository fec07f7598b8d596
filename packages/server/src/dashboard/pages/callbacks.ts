// What is sent when runs end: the list, what became of each, and the way to send one again.
import type { CallbackRow, Page } from '@configurable-agents/core';
import type { Context } from 'koa';
import { callerOf, mayRun } from '../../http/caller.ts';
import type { Caller } from '../../http/caller.ts';
import type { Deps } from '../../http/deps.ts';
import { oneOf, pageOf, queryText } from '../../http/query.ts';
import { callbacksOf, STATUSES } from '../../http/routes/callbacks.ts';
import type { CallbackFilter } from '../../http/routes/callbacks.ts';
import { ago, ahead, shortId } from '../format.ts';
import { callbackStatus, state } from '../glyph.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { csrfField, empty, sendPage } from '../layout.ts';
import { filterField, listLink, retried } from './callback-retry.ts';

type Shown = {
  readonly page: Page<CallbackRow>;
  readonly filter: CallbackFilter;
  readonly caller: Caller | undefined;
  readonly now: number;
};

const WORDS: { readonly [status in CallbackRow['status']]: string } = {
  pending: 'waiting',
  delivered: 'delivered',
  failed: 'failed',
  disabled: 'disabled',
};

/** `/callbacks?status=&url=`: the URL holds the filter. */
export function callbacksPage(ctx: Context, deps: Deps): void {
  const [status, url] = [oneOf(ctx, 'status', STATUSES), queryText(ctx, 'url')];
  const filter: CallbackFilter = {
    ...(status === undefined ? {} : { status }),
    ...(url === undefined ? {} : { url }),
  };
  const page = callbacksOf(deps, { ...filter, ...pageOf(ctx) });
  const shown = { page, filter, caller: callerOf(ctx), now: Date.now() };
  sendPage(ctx, {
    title: 'Callbacks',
    section: 'callbacks',
    live: '/api/events',
    main: html`
      <div class="head">
        <h1>Callbacks</h1>
        <span class="q">what is sent when runs end, newest first</span>
      </div>
      ${retried(ctx, deps)} ${filters(filter)} ${endpoints(deps, shown)}
      <section class="pane" aria-label="Callbacks">
        ${page.items.length === 0 ? nothing(filter) : callbackTable(shown)}
      </section>
      ${page.next_cursor !== null && html`<p><a class="bt" href="${listLink(filter, { cursor: page.next_cursor })}">Older callbacks</a></p>`}
    `,
  });
}

function filters({ status, url }: CallbackFilter): Html {
  const at = url === undefined ? {} : { url };
  const chip = (word: string, { href, isOn }: { readonly href: string; readonly isOn: boolean }): Html =>
    html`<a class="chip" href="${href}" ${isOn && html`aria-current="true"`}>${word}</a>`;
  return html`<nav class="chips" aria-label="Filter by state">
      ${chip('all', { href: listLink(at), isOn: status === undefined })}
      ${STATUSES.map((each) => chip(WORDS[each], { href: listLink({ ...at, status: each }), isOn: status === each }))}
    </nav>
    ${
      url !== undefined &&
      html`<nav class="chips" aria-label="Filter by URL">
        ${chip('every URL', { href: listLink(status === undefined ? {} : { status }), isOn: false })}
        ${chip(url, { href: listLink({ ...at, ...(status === undefined ? {} : { status }) }), isOn: true })}
      </nav>`
    }`;
}

/** Where nothing is sent any more, each with the way to take it for there again; of one URL, if that is asked for. */
function endpoints({ runtime }: Deps, { filter, caller }: Shown): Html {
  const found = runtime.reader.disabledEndpoints().filter(({ url }) => filter.url === undefined || url === filter.url);
  return html`${found.map(
    ({ url, since, reason }) =>
      html`<div class="strip" role="status">
        <p>
          Nothing is sent to <a class="m" href="${listLink({ url })}">${url}</a> any more: ${reason}
          <time class="q" datetime="${since}">(${since.slice(0, 19)} UTC)</time>
        </p>
        ${
          mayRun(caller) &&
          html`<form method="post" action="/callbacks/retry">
            ${csrfField(caller)} ${filterField(filter)}
            <input type="hidden" name="url" value="${url}" />
            <button
              type="submit"
              class="bt"
              aria-label="Retry all to ${url}"
              title="Takes the URL for there, and sends all that it did not take"
            >
              Retry all
            </button>
          </form>`
        }
      </div>`,
  )}`;
}

function callbackTable(shown: Shown): Html {
  const mayRetry = mayRun(shown.caller);
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th scope="col">State</th>
          <th scope="col">Run</th>
          <th scope="col">Workflow</th>
          <th scope="col">To</th>
          <th scope="col" class="n">Attempts</th>
          <th scope="col">Last answer</th>
          <th scope="col">Next attempt</th>
          <th scope="col">Created</th>
          ${mayRetry && html`<th scope="col">Action</th>`}
        </tr>
      </thead>
      <tbody>
        ${shown.page.items.map((row) => callbackRow(row, shown))}
      </tbody>
    </table>
  </div>`;
}

function callbackRow(row: CallbackRow, shown: Shown): Html {
  const { now, filter, caller } = shown;
  const { callback_id: id, status, next_at: next } = row;
  // The script looks again while something is about to be sent: no event tells of an attempt.
  const due = next !== null && html`data-due="${Date.parse(next)}"`;
  return html`<tr ${due}>
    <td title="${id}">${state(callbackStatus(status))}</td>
    <td><a href="/runs/${row.run_id}">${shortId(row.run_id)}</a></td>
    <td>${row.workflow_name}</td>
    <td><a class="m cut-off" href="${listLink({ ...filter, url: row.url })}" title="${row.url}">${row.url}</a></td>
    <td class="n">${row.attempts}</td>
    <td>${lastAnswer(row)}</td>
    <td>${ahead(next, now)}</td>
    <td>${ago(row.created_at, now)}</td>
    ${mayRun(caller) && html`<td>${status !== 'delivered' && retryForm(id, { filter, caller })}</td>`}
  </tr>`;
}

/** The status that came, and in words what was wrong with it. */
export function lastAnswer({ last_status: answered, last_error: reason, attempts }: CallbackRow): Html {
  if (reason !== null) return html`<span class="why" title="${reason}">${reason}</span>`;
  if (answered !== null) return html`answered ${answered}`;
  return html`<span class="q">${attempts === 0 ? 'not sent yet' : '–'}</span>`;
}

function retryForm(
  id: string,
  { filter, caller }: { readonly filter: CallbackFilter; readonly caller: Caller | undefined },
): Html {
  return html`<form method="post" action="/callbacks/${encodeURIComponent(id)}/retry">
    ${csrfField(caller)} ${filterField(filter)}
    <button type="submit" class="bt" id="retry-${id}" aria-label="Retry ${id}" title="Sends it now">Retry</button>
  </form>`;
}

function nothing({ status, url }: CallbackFilter): Html {
  if (status === undefined && url === undefined) {
    return empty(
      'No callback yet. A workflow tells its end where `on_finish` says:',
      'on_finish: { url: https://hooks.example.org/runs, secret: CALLBACK_SECRET }',
    );
  }
  const filter = [status !== undefined && `that is ${WORDS[status]}`, url !== undefined && `to ${url}`]
    .filter((part) => part !== false)
    .join(' ');
  return html`<div class="empty">
    <p>No callback ${filter}. <a href="/callbacks">Show all callbacks</a></p>
  </div>`;
}
