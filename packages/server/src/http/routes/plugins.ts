import { Type } from '@configurable-agents/plugin-sdk';
import { Problem } from '../../problem.ts';
import { shownPlugins } from '../../plugins/admin.ts';
import type { PluginAdmin } from '../../plugins/admin.ts';
import { addedJson } from '../../plugins/change.ts';
import { route } from '../api/route.ts';
import type { Route } from '../api/route.ts';
import { PLUGIN, PLUGIN_ADDED } from '../api/schemas/operation.ts';
import { page } from '../api/schemas/parts.ts';
import type { Deps } from '../deps.ts';
import { pageOfList } from '../page.ts';

export const PLUGIN_ROUTES: readonly Route[] = [
  route({
    method: 'get',
    path: '/api/plugins',
    access: 'read',
    id: 'listPlugins',
    group: 'plugins',
    summary: 'What is at work, by name.',
    isPaged: true,
    answers: { 200: { description: 'A page of them.', schema: page(PLUGIN) } },
    handle: (ctx, { plugins, runtime }, { page: asked }) => {
      ctx.body = pageOfList(plugins?.list() ?? shownPlugins(runtime, undefined), asked, ({ name }) => name);
    },
  }),
  route({
    method: 'post',
    path: '/api/plugins',
    // Installing is running somebody's code.
    access: 'proven',
    id: 'addPlugin',
    group: 'plugins',
    summary: 'Installs a plugin, or another version of it.',
    description: "Asks for the server's token, also from its own machine, and for a server that allows it.",
    body: Type.Object(
      {
        source: Type.String({ description: 'A folder, a tarball, or a name of npm such as `acme@^1.2`.' }),
        grant: Type.Optional(Type.Boolean({ description: 'Grants all that it asks for.' })),
        isolation: Type.Optional(
          Type.Enum(['worker', 'process'], {
            description: 'Where its code runs: worker threads, or a process of its own.',
          }),
        ),
        integrity: Type.Optional(Type.String()),
      },
      { additionalProperties: false },
    ),
    answers: {
      200: { description: 'Another version took its place.', schema: PLUGIN_ADDED },
      201: { description: 'It is at work.', schema: PLUGIN_ADDED },
    },
    problems: [404, 409, 503],
    check: (_ctx, deps) => adminOf(deps),
    handle: async (ctx, deps, { body: { source, grant = false, isolation, integrity } }) => {
      const added = await adminOf(deps).add({
        source,
        isGranted: grant,
        ...(isolation === undefined ? {} : { isolation }),
        ...(integrity === undefined ? {} : { integrity }),
      });
      const { plugin, from } = added;
      const before = from === null ? '' : `, before ${from}`;
      deps.log('info', `plugin ${plugin.name} ${String(plugin.version)} is at work${before}`);
      ctx.status = from === null ? 201 : 200;
      ctx.body = addedJson(added);
    },
  }),
  route({
    method: 'delete',
    path: '/api/plugins/{name}',
    access: 'proven',
    id: 'removePlugin',
    group: 'plugins',
    summary: 'Removes a plugin; refused while a registered workflow uses it.',
    answers: { 204: { description: 'It is gone.' } },
    problems: [409, 503],
    handle: async (ctx, deps, { params: { name } }) => {
      await adminOf(deps).remove(name);
      deps.log('info', `plugin ${name} was removed`);
      ctx.status = 204;
    },
  }),
];

/** Installing is running somebody's code: it takes a server that was started for it, and a token, for which the gate asked. */
function adminOf(deps: Deps): PluginAdmin {
  if (deps.plugins?.mayInstall === true) return deps.plugins;
  throw new Problem(
    403,
    'PLUGIN_INSTALL_OFF',
    'this server does not change its plugins while it runs; start it with --allow-plugin-install, or stop it and use configurable-agents plugins',
  );
}
