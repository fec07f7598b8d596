import type { Context } from 'koa';
import type { JsonObject } from '@configurable-agents/plugin-sdk';
import { Problem } from '../../problem.ts';
import { shownPlugins } from '../../plugins/admin.ts';
import type { PluginAdmin } from '../../plugins/admin.ts';
import { addedJson } from '../../plugins/change.ts';
import type { Deps } from '../deps.ts';
import { checkFields, readObject, textOf } from '../json-body.ts';

/** `GET /api/plugins` */
export function listPlugins(ctx: Context, { plugins, runtime }: Deps): void {
  ctx.body = { items: plugins?.list() ?? shownPlugins(runtime, undefined), next_cursor: null };
}

/** `POST /api/plugins {source, grant?, isolation?, integrity?}` */
export async function addPlugin(ctx: Context, deps: Deps): Promise<void> {
  const plugins = adminOf(deps);
  const body = await readObject(ctx);
  checkFields(body, {
    source: { kind: 'string', required: true },
    grant: { kind: 'any' },
    isolation: { kind: 'string' },
    integrity: { kind: 'string' },
  });
  const integrity = textOf(body, 'integrity');
  const added = await plugins.add({
    source: textOf(body, 'source') ?? '',
    isGranted: grantOf(body),
    ...isolationOf(body),
    ...(integrity === undefined ? {} : { integrity }),
  });
  const { plugin, from } = added;
  const before = from === null ? '' : `, before ${from}`;
  deps.log('info', `plugin ${plugin.name} ${String(plugin.version)} is at work${before}`);
  ctx.status = from === null ? 201 : 200;
  ctx.body = addedJson(added);
}

/** `DELETE /api/plugins/:name` */
export async function removePlugin(ctx: Context, deps: Deps, name: string): Promise<void> {
  await adminOf(deps).remove(name);
  deps.log('info', `plugin ${name} was removed`);
  ctx.status = 204;
}

/** Installing is running somebody's code: it takes a server that was started for it, and a token, for which the gate asked. */
function adminOf(deps: Deps): PluginAdmin {
  if (deps.plugins?.mayInstall === true) return deps.plugins;
  throw new Problem(
    403,
    'PLUGIN_INSTALL_OFF',
    'this server does not change its plugins while it runs; start it with --allow-plugin-install, or stop it and use configurable-agents plugins',
  );
}

function grantOf({ grant = false }: JsonObject): boolean {
  if (typeof grant === 'boolean') return grant;
  throw new Problem(422, 'BODY_INVALID', '`grant` must be true or false');
}

function isolationOf(body: JsonObject): { readonly isolation?: 'worker' | 'process' } {
  const isolation = textOf(body, 'isolation');
  if (isolation === undefined) return {};
  if (isolation === 'worker' || isolation === 'process') return { isolation };
  throw new Problem(422, 'BODY_INVALID', '`isolation` must be worker or process');
}
