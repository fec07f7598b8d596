// Numbers and times as the pages show them.
import { html } from './html.ts';
import type { Html } from './html.ts';

/** `12 ms`, `0.41 s`, `14.4 s`, `2 m 05 s`, `1 h 03 m`. */
export function duration(ms: number | null): string {
  if (ms === null) return '–';
  if (ms < 100) return `${Math.round(ms)} ms`;
  if (ms < 10_000) return `${(ms / 1000).toFixed(2)} s`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const pad = (value: number): string => String(value).padStart(2, '0');
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} m ${pad(seconds % 60)} s`;
  return `${Math.floor(seconds / 3600)} h ${pad(Math.floor((seconds % 3600) / 60))} m`;
}

/** A moment relative to now, the whole of it in the title. */
export function ago(time: string | null, now: number): Html {
  if (time === null) return html`<span class="q">–</span>`;
  const seconds = Math.max(0, (now - Date.parse(time)) / 1000);
  return html`<time datetime="${time}" title="${time}">${agoText(seconds, time)}</time>`;
}

/** A moment to come relative to now, the whole of it in the title; one that has come is due. */
export function ahead(time: string | null, now: number): Html {
  if (time === null) return html`<span class="q">–</span>`;
  const ms = Date.parse(time) - now;
  return html`<time datetime="${time}" title="${time}">${ms <= 0 ? 'now' : `in ${duration(ms)}`}</time>`;
}

function agoText(seconds: number, time: string): string {
  if (seconds < 5) return 'now';
  if (seconds < 60) return `${Math.floor(seconds)} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  return time.slice(0, 10);
}

/** Tokens in and out; a dash where they are unknown. */
export function tokens(usage: { readonly input_tokens: number | null; readonly output_tokens: number | null }): string {
  const { input_tokens: input, output_tokens: output } = usage;
  return input === null && output === null ? '–' : `${count(input)} in · ${count(output)} out`;
}

function count(value: number | null): string {
  return value === null ? '–' : value.toLocaleString('en-US');
}

/** `$0.0143`, `$0.000021`; a dash where it is unknown. What is not nothing never looks like it. */
export function cost(usd: number | null): string {
  if (usd === null) return '–';
  if (usd === 0) return '$0';
  if (usd < 0.000_001) return '<$0.000001';
  return `$${usd.toFixed(usd < 0.01 ? 6 : 4)}`;
}

/** `3 runs`, `1 run`. */
export function plural(n: number, noun: string): string {
  return `${n.toLocaleString('en-US')} ${noun}${n === 1 ? '' : 's'}`;
}

/** Bytes in the unit that fits. */
export function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** A shortened id, the whole of it in the title. */
export function shortId(id: string): Html {
  return html`<span class="m" title="${id}">${id.length > 14 ? `${id.slice(0, 8)}…${id.slice(-4)}` : id}</span>`;
}
