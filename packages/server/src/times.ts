// Durations and moments as people write them.

const UNITS: { readonly [unit: string]: number } = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `30s`, `250ms`, `10m`, or a number of seconds, in milliseconds; undefined when it is none. */
export function parseDuration(text: string): number | undefined {
  const [, amount, unit = 's'] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)?$/.exec(text.trim()) ?? [];
  const factor = UNITS[unit];
  return amount === undefined || factor === undefined ? undefined : Number(amount) * factor;
}

/** What a moment is written as, for who is told. */
export const MOMENT = 'an ISO 8601 time or a duration such as 10m';

/** Milliseconds since the epoch of a moment that is no part of a query; undefined when it is none. */
export function parseMoment(text: string, now: number): number | undefined {
  const ago = parseDuration(text);
  const time = ago === undefined ? Date.parse(text) : now - ago;
  return Number.isNaN(time) ? undefined : time;
}
