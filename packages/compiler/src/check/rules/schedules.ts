import { cronProblems, isZone, nextSlot, shiftAfter, wallTime, zoneNames } from '@configurable-agents/core/schedule';
import type { CronProblem } from '@configurable-agents/core/schedule';
import { nearest } from '@configurable-agents/core/graph';
import type { Reporter } from '../../diagnostic.ts';
import { toMs } from '../../parse/duration.ts';
import { spanIn } from '../../parse/span-map.ts';
import { textOf, valueOf } from '../../parse/tree.ts';
import type { YamlNode, YamlScalar } from '../../parse/tree.ts';
import type { CheckRule } from '../context.ts';

const DAY_MS = 86_400_000;
/** Where nobody says what day it is: clock changes follow the rules of a year. */
const SOME_DAY = Date.UTC(2026, 0, 1);

/** Abbreviations that people write; each stands for a time of year or for several places, so that none is a zone. */
const ABBREVIATIONS: { readonly [word: string]: string | undefined } = {
  PST: 'America/Los_Angeles',
  PDT: 'America/Los_Angeles',
  MDT: 'America/Denver',
  CDT: 'America/Chicago',
  EDT: 'America/New_York',
  BST: 'Europe/London',
  CEST: 'Europe/Berlin',
  EEST: 'Europe/Athens',
  JST: 'Asia/Tokyo',
  AEST: 'Australia/Sydney',
  AEDT: 'Australia/Sydney',
};

type Place = { readonly reporter: Reporter; readonly now: number | undefined };

/** Schedules name times that there are, in a zone that there is. */
export const schedules: CheckRule = ({ document, reporter, now }) => {
  for (const { uses, node } of document.triggers) {
    if (uses !== 'schedule') continue;
    const zone = checkZone(valueOf(node, 'timezone'), reporter);
    const cron = valueOf(node, 'cron');
    if (cron?.kind === 'scalar' && textOf(cron) !== undefined) checkCron(cron, { zone, place: { reporter, now } });
    else checkInterval(valueOf(node, 'every'), reporter);
  }
};

/** The zone, or undefined where there is none. */
function checkZone(node: YamlNode | undefined, reporter: Reporter): string | undefined {
  const zone = textOf(node);
  if (node === undefined || zone === undefined) return 'UTC';
  if (isZone(zone)) return zone;
  const near =
    ABBREVIATIONS[zone.toUpperCase()] ??
    nearest(zone, zoneNames()) ??
    zoneNames().find((name) => isSamePlace(name, zone));
  reporter.report({
    code: 'W331',
    span: node.span,
    message: `there is no time zone \`${zone}\``,
    help: near === undefined ? 'write its IANA name, such as `Europe/Berlin` or `UTC`' : `did you mean \`${near}\`?`,
    ...(near === undefined
      ? {}
      : { fix: { title: `use \`${near}\``, span: node.span, text: near, applicability: 'unsafe' as const } }),
  });
  return undefined;
}

/** `Berlin` of `Europe/Berlin`, whatever the case and the blanks. */
function isSamePlace(name: string, zone: string): boolean {
  return name.split('/').at(-1)?.toLowerCase() === zone.split('/').at(-1)?.toLowerCase().replaceAll(/[ -]/g, '_');
}

function checkCron(
  scalar: YamlScalar,
  { zone, place: { reporter, now } }: { readonly zone: string | undefined; readonly place: Place },
): void {
  const cron = String(scalar.value);
  const problems = cronProblems(cron);
  for (const problem of problems) reporter.report({ code: 'W330', ...at(scalar, problem) });
  if (problems.length > 0 || zone === undefined) return;
  const from = now ?? SOME_DAY;
  if (nextSlot({ cron, timezone: zone, catch_up: 'none', overlap: 'allow' }, from) === undefined) {
    reporter.report({
      code: 'W332',
      span: scalar.span,
      message: `\`${cron}\` never fires: no such day of the month is in its months`,
      help: 'for the last day of a month write `L` as its day',
    });
    return;
  }
  const shift = shiftAfter({ cron, timezone: zone }, from);
  if (shift === undefined) return;
  const [day, time] = [dayOf(shift.wall), timeOf(shift.wall)];
  const instead = shift.runs === undefined ? '' : `, so it runs at ${timeOf(wallTime(shift.runs, zone))}`;
  const what =
    shift.kind === 'skipped' ? `skip ${time}${instead}` : `show ${time} twice, and it runs at the first of them`;
  reporter.report({
    code: 'W333',
    span: scalar.span,
    message: `${now === undefined ? 'on days such as' : 'on'} ${day} the clocks of ${zone} ${what}`,
    help: 'choose a time at which clocks are not changed, such as 04:30, or `timezone: UTC`',
  });
}

function at(
  scalar: YamlScalar,
  { start, end, message, help }: CronProblem,
): Pick<Parameters<Reporter['report']>[0], 'span' | 'message' | 'help'> {
  const isWhole = start === 0 && end === String(scalar.value).length;
  return {
    span: isWhole ? scalar.span : spanIn(scalar, [start, end]),
    message,
    help,
  };
}

/** From a second to a day, or whole days. */
function checkInterval(node: YamlNode | undefined, reporter: Reporter): void {
  const ms = node?.kind === 'scalar' ? toMs(node.value) : undefined;
  if (node?.kind !== 'scalar' || ms === undefined) return;
  const isShort = ms < 1000;
  if (!isShort && (ms <= DAY_MS || ms % DAY_MS === 0)) return;
  reporter.report({
    code: 'W334',
    span: node.span,
    message: isShort
      ? `an interval is at least 1s, and this is \`${node.spelling}\``
      : `an interval of more than a day is whole days, and this is \`${node.spelling}\``,
    help: isShort ? 'write `1s` or more' : 'write `24h`, `2d` or more days, or use `cron`',
  });
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function timeOf(ms: number): string {
  return new Date(ms).toISOString().slice(11, 16);
}
