import type { Context } from 'koa';
import { callerOf } from '../http/caller.ts';
import type { Caller } from '../http/caller.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';

export type Page = {
  readonly title: string;
  /** Which entry of the navigation is the current one. */
  readonly section: 'home' | 'runs' | 'approvals' | 'deliveries' | 'callbacks' | 'cost' | 'plugins' | 'none';
  readonly main: Html;
  /** Event stream that the page follows. */
  readonly live?: string;
};

const LINKS = [
  { section: 'home', href: '/', word: 'Overview' },
  { section: 'runs', href: '/runs', word: 'Runs' },
  { section: 'approvals', href: '/approvals', word: 'Approvals' },
  { section: 'deliveries', href: '/deliveries', word: 'Deliveries' },
  { section: 'callbacks', href: '/callbacks', word: 'Callbacks' },
  { section: 'cost', href: '/cost', word: 'Cost' },
  { section: 'plugins', href: '/plugins', word: 'Plugins' },
] as const;

/** The whole document of a page. Script and style are files of this origin: the policy allows nothing else. */
export function document({ title, section, main, live }: Page, caller?: Caller): string {
  const csrf = caller?.session?.csrf;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        ${csrf !== undefined && html`<meta name="csrf" content="${csrf}" />`}
        <meta name="color-scheme" content="light dark" />
        <title>${title} · configurable-agents</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/dashboard.css" />
        <script src="/assets/dashboard.js" defer></script>
      </head>
      <body>
        <a class="skip-link" href="#main">Skip to content</a>
        <header class="top">
          <a class="brand" href="/"
            ><svg viewBox="0 0 20 20" aria-hidden="true">
              <path d="M5 5v5a3 3 0 0 0 3 3h4M5 5h10" class="line" />
              <circle cx="5" cy="5" r="2.4" fill="currentColor" />
              <circle cx="15" cy="5" r="2.4" class="line solid" />
              <circle cx="15" cy="13" r="2.4" fill="currentColor" /></svg
            >configurable-agents</a
          >
          <nav aria-label="Pages">
            ${LINKS.map(
              (link) =>
                html`<a href="${link.href}" ${link.section === section && html`aria-current="page"`}>${link.word}</a>`,
            )}
          </nav>
          ${live !== undefined && html`<span class="live" id="live" role="status" data-state="idle">Live</span>`}
          <button type="button" class="bt quiet" id="theme" title="Light, dark or as the system says">Theme</button>
          ${
            csrf !== undefined &&
            html`<form method="post" action="/logout">
              ${csrfField(caller)}
              <button type="submit" class="bt quiet" title="${caller?.who}">Sign out</button>
            </form>`
          }
        </header>
        <main id="main" ${live !== undefined && html`data-live="${live}"`}>${main}</main>
      </body>
    </html>`.markup.trimStart();
}

/** Answers with a page. */
export function sendPage(ctx: Context, page: Page): void {
  ctx.type = 'html';
  ctx.body = document(page, callerOf(ctx));
}

/** What a form of somebody who signed in must bring. */
export function csrfField(caller: Caller | undefined): Html | false {
  const csrf = caller?.session?.csrf;
  return csrf !== undefined && html`<input type="hidden" name="csrf" value="${csrf}" />`;
}

/** What a list shows when nothing is there: a sentence and the next command. */
export function empty(sentence: string, command?: string): Html {
  return html`<div class="empty">
    <p>${sentence}</p>
    ${command !== undefined && html`<pre class="code" tabindex="0">${command}</pre>`}
  </div>`;
}
