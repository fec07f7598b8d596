import { inZone } from '../values/zone.ts';
import type { Duration, Timestamp } from '../values/special.ts';
import type { Apply, Definitions } from './signature.ts';

type Read = (date: Date) => number;

function timestamp(read: Read): { readonly [signature: string]: Apply } {
  return {
    'timestamp.(): int': (at: Timestamp) => BigInt(read(inZone(at))),
    'timestamp.(string): int': (at: Timestamp, zone: string) => BigInt(read(inZone(at, zone))),
  };
}

function either(read: Read, whole: (duration: Duration) => bigint): { readonly [signature: string]: Apply } {
  return { ...timestamp(read), 'duration.(): int': whole };
}

const DAY_MS = 86_400_000;

function dayOfYear(date: Date): number {
  const first = new Date(date);
  first.setUTCMonth(0, 1);
  return Math.round((date.getTime() - first.getTime()) / DAY_MS);
}

/**
 * Parts of a timestamp, in UTC or in a time zone; `getHours` and smaller also of a duration, whole. Months, days of the month
 * (`getDayOfMonth`), of the week (Sunday first) and of the year count from 0; `getDate` counts from 1.
 */
export const TIME: Definitions = {
  getFullYear: timestamp((date) => date.getUTCFullYear()),
  getMonth: timestamp((date) => date.getUTCMonth()),
  getDate: timestamp((date) => date.getUTCDate()),
  getDayOfMonth: timestamp((date) => date.getUTCDate() - 1),
  getDayOfWeek: timestamp((date) => date.getUTCDay()),
  getDayOfYear: timestamp(dayOfYear),
  getHours: either(
    (date) => date.getUTCHours(),
    ({ nanos }) => nanos / 3_600_000_000_000n,
  ),
  getMinutes: either(
    (date) => date.getUTCMinutes(),
    ({ nanos }) => nanos / 60_000_000_000n,
  ),
  getSeconds: either(
    (date) => date.getUTCSeconds(),
    ({ nanos }) => nanos / 1_000_000_000n,
  ),
  getMilliseconds: either(
    (date) => date.getUTCMilliseconds(),
    ({ nanos }) => (nanos / 1_000_000n) % 1000n,
  ),
};
