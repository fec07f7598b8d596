// Where the store of a runtime is, and that nobody else has it.
import { RuntimeError } from '../errors.ts';
import { memoryPlace } from '../store/memory.ts';
import type { RuntimeOptions } from './api.ts';
import { acquireLock } from './lock.ts';
import type { EngineLock } from './lock.ts';

type Place = { readonly dataDir: string; readonly lock: EngineLock };

/** Takes the lock of the data directory; a store in memory needs none. */
export function placeOfStore({ dataDir, memory }: Pick<RuntimeOptions, 'dataDir' | 'memory'>): Place {
  if (memory === true) return { dataDir: memoryPlace(), lock: { release: () => {} } };
  if (dataDir !== undefined) return { dataDir, lock: acquireLock(dataDir) };
  throw new RuntimeError(
    'STORE_UNWRITABLE',
    'no place for the store: give `dataDir`, or `memory: true` to keep nothing',
  );
}
