// The forms of the page of callbacks, and what it says after them.
import { RuntimeError } from '@configurable-agents/core';
import type { Context } from 'koa';
import type { Deps } from '../../http/deps.ts';
import { readForm } from '../../http/form-body.ts';
import { queryText } from '../../http/query.ts';
import { STATUSES } from '../../http/routes/callbacks.ts';
import type { CallbackFilter } from '../../http/routes/callbacks.ts';
import { ahead } from '../format.ts';
import { callbackStatus, glyph, wordOf } from '../glyph.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';

/** Address of the list, filtered. */
export function listLink(
  { status, url }: CallbackFilter,
  more: { readonly cursor?: string; readonly retried?: string } = {},
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ status, url, ...more })) if (value !== undefined) query.set(name, value);
  return query.size === 0 ? '/callbacks' : `/callbacks?${query.toString()}`;
}

/** The filter under which a form was sent, so that its answer leads back to the same list. */
export function filterField({ status, url }: CallbackFilter): Html {
  return html`${status !== undefined && html`<input type="hidden" name="f.status" value="${status}" />`}
  ${url !== undefined && html`<input type="hidden" name="f.url" value="${url}" />`}`;
}

/** Only what a filter may hold is taken over: a form leads nowhere else. */
function filterOf(sent: URLSearchParams): CallbackFilter {
  const [status, url] = [STATUSES.find((each) => each === sent.get('f.status')), sent.get('f.url')];
  return { ...(status === undefined ? {} : { status }), ...(url === null ? {} : { url }) };
}

/** `POST /callbacks/:id/retry`: one again. One that was delivered meanwhile is no failure to who asked for it. */
export async function sendRetry(ctx: Context, { runtime }: Deps, id: string): Promise<void> {
  const sent = await readForm(ctx);
  try {
    await runtime.retryCallback(id);
  } catch (error) {
    if (!(error instanceof RuntimeError) || error.code !== 'CALLBACK_DELIVERED') throw error;
  }
  ctx.status = 303;
  ctx.set('Location', listLink(filterOf(sent), { retried: id }));
}

/** `POST /callbacks/retry`: all that a URL did not take. */
export async function sendRetryAll(ctx: Context, { runtime }: Deps): Promise<void> {
  const sent = await readForm(ctx);
  await runtime.retryCallbacks(sent.get('url') ?? '');
  ctx.status = 303;
  ctx.set('Location', listLink(filterOf(sent)));
}

/** What became of the one that was sent again; the filter may have left it out of the list. */
export function retried(ctx: Context, { runtime: { reader } }: Deps): Html | false {
  const id = queryText(ctx, 'retried');
  const row = id === undefined ? undefined : reader.callback(id);
  if (row === undefined) return false;
  const status = callbackStatus(row.status);
  const { next_at: next, last_error: reason, last_status: answered } = row;
  return html`<div class="strip ${status}" role="status" ${next !== null && html`data-due="${Date.parse(next)}"`}>
    ${glyph(status)}
    <p>
      Asked to send again: <span class="m">${row.callback_id}</span> to <span class="m">${row.url}</span>.
      ${wordOf(status)}${
        reason === null ? answered !== null && `, answered ${answered}` : `, ${reason}`
      }${next !== null && row.attempts > 0 && html`, next attempt ${ahead(next, Date.now())}`}.
    </p>
  </div>`;
}
