// Writes that share a transaction, and who waits for it.
import type { Write } from './write.ts';

export type Group = {
  readonly writes: Write[];
  readonly committed: Promise<void>;
  /** Tells those who wait that it is durable. */
  readonly resolve: () => void;
};

export function newGroup(): Group {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { writes: [], committed: promise, resolve };
}

/** Two groups as one: the writes of the first stand before those of the second, and those who wait for it are told first. */
export function joined(first: Group, second: Group): Group {
  const resolve = (): void => {
    first.resolve();
    second.resolve();
  };
  return { writes: [...first.writes, ...second.writes], committed: second.committed, resolve };
}
