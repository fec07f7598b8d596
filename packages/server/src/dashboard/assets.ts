import type { Context } from 'koa';
import { Problem } from '../problem.ts';
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" fill="none" stroke="#5f8f83" stroke-width="1.8"><path d="M5 5v5a3 3 0 0 0 3 3h4M5 5h10"/><circle cx="5" cy="5" r="2.4" fill="#5f8f83"/><circle cx="15" cy="5" r="2.4" fill="#fff"/><circle cx="15" cy="13" r="2.4" fill="#5f8f83"/></svg>`;

const ASSETS: { readonly [name: string]: { readonly type: string; readonly text: string } } = {
  'dashboard.css': { type: 'text/css; charset=utf-8', text: STYLE },
  'dashboard.js': { type: 'text/javascript; charset=utf-8', text: SCRIPT },
  'icon.svg': { type: 'image/svg+xml', text: ICON },
};

/** `GET /assets/:name`: one of three fixed files; nothing is read from the disk. */
export function asset(ctx: Context, name: string): void {
  const found = Object.hasOwn(ASSETS, name) ? ASSETS[name] : undefined;
  if (found === undefined) throw new Problem(404, 'NOT_FOUND', `there is nothing at ${ctx.path}`);
  ctx.set('Cache-Control', 'no-cache');
  ctx.set('Content-Type', found.type);
  ctx.body = found.text;
}
