// Questions that runs ask: the inbox, one question with its form, and its answer.
import type { Context } from 'koa';
import { RuntimeError } from '@configurable-agents/core';
import type { ApprovalRow } from '@configurable-agents/core';
import type { Deps } from '../../http/deps.ts';
import { readForm } from '../../http/form-body.ts';
import { pageOf } from '../../http/query.ts';
import { callerOf, mayRun } from '../../http/caller.ts';
import type { Caller } from '../../http/caller.ts';
import { Problem } from '../../problem.ts';
import { formFields, problemsByField, readFields } from '../form.ts';
import type { Filled } from '../form.ts';
import { ago, duration, shortId } from '../format.ts';
import { glyph, state } from '../glyph.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { csrfField, empty, sendPage } from '../layout.ts';
import { payload } from '../parts.ts';

type At = { readonly id: string; readonly key: string };

const EMPTY: Filled = { values: {}, problems: {} };

/** Address of a question's page. */
export function approvalLink({ run_id: id, key }: Pick<ApprovalRow, 'run_id' | 'key'>): string {
  return `/approvals/${id}/${encodeURIComponent(key)}`;
}

/** `/approvals`: what waits for a person, and what was answered. */
export function approvalsPage(ctx: Context, { runtime }: Deps): void {
  const now = Date.now();
  const { limit } = pageOf(ctx);
  const open = runtime.reader.approvals({ ...(limit === undefined ? {} : { limit }), open: true }).items;
  const closed = runtime.reader.approvals({ limit: 50 }).items.filter(({ closed_at: at }) => at !== null);
  sendPage(ctx, {
    title: open.length > 0 ? `${open.length} to answer` : 'Approvals',
    section: 'approvals',
    live: '/api/events',
    main: html`
      <div class="head"><h1>Approvals</h1></div>
      <section class="pane" aria-labelledby="open">
        <div class="ph"><h2 id="open">Waiting for an answer</h2></div>
        ${open.length === 0 ? empty('Nobody is waiting for you.') : table(open, now)}
      </section>
      ${
        closed.length > 0 &&
        html`<section class="pane" aria-labelledby="closed">
          <div class="ph"><h2 id="closed">Answered</h2></div>
          ${table(closed, now)}
        </section>`
      }
    `,
  });
}

function table(rows: readonly ApprovalRow[], now: number): Html {
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th scope="col">Question</th>
          <th scope="col">Workflow</th>
          <th scope="col">Run</th>
          <th scope="col">Asked</th>
          <th scope="col">How it stands</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              <td><a class="strong" href="${approvalLink(row)}">${row.message}</a></td>
              <td>${row.workflow_name} <span class="q">${row.key}</span></td>
              <td><a href="/runs/${row.run_id}">${shortId(row.run_id)}</a></td>
              <td>${ago(row.created_at, now)}</td>
              <td>${standing(row, now)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** Open and until when; answered, by whom and when; or closed without an answer. */
function standing({ closed_at: closed, due_at: due, answer, answered_by: by }: ApprovalRow, now: number): Html {
  if (closed === null) {
    return due === null
      ? html`${state('waiting')} <span class="q">no time limit</span>`
      : html`${state('waiting')}
          <time class="q" datetime="${due}" title="${due}">${duration(Math.max(0, Date.parse(due) - now))} left</time>`;
  }
  if (answer === null) return html`<span class="q">closed without an answer</span> ${ago(closed, now)}`;
  return html`<span>answered${by !== null && ` by ${by}`}</span> ${ago(closed, now)}`;
}

/** `/approvals/:run/:key`: the question, what stands beside it, and the form. */
export function approvalPage(ctx: Context, deps: Deps, at: At): void {
  show(ctx, found(deps, at), EMPTY);
}

/** `POST /approvals/:run/:key`: the answer. Wrong: the form again, each problem beside its field; 409 when somebody was first. */
export async function sendAnswer(ctx: Context, deps: Deps, at: At): Promise<void> {
  const asked = found(deps, at);
  const sent = await readForm(ctx);
  const by = sent.get('by')?.trim() ?? '';
  const { answer, values, problems } = readFields(asked.form, sent);
  if (Object.keys(problems).length > 0) return again(ctx, asked, { values: { ...values, '': by }, problems });
  try {
    await deps.runtime.answer(at.id, { key: at.key, answer, by: by === '' ? null : by });
  } catch (error) {
    if (!(error instanceof RuntimeError)) throw error;
    if (error.code === 'ANSWER_INVALID') {
      const wrong = problemsByField(error.details['errors']);
      return again(ctx, asked, { values: { ...values, '': by }, problems: wrong });
    }
    if (error.code !== 'APPROVAL_CLOSED') throw error;
    ctx.status = 409;
    return show(ctx, found(deps, at), { ...EMPTY, problems: { '': error.message } });
  }
  ctx.status = 303;
  ctx.set('Location', `/runs/${at.id}`);
}

function again(ctx: Context, asked: ApprovalRow, filled: Filled): void {
  ctx.status = 422;
  show(ctx, asked, filled);
}

function found({ runtime }: Deps, { id, key }: At): ApprovalRow {
  const row = runtime.reader.approval(id, key);
  if (row === undefined) {
    throw new Problem(404, 'APPROVAL_NOT_FOUND', `the run ${JSON.stringify(id)} asks nothing under ${key}`);
  }
  return row;
}

function show(ctx: Context, row: ApprovalRow, filled: Filled): void {
  const now = Date.now();
  const general = filled.problems[''];
  sendPage(ctx, {
    title: row.message,
    section: 'approvals',
    main: html`
      <div class="head"><h1>${row.message}</h1></div>
      <p>
        ${standing(row, now)} · ${row.workflow_name}, ${row.key} ·
        <a href="/runs/${row.run_id}">run ${shortId(row.run_id)}</a> · asked ${ago(row.created_at, now)}
      </p>
      ${
        general !== undefined &&
        html`<div class="strip fail" role="alert">
          ${glyph('failed')}
          <p>${general}</p>
        </div>`
      }
      <div class="two">
        <section class="pane" aria-labelledby="shown">
          <div class="ph"><h2 id="shown">What it is about</h2></div>
          <div class="pad">${shown(row)}</div>
        </section>
        <section class="pane" aria-labelledby="answer">
          <div class="ph"><h2 id="answer">${row.closed_at === null ? 'Your answer' : 'The answer'}</h2></div>
          <div class="pad">
            ${row.closed_at === null ? form(row, filled, callerOf(ctx)) : row.answer === null ? html`<p class="q">None came.</p>` : payload(row.answer)}
          </div>
        </section>
      </div>
    `,
  });
}

/** Values beside the question, by name. */
function shown({ show: values }: ApprovalRow): Html {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) return payload(values);
  const entries = Object.entries(values);
  if (entries.length === 0) return html`<p class="q">Nothing is shown beside the question.</p>`;
  return html`${entries.map(
    ([name, value]) =>
      html`<h3>${name}</h3>
        ${payload(value)}`,
  )}`;
}

function form(row: ApprovalRow, filled: Filled, caller: Caller | undefined): Html {
  if (!mayRun(caller)) return html`<p class="q">To answer takes a token of the scope run.</p>`;
  return html`<form method="post" action="${approvalLink(row)}" class="form">
    ${csrfField(caller)} ${formFields(row.form, filled)}
    <div class="field">
      <label for="by">Your name <span class="q">optional, kept in the journal</span></label>
      <input id="by" name="by" autocomplete="name" value="${filled.values[''] ?? ''}" />
    </div>
    <button class="bt" type="submit">Send answer</button>
  </form>`;
}
