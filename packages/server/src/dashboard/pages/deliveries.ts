import type { Context } from 'koa';
import type { DeliveryRow } from '@configurable-agents/core';
import type { Deps } from '../../http/deps.ts';
import { pageOf } from '../../http/query.ts';
import { ago, shortId, size } from '../format.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { empty, sendPage } from '../layout.ts';

/** `/deliveries`: what came in by webhook and what became of it. */
export function deliveriesPage(ctx: Context, { runtime }: Deps): void {
  const { items, next_cursor: cursor } = runtime.reader.deliveries(pageOf(ctx));
  const now = Date.now();
  sendPage(ctx, {
    title: 'Deliveries',
    section: 'deliveries',
    live: '/api/events',
    main: html`
      <div class="head">
        <h1>Deliveries</h1>
        <span class="q">inbound webhooks, newest first</span>
      </div>
      <section class="pane" aria-label="Deliveries">
        ${
          items.length === 0
            ? empty(
                'No delivery yet. Send a signed one to a registered workflow:',
                'configurable-agents send slack_notification message=hello',
              )
            : html`<div class="scroll">
                <table>
                  <thead>
                    <tr>
                      <th scope="col">Received</th>
                      <th scope="col">Trigger</th>
                      <th scope="col">Event</th>
                      <th scope="col">Its id</th>
                      <th scope="col">Started</th>
                      <th scope="col" class="n">Size</th>
                      <th scope="col">Sender</th>
                    </tr>
                  </thead>
                  <tbody>
                    ${items.map((row) => deliveryRow(row, now))}
                  </tbody>
                </table>
              </div>`
        }
      </section>
      ${cursor !== null && html`<p><a class="bt" href="/deliveries?cursor=${cursor}">Older deliveries</a></p>`}
    `,
  });
}

function deliveryRow(row: DeliveryRow, now: number): Html {
  const agent = row.headers['user-agent'];
  return html`<tr>
    <td>${ago(row.received_at, now)}</td>
    <td>${row.trigger}</td>
    <td>${row.event_type}</td>
    <td class="m">${row.dedupe_key ?? html`<span class="q">none</span>`}</td>
    <td>
      ${row.runs.map((id) => html`<a href="/runs/${id}">${shortId(id)}</a> `)}
      ${row.dead_letters.map(({ workflow_name: name, message }) => html`<span class="fail" title="${message}">${name}: ${message}</span> `)}
      ${row.verdict !== 'accepted' && row.dead_letters.length === 0 && html`<span class="${row.verdict === 'refused' ? 'fail' : 'q'}" title="${row.reason ?? ''}">${row.verdict}</span>`}
    </td>
    <td class="n">
      ${size(row.size)}
      ${row.redacted !== null && html`<span class="q" title="${row.redacted === 'body' ? 'Parts of the body were not kept' : 'Some headers were not kept'}">redacted</span>`}
    </td>
    <td class="q">${Array.isArray(agent) ? String(agent[0]) : typeof agent === 'string' ? agent : '–'}</td>
  </tr>`;
}
