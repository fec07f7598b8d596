// A queue in which every run has its turn: in order within a run, one after the other between runs, so that a map of ten
// thousand items does not keep a run of one node waiting.

export type FairQueue<T> = {
  readonly push: (run: string, item: T) => void;
  /** The next item; it stays the next one until it is taken or removed. */
  readonly peek: () => T | undefined;
  readonly shift: () => T | undefined;
  /** Takes out an item before its turn. */
  readonly remove: (run: string, item: T) => boolean;
  readonly size: () => number;
};

export function fairQueue<T>(): FairQueue<T> {
  // The first run has the turn; after it, it goes to the end.
  const runs = new Map<string, T[]>();
  let size = 0;

  function first(): readonly [run: string, items: T[]] | undefined {
    for (const entry of runs) return entry;
    return undefined;
  }

  return {
    push: (run, item) => {
      const items = runs.get(run);
      if (items === undefined) runs.set(run, [item]);
      else items.push(item);
      size += 1;
    },
    peek: () => first()?.[1][0],
    shift: () => {
      const turn = first();
      if (turn === undefined) return undefined;
      const [run, items] = turn;
      const item = items.shift();
      runs.delete(run);
      if (items.length > 0) runs.set(run, items);
      size -= 1;
      return item;
    },
    remove: (run, item) => {
      const items = runs.get(run);
      const index = items?.indexOf(item) ?? -1;
      if (items === undefined || index < 0) return false;
      items.splice(index, 1);
      if (items.length === 0) runs.delete(run);
      size -= 1;
      return true;
    },
    size: () => size,
  };
}
