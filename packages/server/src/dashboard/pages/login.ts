// Signing in by a token, and out.
import type { Context } from 'koa';
import { byToken, callerOf, signIn, signOut } from '../../http/caller.ts';
import type { Deps } from '../../http/deps.ts';
import { readForm } from '../../http/form-body.ts';
import { queryText } from '../../http/query.ts';
import { Problem } from '../../problem.ts';
import { glyph } from '../glyph.ts';
import { html } from '../html.ts';
import { sendPage } from '../layout.ts';

/** `/login?to=PATH`: asks for a token. */
export function loginPage(ctx: Context, _deps: Deps): void {
  show(ctx, pathOf(queryText(ctx, 'to') ?? null));
}

/** `POST /login`: a session for who has a token, then the page that was asked for; else the form again. */
export async function sendLogin(ctx: Context, deps: Deps): Promise<void> {
  const sent = await readForm(ctx);
  const to = pathOf(sent.get('to'));
  try {
    const caller = byToken(ctx, deps, sent.get('token')?.trim() ?? '');
    ctx.state['caller'] = caller;
    await signIn(ctx, deps, caller);
  } catch (error) {
    if (!(error instanceof Problem) || (error.status !== 401 && error.status !== 429)) throw error;
    ctx.status = error.status;
    ctx.set(error.headers);
    return show(ctx, to, error.message);
  }
  ctx.status = 303;
  ctx.set('Location', to);
}

/** `POST /logout` */
export async function sendLogout(ctx: Context, deps: Deps): Promise<void> {
  await readForm(ctx);
  await signOut(ctx, deps);
  ctx.status = 303;
  ctx.set('Location', callerOf(ctx)?.session === undefined ? '/' : '/login');
}

/** A path of this server and nothing else: a link must not lead who signs in to another site. */
function pathOf(to: string | null): string {
  const here = 'http://here.invalid';
  const url = URL.parse(to ?? '/', here);
  const path = url?.origin === here ? `${url.pathname}${url.search}` : '/';
  return path.startsWith('//') ? '/' : path;
}

function show(ctx: Context, to: string, problem?: string): void {
  sendPage(ctx, {
    title: 'Sign in',
    section: 'none',
    main: html`
      <div class="head"><h1>Sign in</h1></div>
      ${
        problem !== undefined &&
        html`<div class="strip fail" role="alert">
          ${glyph('failed')}
          <p>${problem}</p>
        </div>`
      }
      <section class="pane">
        <form method="post" action="/login" class="form pad" id="login" data-to="${to}">
          <input type="hidden" name="to" value="${to}" />
          <div class="field">
            <label for="token">Token <span class="q">of this server; an operator makes one:</span></label>
            <input id="token" name="token" type="password" autocomplete="current-password" required autofocus />
          </div>
          <pre class="code" tabindex="0">configurable-agents tokens create NAME --scope read</pre>
          <button class="bt" type="submit">Sign in</button>
        </form>
      </section>
    `,
  });
}
