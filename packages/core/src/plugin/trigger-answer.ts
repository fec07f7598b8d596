// What a third-party trigger answered, held against its shape: a delivery must not be let in by an answer that is none.
import type { Normalised, TriggerEvent, Verdict } from '@configurable-agents/plugin-sdk';
import { MAX_BODY_DEPTH } from './bounds.ts';
import {
  assertPlain,
  flag,
  isObject,
  listOf,
  may,
  must,
  objectOr,
  oneOf,
  record,
  shown,
  ShapeProblem,
  text,
  wholeNumber,
} from './shape.ts';
import type { Check } from './shape.ts';

/** Of an answer: what a body may have, and what is around it. */
const MOST_DEPTH = MAX_BODY_DEPTH + 10;
const STAGES = ['header', 'timestamp', 'signature'] as const;

/** Throws a `ShapeProblem`. */
export function verdictOf(value: unknown): Verdict {
  record({ ok: must(flag) })(value, undefined);
  const { ok, stage, reason } = value as { readonly [key: string]: unknown };
  if (ok === true) return { ok };
  record({ stage: must(oneOf(...STAGES)), reason: must(text) })(value, undefined);
  return { ok: false, stage: stage as (typeof STAGES)[number], reason: String(reason) };
}

const key: Check = (value, place) => value === null || text(value, place);
const present: Check = (value, place) => {
  if (value === undefined) throw new ShapeProblem(place, 'is missing; it must be JSON');
};
const event = record({ type: must(text), data: must(present), dedupeKey: must(key), workflowName: may(text) });
const notAnObject: Check = (value, place) => {
  throw new ShapeProblem(place, `is ${shown(value)}; it must be an object`);
};

const NORMALISED: { readonly [kind in Normalised['kind']]: Check } = {
  events: record({ events: must(listOf(objectOr(event, notAnObject))) }),
  reply: record({ status: must(wholeNumber(200, 299)), body: must(present) }),
  invalid: record({ message: must(text), status: may(oneOf(400, 422)) }),
};

/** Throws a `ShapeProblem`. */
export function normalisedOf(value: unknown): Normalised {
  // Whoever walks through it calls itself.
  assertPlain(value, { depth: MOST_DEPTH, size: Infinity });
  const kind = isObject(value) ? value['kind'] : undefined;
  oneOf(...Object.keys(NORMALISED))(kind, { above: undefined, key: 'kind' });
  NORMALISED[kind as Normalised['kind']](value, undefined);
  const normalised = value as Normalised;
  if (normalised.kind !== 'events') return normalised;
  return { kind: 'events', events: normalised.events.map(eventOf) };
}

function eventOf({ type, data, dedupeKey, workflowName }: TriggerEvent): TriggerEvent {
  return { type, data, dedupeKey, ...(workflowName === undefined ? {} : { workflowName }) };
}
