const UNITS: { readonly [unit: string]: number } = { B: 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3 };

/** A size in bytes: a number, or with `B KB MB GB` or `KiB MiB GiB`, both powers of 1024. Undefined where it is none. */
export function parseSize(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  const found = typeof value === 'string' ? /^(\d+(?:\.\d+)?)(B|([KMG])i?B)$/.exec(value) : null;
  if (found === null) return undefined;
  return Math.round(Number(found[1]) * (UNITS[found[3] ?? 'B'] ?? 1));
}
