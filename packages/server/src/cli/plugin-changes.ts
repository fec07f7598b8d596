// How the commands change what is installed: through the server that holds the data directory, else in the files.
import { join } from 'node:path';
import type { StoreReader } from '@configurable-agents/core';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import type { JsonObject } from '@configurable-agents/plugin-sdk';
import type { Added, PluginChanges } from '../plugins/change.ts';
import type { PluginPlace } from '../plugins/configured.ts';
import type { ShownPlugin } from '../plugins/shown.ts';
import { describeFailure, Failure } from './failure.ts';
import { expectOk, findHolder } from './holder.ts';
import type { Answer, Holder } from './holder.ts';
import type { Session } from './session.ts';

/** The plugins of a project. */
export type Plugins = PluginChanges & {
  readonly list: () => Promise<readonly ShownPlugin[]>;
  /** The server that is asked, where one runs. */
  readonly url: string | undefined;
};

/** The two files that say what is installed lie where the configuration file is, or would be. */
export function placeOf({ settings }: Session): PluginPlace {
  return {
    configPath: settings.configPath ?? join(process.cwd(), 'configurable-agents.yaml'),
    dataDir: settings.dataDir.value,
  };
}

export async function openPlugins(session: Session): Promise<Plugins> {
  const holder = await findHolder(session.settings.dataDir.value);
  return holder === undefined ? await offline(session) : remote(holder);
}

async function offline(session: Session): Promise<Plugins> {
  const place = placeOf(session);
  const [{ openOfflineChanges }, { configuredPlugins }, core] = await Promise.all([
    import('../plugins/offline.ts'),
    import('../plugins/overview.ts'),
    import('@configurable-agents/core'),
  ]);
  const workflows = (): ReturnType<typeof registered> => {
    let reader: StoreReader;
    try {
      reader = core.openReader(place.dataDir);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'STORE_MISSING') return [];
      throw error;
    }
    try {
      return registered(reader);
    } finally {
      reader.close();
    }
  };
  return {
    ...openOfflineChanges({ ...place, workflows }),
    list: async () => await configuredPlugins(place),
    url: undefined,
  };
}

function registered(reader: StoreReader): readonly { readonly name: string; readonly graph: ExecutionGraph }[] {
  return reader.workflows().flatMap(({ name, hash }) => {
    const graph = reader.graph(hash);
    return graph === undefined ? [] : [{ name, graph }];
  });
}

function remote({ call, url }: Holder): Plugins {
  return {
    url,
    list: async () => {
      const { items } = await checked(await call('GET', '/api/plugins'));
      return items as unknown as readonly ShownPlugin[];
    },
    add: async ({ isGranted, ...request }) => {
      const body = { ...request, grant: isGranted };
      const {
        from,
        granted,
        dropped,
        also_pinned: alsoPinned,
        ...plugin
      } = await checked(await call('POST', '/api/plugins', body));
      return { plugin, from, granted, dropped, alsoPinned } as unknown as Added;
    },
    remove: async (name) => {
      await checked(await call('DELETE', `/api/plugins/${encodeURIComponent(name)}`));
    },
  };
}

/** A refusal of a plugin is the same failure as in this process. */
async function checked(answer: Answer): Promise<JsonObject> {
  const { code, detail, errors } = answer.body;
  if (answer.status < 400 || typeof code !== 'string' || !code.startsWith('PLUGIN_')) return expectOk(answer);
  const { RuntimeError } = await import('@configurable-agents/core');
  throw new RuntimeError(code as 'PLUGIN_INVALID', String(detail), {
    details: Array.isArray(errors) ? { errors } : {},
  });
}

/** What is wrong with a plugin is exit 1; that this place does not take any is exit 3. */
export function pluginFailure(error: unknown): unknown {
  const { message } = describeFailure(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!code.startsWith('PLUGIN_') || error instanceof Failure) return error;
  const isPlace = code === 'PLUGIN_READ_ONLY' || code === 'PLUGIN_INSTALL_OFF';
  return new Failure(isPlace ? 3 : 1, message, { cause: error });
}
