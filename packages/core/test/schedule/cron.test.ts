import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cronProblems } from '../../src/schedule/cron.ts';
import { nextSlot } from '../../src/schedule/slots.ts';

const RIGHT = [
  '* * * * *',
  '*/5 * * * *',
  '0 9 * * 1-5',
  '0 9 * * MON-FRI',
  '0,15,30,45 8-18/2 1,15 JAN,jul *',
  '0 0 L * *',
  '0 0 * * 5L',
  '0 0 * * MON#2',
  '0 0 * * 7',
  '59 23 31 12 SUN',
];

const WRONG: readonly (readonly [cron: string, at: string, message: RegExp])[] = [
  ['60 * * * *', '60', /`60` is no minute: it goes from 0 to 59/],
  ['0 25 * * *', '25', /no hour: it goes from 0 to 23/],
  ['0 9 0 * *', '0', /no day of the month: it goes from 1 to 31/],
  ['0 9 * 13 *', '13', /no month/],
  ['0 9 * * 1-8', '8', /no day of the week/],
  ['0 9 * * MONDAY', 'MONDAY', /or SUN to SAT/],
  ['*/0 * * * *', '0', /a step of the minute is a number from 1 to 59/],
  ['*/90 * * * *', '90', /a step of the minute/],
  ['5/15 * * * *', '5/15', /steps from one value/],
  ['0 18-8 * * *', '18-8', /ends before it begins/],
  ['0 9 * * 1#6', '6', /no 6th such weekday/],
  ['0 9 ? * *', '?', /`\?` is no value here/],
  ['0,,5 * * * *', '', /empty entry/],
  ['@daily', '@daily', /a word of other crons/],
  ['0 0 9 * * *', '0 0 9 * * *', /five fields, and this one has 6/],
  ['', '', /has 0/],
];

describe('cron expressions', () => {
  for (const cron of RIGHT) it(`takes ${cron}`, () => assert.deepEqual(cronProblems(cron), []));

  for (const [cron, at, message] of WRONG) {
    it(`says where ${JSON.stringify(cron)} is wrong`, () => {
      const [problem, ...others] = cronProblems(cron);
      assert.ok(problem !== undefined);
      assert.deepEqual(others, []);
      if (at !== '') assert.equal(cron.slice(problem.start, problem.end), at);
      assert.match(problem.message, message);
      assert.notEqual(problem.help, '');
    });
  }

  it('says every field that is wrong', () => {
    assert.deepEqual(
      cronProblems('61 24 32 0 9').map(({ start, end }) => [start, end]),
      [
        [0, 2],
        [3, 5],
        [6, 8],
        [9, 10],
        [11, 12],
      ],
    );
  });

  it('are never taken where the calculator refuses them, and never hold it up', () => {
    const odd = fc.oneof(
      fc.constantFrom(
        'L',
        '?',
        '',
        '5L',
        '1#2',
        'MON#5',
        'sunL',
        '7#1',
        '0L',
        'JAN',
        'dec',
        'FRI-SAT',
        '07',
        '6-7',
        'W',
        'LW',
      ),
      fc.string({ unit: fc.constantFrom(...'0123456789*/,-#LW?+abMON'.split('')), minLength: 1, maxLength: 6 }),
    );
    const usual = (least: number, most: number): fc.Arbitrary<string> =>
      fc.oneof(
        fc.constant('*'),
        fc.integer({ min: least, max: most }).map(String),
        fc
          .tuple(fc.integer({ min: least, max: most }), fc.integer({ min: least, max: most }), fc.nat(9))
          .map(([x, y, step]) => `${Math.min(x, y)}-${Math.max(x, y)}${step === 0 ? '' : `/${step}`}`),
      );
    const field = (least: number, most: number): fc.Arbitrary<string> =>
      fc
        .array(fc.oneof({ weight: 9, arbitrary: usual(least, most) }, { weight: 1, arbitrary: odd }), {
          minLength: 1,
          maxLength: 2,
        })
        .map((terms) => terms.join(','));
    const crons = fc.tuple(field(0, 59), field(0, 23), field(1, 31), field(1, 12), field(0, 7));
    let taken = 0;
    fc.assert(
      fc.property(crons, (fields) => {
        const cron = fields.join(' ');
        if (cronProblems(cron).length > 0) return;
        taken += 1;
        const began = performance.now();
        const slot = nextSlot({ cron, timezone: 'Europe/Berlin', catch_up: 'last', overlap: 'allow' }, 0);
        assert.ok(slot === undefined || slot > 0);
        assert.ok(performance.now() - began < 2000, `${cron} took long`);
      }),
      { numRuns: 3000 },
    );
    assert.ok(taken > 500, `only ${taken} were taken`);
  });

  it('have every mistake within the text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        for (const { start, end } of cronProblems(text)) assert.ok(start >= 0 && start <= end && start <= text.length);
      }),
    );
  });
});
