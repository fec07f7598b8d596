import { fail } from '../error.ts';
import { fraction } from './duration.ts';
import { Timestamp } from './special.ts';

const SECOND = 1_000_000_000n;
/** The years 1 to 9999, in seconds since 1970. */
const [FIRST, LAST] = [-62_135_596_800n * SECOND, 253_402_300_800n * SECOND - 1n];

export function toTimestamp(nanos: bigint): Timestamp {
  if (nanos < FIRST || nanos > LAST) fail('EXPRESSION_OVERFLOW', 'the timestamp is not in the years 1 to 9999');
  return new Timestamp(nanos);
}

const RFC_3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9})\d*)?(?:[Zz]|([+-])(\d\d):(\d\d))$/;

export function parseTimestamp(text: string): Timestamp {
  const found = text.length > 64 ? null : RFC_3339.exec(text);
  const [year, month, day, hour, minute, second] = (found ?? []).slice(1, 7).map(Number);
  const millis = utc([year ?? 0, month ?? 0, day ?? 0]);
  const isDate =
    found !== null && new Date(millis).getUTCDate() === day && new Date(millis).getUTCMonth() + 1 === month;
  if (!isDate || (hour ?? 99) > 23 || (minute ?? 99) > 59 || (second ?? 99) > 59)
    fail(
      'EXPRESSION_ARGUMENT',
      `${JSON.stringify(text.slice(0, 64))} is no timestamp; write one such as "2026-01-31T09:00:00Z"`,
    );
  const offset = found[8] === undefined ? 0 : (Number(found[9]) * 60 + Number(found[10])) * (found[8] === '-' ? -1 : 1);
  const seconds = millis / 1000 + (hour ?? 0) * 3600 + ((minute ?? 0) - offset) * 60 + (second ?? 0);
  return toTimestamp(BigInt(seconds) * SECOND + BigInt((found[7] ?? '').padEnd(9, '0')));
}

/** Midnight UTC. `Date.UTC` takes the years 0 to 99 for 1900 to 1999. */
function utc([year, month, day]: readonly [number, number, number]): number {
  return new Date(0).setUTCFullYear(year, month - 1, day);
}

/** RFC 3339 in UTC, with as many digits below a second as it takes. */
export function showTimestamp({ nanos }: Timestamp): string {
  const below = ((nanos % SECOND) + SECOND) % SECOND;
  const text = new Date(Number((nanos - below) / 1_000_000n)).toISOString();
  return `${text.slice(0, 19)}${fraction(below)}Z`;
}
