import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { shiftAfter } from '../../src/schedule/shift.ts';
import { nextSlot, slotsWithin } from '../../src/schedule/slots.ts';
import { isZone } from '../../src/schedule/zone.ts';
import { FACTS, nextOf, schedule } from '../support/zone-facts.ts';

const CONDITIONS = process.execArgv.filter((option) => option.startsWith('--conditions='));

describe('slots', () => {
  for (const [cron, zone, after, slots] of FACTS) {
    it(`${cron} in ${zone} after ${after}`, () => {
      const of = schedule({ cron }, zone);
      assert.deepEqual(nextOf(of, after, slots.length), slots);
      const within = slotsWithin(of, { after: Date.parse(after), until: Date.parse(`${slots.at(-1)}Z`), most: 100 });
      assert.deepEqual(
        within.map((slot) => new Date(slot).toISOString().slice(0, 16)),
        slots,
        'backwards as forwards',
      );
    });
  }

  for (const zone of ['UTC', 'Australia/Sydney', 'America/Santiago']) {
    it(`are the same on a machine in ${zone}`, () => {
      const script = fileURLToPath(new URL('../fixtures/print-slots.ts', import.meta.url));
      const { stdout, stderr, status } = spawnSync(process.execPath, [...CONDITIONS, script], {
        env: { ...process.env, TZ: zone },
        encoding: 'utf8',
      });
      assert.equal(status, 0, stderr);
      const { offsets, slots } = JSON.parse(stdout) as { readonly offsets: readonly number[]; readonly slots: unknown };
      // Otherwise the machine was in no other zone, and nothing was shown.
      assert.equal(new Set(offsets).size, zone === 'UTC' ? 1 : 2);
      assert.deepEqual(
        slots,
        FACTS.map(([, , , expected]) => expected),
      );
    });
  }

  it('a cron that names no day has none', () => assert.equal(nextSlot(schedule({ cron: '0 0 30 2 *' }), 0), undefined));

  it('counts an interval from midnight of the zone', () => {
    const every = schedule({ every_ms: 6 * 3_600_000 }, 'Europe/Berlin');
    assert.deepEqual(nextOf(every, '2026-06-01T10:00Z', 3), [
      '2026-06-01T16:00',
      '2026-06-01T22:00',
      '2026-06-02T04:00',
    ]);
  });

  it('begins an interval that does not divide the day anew at midnight', () => {
    const every = schedule({ every_ms: 7 * 3_600_000 });
    assert.deepEqual(nextOf(every, '2026-06-01T08:00Z', 3), [
      '2026-06-01T14:00',
      '2026-06-01T21:00',
      '2026-06-02T00:00',
    ]);
  });

  it('counts whole days from the first of 1970, and finds a midnight that is not there', () => {
    const every = schedule({ every_ms: 2 * 86_400_000 }, 'America/Santiago');
    const found = nextOf(every, '2026-09-02T12:00Z', 2);
    assert.deepEqual(found, ['2026-09-04T04:00', '2026-09-06T04:00']);
  });

  it('finds the last slots of a long time at once', () => {
    const until = Date.parse('2026-06-01T00:00Z');
    const found = slotsWithin(schedule({ every_ms: 1000 }), { after: 0, until, most: 3 });
    assert.deepEqual(found, [until - 2000, until - 1000, until]);
  });

  it('gives nothing between two slots', () => {
    const [after, until] = [Date.parse('2026-06-01T00:00Z'), Date.parse('2026-06-01T00:59:59Z')];
    assert.deepEqual(slotsWithin(schedule({ cron: '0 * * * *' }), { after, until, most: 9 }), []);
    assert.deepEqual(slotsWithin(schedule({ cron: '0 * * * *' }), { after: after - 1, until, most: 9 }), [after]);
  });
});

describe('clock changes', () => {
  const after = Date.parse('2026-01-01T00:00Z');
  const shift = (cron: string, timezone: string): string | undefined => {
    const found = shiftAfter({ cron, timezone }, after);
    return (
      found &&
      `${found.kind} ${new Date(found.wall).toISOString().slice(0, 16)} runs ${new Date(found.runs ?? 0).toISOString().slice(0, 16)}`
    );
  };

  it('finds the next time that is skipped', () =>
    assert.equal(shift('30 2 * * *', 'Europe/Berlin'), 'skipped 2026-03-29T02:30 runs 2026-03-29T01:00'));
  it('finds the next time that is doubled', () =>
    assert.equal(shift('30 1 * * *', 'America/New_York'), 'doubled 2026-11-01T01:30 runs 2026-11-01T05:30'));
  it('finds nothing at other times', () => assert.equal(shift('30 4 * * *', 'Europe/Berlin'), undefined));
  it('finds nothing on other days', () => assert.equal(shift('30 2 * * 1', 'Europe/Berlin'), undefined));
  it('finds nothing in a zone without changes', () => assert.equal(shift('30 2 * * *', 'Asia/Tokyo'), undefined));
  it('leaves intervals alone', () => assert.equal(shift('*/5 * * * *', 'Europe/Berlin'), undefined));
});

describe('zones', () => {
  it('are IANA names', () => {
    assert.deepEqual(['UTC', 'Europe/Berlin', 'europe/berlin'].map(isZone), [true, true, true]);
    assert.deepEqual(['Mars/Base', '', '+02:00', 'CEST'].map(isZone), [false, false, false, false]);
  });
});
