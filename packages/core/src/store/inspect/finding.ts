/** What a check of the store found. `fail` is damage; `note` is worth knowing. */
export type Finding = {
  readonly name: string;
  readonly status: 'ok' | 'note' | 'fail';
  /** What was found, and what to do about it. */
  readonly message: string;
};

export type TableSize = { readonly table: string; readonly rows: number; readonly bytes: number };

/** The first few of a list, and how many more there are. */
export function some(items: readonly string[], most = 5): string {
  const more = items.length - most;
  return items.slice(0, most).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** Bytes for people. */
export function sizeOf(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB', 'TB'];
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const amount = bytes / 1000 ** power;
  return `${power === 0 ? amount : amount.toFixed(1)} ${units[power]}`;
}
