// A state is told by the shape of its glyph, its word and its colour: any one of them suffices.
import { html } from './html.ts';
import type { Html } from './html.ts';

type Look = { readonly tone: string; readonly word: string; readonly shape: Html };

const DISC = html`<circle cx="7" cy="7" r="6.25" fill="currentColor" />
  <path d="M4.2 7.3 6.2 9.2 9.9 5.1" class="cut" />`;
const RING = html`<circle cx="7" cy="7" r="5.5" class="line faint" /><path
    d="M7 1.5A5.5 5.5 0 0 1 12.5 7"
    class="line bold"
  />`;
const SQUARE = html`<rect x="1.25" y="1.25" width="11.5" height="11.5" rx="2.5" fill="currentColor" />
  <path d="M5.3 4.5v5M8.7 4.5v5" class="cut" />`;
const OCTAGON = html`<path d="M4.6.75h4.8l3.85 3.85v4.8L9.4 13.25H4.6L.75 9.4V4.6z" fill="currentColor" />
  <path d="M4.9 4.9 9.1 9.1M9.1 4.9 4.9 9.1" class="cut" />`;
const ARROW = html`<path d="M12 7A5 5 0 1 1 10.3 3.2M10.6.9v2.7H7.9" class="line bold" />`;
const DASHED = html`<circle cx="7" cy="7" r="5.5" class="line dashes" />`;
const HOLLOW = html`<circle cx="7" cy="7" r="5.5" class="line" />`;
const BARRED = html`<circle cx="7" cy="7" r="5.5" class="line" /><path d="M3.2 10.8 10.8 3.2" class="line" />`;

const LOOKS: { readonly [status: string]: Look } = {
  succeeded: { tone: 'ok', word: 'Succeeded', shape: DISC },
  running: { tone: 'run', word: 'Running', shape: RING },
  waiting: { tone: 'wait', word: 'Waiting', shape: SQUARE },
  paused: { tone: 'wait', word: 'Paused', shape: SQUARE },
  retrying: { tone: 'retry', word: 'Retrying', shape: ARROW },
  failed: { tone: 'fail', word: 'Failed', shape: OCTAGON },
  cancelled: { tone: 'skip', word: 'Cancelled', shape: BARRED },
  superseded: { tone: 'skip', word: 'Superseded', shape: BARRED },
  delivered: { tone: 'ok', word: 'Delivered', shape: DISC },
  disabled: { tone: 'skip', word: 'Disabled', shape: BARRED },
  skipped: { tone: 'skip', word: 'Skipped', shape: DASHED },
  queued: { tone: 'skip', word: 'Queued', shape: HOLLOW },
  pending: { tone: 'skip', word: 'Pending', shape: HOLLOW },
};

function lookOf(status: string): Look {
  return LOOKS[status] ?? { tone: 'skip', word: status, shape: HOLLOW };
}

/** How a callback's status is shown: what is pending waits, for its time or for an answer. */
export function callbackStatus(status: string): string {
  return status === 'pending' ? 'waiting' : status;
}

/** The state's word alone. */
export function wordOf(status: string): string {
  return lookOf(status).word;
}

/** The state's glyph alone, for rows that say the word elsewhere. */
export function glyph(status: string): Html {
  const { tone, shape } = lookOf(status);
  return html`<svg class="i ${tone}" viewBox="0 0 14 14" aria-hidden="true">${shape}</svg>`;
}

/** Glyph and word. */
export function state(status: string): Html {
  const { tone, word } = lookOf(status);
  return html`<span class="state ${tone}">${glyph(status)}${word}</span>`;
}

/** Glyph and word on the state's tint: the title's pill. */
export function pill(status: string): Html {
  const { tone, word } = lookOf(status);
  return html`<span class="pill ${tone}">${glyph(status)}${word}</span>`;
}
