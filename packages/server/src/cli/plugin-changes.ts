// How the commands change what is installed: through the server that holds the data directory, else in the files.
import { join } from 'node:path';
import type { schemas } from '@configurable-agents/client';
import type { StoreReader } from '@configurable-agents/core';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import type { PluginChanges } from '../plugins/change.ts';
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
    list: async () => (await checked(await call((api) => api.GET('/api/plugins')))).items,
    add: async ({ isGranted, ...request }) => {
      const body = { ...request, grant: isGranted };
      const {
        from,
        granted,
        dropped,
        also_pinned: alsoPinned,
        ...plugin
      } = await checked(await call((api) => api.POST('/api/plugins', { body })));
      return { plugin, from, granted, dropped, alsoPinned };
    },
    remove: async (name) => {
      await checked(await call((api) => api.DELETE('/api/plugins/{name}', { params: { path: { name } } })));
    },
  };
}

/** A refusal of a plugin is the same failure as in this process. */
async function checked<Data>(answer: Answer<Data>): Promise<Data> {
  if (answer.ok) return answer.data;
  const { code, detail = '', errors } = answer.problem;
  if (code === undefined || !isOfPlugin(code)) return expectOk(answer);
  const { RuntimeError } = await import('@configurable-agents/core');
  throw new RuntimeError(code, detail, { details: errors === undefined ? {} : { errors } });
}

type Code = schemas['Problem']['code'];

function isOfPlugin(code: Code): code is Extract<Code, `PLUGIN_${string}`> {
  return code.startsWith('PLUGIN_');
}

/** What is wrong with a plugin is exit 1; that this place does not take any is exit 3. */
export function pluginFailure(error: unknown): unknown {
  const { message } = describeFailure(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!code.startsWith('PLUGIN_') || error instanceof Failure) return error;
  const isPlace = code === 'PLUGIN_READ_ONLY' || code === 'PLUGIN_INSTALL_OFF';
  return new Failure(isPlace ? 3 : 1, message, { cause: error });
}
