// Where the store of a runtime is, opened for one process alone.
import { RuntimeError } from '../errors.ts';
import { memoryPlace } from '../store/memory.ts';
import { storePath } from '../store/connect.ts';
import { openReader } from '../store/reader.ts';
import type { StoreReader } from '../store/rows.ts';
import { openStore } from '../store/store.ts';
import type { Store, StoreOptions } from '../store/store.ts';
import type { RuntimeOptions } from './api.ts';
import { acquireLock } from './lock.ts';
import type { EngineLock } from './lock.ts';
import { openRegistered } from './registered.ts';

export type Place = {
  /** The data directory, or the name of a memory. */
  readonly dataDir: string;
  readonly lock: EngineLock;
  readonly store: Store;
  readonly reader: StoreReader;
  /** Registered workflows have changed. */
  readonly forget: () => void;
};

/** Takes the lock of the data directory and opens its store; one in memory needs no lock. What cannot be opened is free again. */
export function openPlace(
  options: Pick<RuntimeOptions, 'dataDir' | 'memory' | 'storeDeadlineMs' | 'clock'>,
  watch: Pick<StoreOptions, 'onFatal' | 'onCommit' | 'onFailure'>,
): Place {
  const { dataDir, lock } = locked(options);
  let store: Store | undefined;
  try {
    const { storeDeadlineMs: deadlineMs } = options;
    store = openStore({
      ...watch,
      path: storePath(dataDir),
      ...(deadlineMs === undefined ? {} : { deadlineMs }),
    });
    const reader = openReader(dataDir, options.clock);
    const { forget, ...registered } = openRegistered(reader);
    return { dataDir, lock, store, reader: { ...reader, ...registered }, forget };
  } catch (error) {
    void store?.close();
    lock.release();
    throw error;
  }
}

function locked({ dataDir, memory }: Pick<RuntimeOptions, 'dataDir' | 'memory'>): Pick<Place, 'dataDir' | 'lock'> {
  if (memory === true) return { dataDir: memoryPlace(), lock: { release: () => {} } };
  if (dataDir !== undefined) return { dataDir, lock: acquireLock(dataDir) };
  throw new RuntimeError(
    'STORE_UNWRITABLE',
    'no place for the store: give `dataDir`, or `memory: true` to keep nothing',
  );
}
