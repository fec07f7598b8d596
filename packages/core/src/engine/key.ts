// Keys of node executions: `node#i.j[item]`, one counter for each enclosing loop, items from 0.

export type KeyParts = {
  readonly node: string;
  /** Counters of the enclosing loops, outermost first; empty outside of loops. */
  readonly iterations: readonly number[];
  readonly item: number | null;
};

const NONE: readonly number[] = [];

/** The key of an execution. */
export function keyOf(node: string, iterations: readonly number[], item?: number): string {
  const counters = iterations.length === 0 ? '' : `#${iterations.join('.')}`;
  return item === undefined ? `${node}${counters}` : `${node}${counters}[${item}]`;
}

export function parseKey(key: string): KeyParts {
  const bracket = key.endsWith(']') ? key.lastIndexOf('[') : -1;
  const whole = bracket < 0 ? key : key.slice(0, bracket);
  const item = bracket < 0 ? null : Number(key.slice(bracket + 1, -1));
  const hash = whole.indexOf('#');
  if (hash < 0) return { node: whole, iterations: NONE, item };
  return {
    node: whole.slice(0, hash),
    iterations: whole
      .slice(hash + 1)
      .split('.')
      .map(Number),
    item,
  };
}

/** The key of the map that an item belongs to. */
export function mapKeyOf(itemKey: string): string {
  return itemKey.slice(0, itemKey.lastIndexOf('['));
}
