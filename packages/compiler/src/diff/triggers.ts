// What starts runs: webhooks and schedules. Who sends to an entry that is gone starts nothing any more.
import { templateSource } from '@configurable-agents/core/graph';
import type { ExecutionGraph, GraphTrigger, RunLimits, Schedule } from '@configurable-agents/core/graph';
import { durationText } from '../bounds/duration-text.ts';
import { aspects, bareTemplate, maybe, partsOf, shownExpression, shownJson, shownTemplate } from './bare.ts';
import { byName } from './by-name.ts';
import type { Aspects, Change, Shown } from './change.ts';
import { compareTypes } from './compare-types.ts';

export function diffTriggers(before: ExecutionGraph, after: ExecutionGraph): readonly Change[] {
  const trigger = { subject: 'trigger' } as const;
  return byName(entriesOf(before), entriesOf(after), {
    added: (name, now) => [{ ...trigger, kind: 'added', name, message: textOf(now), breaking: false }],
    changed: (name, old, now) => {
      const parts = partsOf(aspectsOf(old), aspectsOf(now));
      if (parts.length === 0) return [];
      const message = `changed ${parts.map(({ what }) => `\`${what}\``).join(', ')}`;
      return [{ ...trigger, kind: 'changed', name, message, parts, ...breaks(old, now) }];
    },
    removed: (name, old) => [{ ...trigger, kind: 'removed', name, message: textOf(old), breaking: hasSenders(old) }],
  });
}

/** Entries of one name are told apart by what they use, and then by their order. */
function entriesOf({ triggers }: ExecutionGraph): ReadonlyMap<string, GraphTrigger> {
  const found = new Map<string, GraphTrigger>();
  for (const trigger of triggers) {
    let name = trigger.name;
    for (let number = 2; found.has(name); number += 1) name = `${trigger.name} (${number})`;
    found.set(name, trigger);
  }
  return found;
}

/** Nobody sends anything to a schedule, nor to an entry that takes nothing. */
function hasSenders({ schedule, enabled }: GraphTrigger): boolean {
  return schedule === undefined && enabled;
}

function breaks(before: GraphTrigger, after: GraphTrigger): Pick<Change, 'breaking' | 'witness'> {
  if (!hasSenders(before)) return { breaking: false };
  const isClosed = !after.enabled || after.uses !== before.uses;
  const isStricter = after.require_id === true && before.require_id !== true;
  const type = after.schema === undefined ? undefined : compareTypes(before.schema ?? true, after.schema);
  const isNarrower = type !== undefined && type.kind !== 'same' && type.kind !== 'wider';
  const takesLess =
    after.events !== undefined &&
    (before.events === undefined || before.events.some((each) => !after.events?.includes(each)));
  return {
    breaking: isClosed || isStricter || isNarrower || takesLess,
    ...(isNarrower && 'lost' in type ? { witness: type.lost } : {}),
  };
}

function textOf({ uses, schedule, enabled, events }: GraphTrigger): string {
  const when = schedule === undefined ? (events ?? []).join(', ') : scheduleText(schedule);
  return [uses, ...(when === '' ? [] : [when]), ...(enabled ? [] : ['disabled'])].join(', ');
}

function scheduleText({ cron, every_ms: every, timezone }: Schedule): string {
  return `${cron ?? `every ${durationText(every ?? 0)}`} ${timezone}`;
}

function aspectsOf(trigger: GraphTrigger): Aspects {
  const { uses, enabled, events, when, inputs = {}, require_id: isIdRequired, schema, schedule, debounce } = trigger;
  return new Map([
    ...aspects({
      uses: shownJson(uses),
      enabled: shownJson(enabled),
      events: maybe(events, (all) => ({ same: all, text: all.join(', ') })),
      when: maybe(when, shownExpression),
      require_id: maybe(isIdRequired, shownJson),
      schema: maybe(schema, shownJson),
      schedule: maybe(schedule, (found) => ({
        same: [found.cron, found.every_ms, found.timezone],
        text: scheduleText(found),
      })),
      catch_up: maybe(schedule, (found) => shownJson(found.catch_up)),
      overlap: maybe(schedule, (found) => shownJson(found.overlap)),
      debounce: maybe(debounce, shownLimit),
    }),
    ...Object.entries(inputs).map(([name, value]) => [`inputs.${name}`, shownTemplate(value)] as const),
    ...limitAspects(trigger),
  ]);
}

/** Limits of runs, of an entry or of the whole workflow. */
export function limitAspects({ concurrency, rate_limit: rate, priority }: RunLimits): Aspects {
  return aspects({
    concurrency: maybe(concurrency, shownLimit),
    rate_limit: maybe(rate, shownLimit),
    priority: maybe(priority, shownTemplate),
  });
}

function shownLimit(
  limit: NonNullable<RunLimits['concurrency'] | RunLimits['rate_limit'] | GraphTrigger['debounce']>,
): Shown {
  const { key, ...rest } = limit;
  const text = Object.entries(rest).map(([name, value]) => `${name} ${String(value)}`);
  return {
    same: { ...rest, key: key === undefined ? null : bareTemplate(key) },
    text: [...text, ...(key === undefined ? [] : [`key ${templateSource(key)}`])].join(', '),
  };
}
