import { html } from '../html.ts';
import { document } from '../layout.ts';

/** The page of a refusal, for a browser. */
export function errorPage({ status, detail }: { readonly status: number; readonly detail: string }): string {
  return document({
    title: String(status),
    section: 'none',
    main: html`<h1>${status === 404 ? 'Not here' : 'That did not work'}</h1>
      <section class="pane pad">
        <p>${detail}</p>
        <p class="q">Status ${status}. <a href="/">Back to the overview</a></p>
      </section>`,
  });
}
