// What clocks of zones do in 2026, and which slots that makes.
import type { Schedule } from '@configurable-agents/core/graph';
import { nextSlot } from '../../src/schedule/slots.ts';

export function schedule(when: { readonly cron: string } | { readonly every_ms: number }, timezone = 'UTC'): Schedule {
  return { ...when, timezone, catch_up: 'last', overlap: 'allow' };
}

export function nextOf(of: Schedule, after: string, count: number): readonly string[] {
  const found: string[] = [];
  let at: number | undefined = Date.parse(after);
  while (found.length < count && at !== undefined) {
    at = nextSlot(of, at);
    if (at !== undefined) found.push(new Date(at).toISOString().slice(0, 16));
  }
  return found;
}

/** Cron, zone, from, slots: facts about the zones' clocks in 2026. */
export const FACTS: readonly (readonly [cron: string, zone: string, after: string, slots: readonly string[]])[] = [
  ['30 2 * * *', 'Europe/Berlin', '2026-03-28T12:00Z', ['2026-03-29T01:00', '2026-03-30T00:30']],
  ['30 2 * * *', 'Europe/Berlin', '2026-10-24T12:00Z', ['2026-10-25T00:30', '2026-10-26T01:30']],
  [
    '0 * * * *',
    'Europe/Berlin',
    '2026-10-24T22:30Z',
    ['2026-10-24T23:00', '2026-10-25T00:00', '2026-10-25T01:00', '2026-10-25T02:00'],
  ],
  ['30 2 * * *', 'America/New_York', '2026-03-08T05:00Z', ['2026-03-08T07:00', '2026-03-09T06:30']],
  ['15 2 * * *', 'Australia/Lord_Howe', '2026-10-03T00:00Z', ['2026-10-03T15:30', '2026-10-04T15:15']],
  // Intervals go on in real time through an hour that is there twice.
  [
    '*/30 * * * *',
    'Europe/Berlin',
    '2026-10-25T00:15Z',
    ['2026-10-25T00:30', '2026-10-25T01:00', '2026-10-25T01:30', '2026-10-25T02:00'],
  ],
  ['*/30 * * * *', 'Europe/Berlin', '2026-03-29T00:15Z', ['2026-03-29T00:30', '2026-03-29T01:00', '2026-03-29T01:30']],
  ['30 1 * * *', 'America/New_York', '2026-10-31T12:00Z', ['2026-11-01T05:30', '2026-11-02T06:30']],
  [
    '*/30 1 * * *',
    'America/New_York',
    '2026-10-31T12:00Z',
    ['2026-11-01T05:00', '2026-11-01T05:30', '2026-11-01T06:00', '2026-11-01T06:30', '2026-11-02T06:00'],
  ],
  ['15 2 * * *', 'Australia/Lord_Howe', '2026-04-04T00:00Z', ['2026-04-04T15:45', '2026-04-05T15:45']],
  ['45 1 * * *', 'Australia/Lord_Howe', '2026-04-04T00:00Z', ['2026-04-04T14:45', '2026-04-05T15:15']],
  ['30 2 * * *', 'Australia/Sydney', '2026-10-03T00:00Z', ['2026-10-03T16:00', '2026-10-04T15:30']],
  ['30 2 * * *', 'Australia/Sydney', '2026-04-03T20:00Z', ['2026-04-04T15:30', '2026-04-05T16:30']],
  // Midnight itself is skipped.
  ['0 0 * * *', 'America/Santiago', '2026-09-05T12:00Z', ['2026-09-06T04:00', '2026-09-07T03:00']],
  ['30 23 * * *', 'America/Santiago', '2026-04-04T12:00Z', ['2026-04-05T02:30', '2026-04-06T03:30']],
  ['0 0 L * *', 'UTC', '2026-01-01T00:00Z', ['2026-01-31T00:00', '2026-02-28T00:00']],
  ['0 0 * * 1#2', 'UTC', '2026-01-01T00:00Z', ['2026-01-12T00:00', '2026-02-09T00:00']],
  ['0 0 13 * FRI', 'UTC', '2026-02-01T00:00Z', ['2026-02-06T00:00', '2026-02-13T00:00', '2026-02-20T00:00']],
  ['0 0 29 2 *', 'UTC', '2026-01-01T00:00Z', ['2028-02-29T00:00']],
];
