// What one request may hold. An MLflow server answers 400 to more than this, and then nothing of the request is kept, so
// names, values and batches are made to fit before they are sent. Pure.

/** A parameter or a tag. */
export type Entry = { readonly key: string; readonly value: string };

/** One point of a metric; `timestamp` is in milliseconds. */
export type Metric = {
  readonly key: string;
  readonly value: number;
  readonly timestamp: number;
  readonly step: number;
};

/** The body of one `runs/log-batch`. */
export type Batch = {
  readonly run_id: string;
  readonly params: readonly Entry[];
  readonly metrics: readonly Metric[];
  readonly tags: readonly Entry[];
};

/** Lengths are in UTF-16 units, of which a text has at least as many as the characters that the server counts. */
export const LIMITS = {
  batchMetrics: 1000,
  batchParams: 100,
  batchTags: 100,
  batchTotal: 1000,
  bodyBytes: 1_000_000,
  key: 250,
  paramValue: 6000,
  // Current servers take 8000; older ones refuse more than this.
  tagValue: 5000,
  runName: 250,
  // The API takes 500, but the column has 256 and every database but SQLite holds a name to that.
  experimentName: 256,
} as const;

/** The text without what a database or a JSON parser refuses: half of a surrogate pair and the character U+0000. */
export function wellFormed(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\u{fffd}');
}

/**
 * A text of at most `most` units; one that was longer says so at its end.
 *
 * @example
 * cut('a'.repeat(10_000), 6000); // 'aaa… [cut, 10000 characters]'
 */
export function cut(text: string, most: number): string {
  const whole = wellFormed(text);
  if (whole.length <= most) return whole;
  const marker = `… [cut, ${whole.length} characters]`;
  // The end of the slice may fall between the halves of a surrogate pair.
  return whole.slice(0, Math.max(0, most - marker.length)).replace(/[\ud800-\udbff]$/, '') + marker.slice(0, most);
}

/** A name as MLflow takes it: letters, digits, `_`, `-`, `.` and blanks, and nothing that is another path when read as one. */
export function keyOf(name: string): string {
  const plain = name.replaceAll(/[^\w.\- ]/g, '_').replace(/^\.+/, (dots) => '_'.repeat(dots.length));
  return plain === '' ? '_' : plain.slice(0, LIMITS.key);
}

/** Entries with keys as MLflow takes them; where two become the same, the later one gets a number. */
export function withKeys<T extends { readonly key: string }>(entries: readonly T[]): readonly T[] {
  const taken = new Set<string>();
  return entries.map((entry) => {
    const wanted = keyOf(entry.key);
    let key = wanted;
    for (let number = 2; taken.has(key); number += 1) {
      const suffix = `_${number}`;
      key = wanted.slice(0, LIMITS.key - suffix.length) + suffix;
    }
    taken.add(key);
    return { ...entry, key };
  });
}

type Filling = { params: Entry[]; metrics: Metric[]; tags: Entry[]; count: number; bytes: number };

const MOST = { params: LIMITS.batchParams, metrics: LIMITS.batchMetrics, tags: LIMITS.batchTags } as const;

/** Splits what a run has into the fewest bodies, in order, that keep to the limits. Without content there is none. */
export function batchesOf({ run_id, params, metrics, tags }: Batch): readonly Batch[] {
  const frame = Buffer.byteLength(JSON.stringify({ run_id, params: [], metrics: [], tags: [] }));
  const empty = (): Filling => ({ params: [], metrics: [], tags: [], count: 0, bytes: frame });
  const filled: Filling[] = [];
  let filling = empty();
  const add = <K extends keyof typeof MOST>(kind: K, item: Filling[K][number]): void => {
    // One for the comma.
    const bytes = Buffer.byteLength(JSON.stringify(item)) + 1;
    const isFull =
      filling[kind].length >= MOST[kind] ||
      filling.count >= LIMITS.batchTotal ||
      filling.bytes + bytes > LIMITS.bodyBytes;
    if (isFull) {
      filled.push(filling);
      filling = empty();
    }
    // The item is of its kind's list.
    (filling[kind] as Filling[K][number][]).push(item);
    filling.count += 1;
    filling.bytes += bytes;
  };
  for (const param of params) add('params', param);
  for (const tag of tags) add('tags', tag);
  for (const metric of metrics) add('metrics', metric);
  if (filling.count > 0) filled.push(filling);
  return filled.map((each) => ({ run_id, params: each.params, metrics: each.metrics, tags: each.tags }));
}
