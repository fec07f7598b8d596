import { openLanes } from '../lane/lanes.ts';
import type { Lanes } from '../lane/lanes.ts';
import { laneTuning } from '../lane/tuning.ts';
import { loadPlugins } from '../plugin/load.ts';
import type { PluginSource } from '../plugin/source.ts';
import { confinedOf, isolatedOf, laneInitOf } from '../runtime/isolated.ts';
import { placeOf } from '../runtime/plugins.ts';
import { rehearse } from './rehearse.ts';
import type { Rehearsal, RehearsalRequest } from './rehearse.ts';

export type Rehearsals = {
  readonly run: (request: RehearsalRequest) => Promise<Rehearsal>;
  readonly close: () => Promise<void>;
};

/** Opens a stage for rehearsals. Plugins are loaded, and a worker is started, with the first node that needs one. */
export function openRehearsals({
  plugins,
  files,
}: {
  readonly plugins: readonly PluginSource[];
  /** The folder of images that nodes name. */
  readonly files?: string;
}): Rehearsals {
  let lanes: Promise<Lanes> | undefined;
  const open = async (): Promise<Lanes> => {
    const loaded = await loadPlugins(plugins);
    const tuning = laneTuning();
    // No key of anybody's account is there to be used.
    const where = {
      config: {},
      given: {},
      allowPrivate: [],
      env: {},
      dataDir: undefined,
      memoryMb: tuning.memoryMb,
      files,
    };
    return openLanes({
      threads: 1,
      cpuThreads: 1,
      placeOf: placeOf(loaded),
      limits: {},
      tuning,
      init: laneInitOf(loaded, where),
      isolated: isolatedOf(loaded, confinedOf(loaded, where), where),
      env: {},
      onLog: () => {},
      onWarning: () => {},
    });
  };
  return {
    run: async (request) => await rehearse(request, async () => await (lanes ??= open())),
    close: async () => await (await lanes)?.close(),
  };
}
