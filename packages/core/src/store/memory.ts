// A store that is nowhere but in this process. Its connections, also those of other threads, find it by its name.
import { randomUUID } from 'node:crypto';

const PREFIX = 'file:configurable-agents-';

/** What takes the place of the path of a data directory: a new store in memory, gone with its last connection. */
export function memoryPlace(): string {
  return `${PREFIX}${randomUUID()}?mode=memory&cache=shared`;
}

/** Whether a place is in memory. */
export function isMemory(place: string): boolean {
  return place.startsWith(PREFIX);
}
