import { Type } from '@configurable-agents/plugin-sdk';
import type { TSchema } from '@configurable-agents/plugin-sdk';
import { COUNT, JSON_SCHEMA, list, nullable, object, optional, TEXT, TIME, words, YES_OR_NO } from './parts.ts';

const VERDICTS = ['accepted', 'duplicate', 'ignored', 'skipped', 'dead_letter', 'replied', 'refused'] as const;
const DEAD_LETTER: TSchema = object({ workflow_name: TEXT, code: TEXT, message: TEXT }, 'DeadLetter');

const ROW = {
  delivery_id: TEXT,
  trigger: TEXT,
  verdict: words(VERDICTS),
  reason: nullable(TEXT),
  redelivery_of: nullable(TEXT),
  dedupe_key: nullable(TEXT),
  received_at: TIME,
  event_type: TEXT,
  size: Type.Integer({ minimum: 0, description: 'Bytes of the body, as it came.' }),
  redacted: Type.Union([Type.Enum(['headers', 'body']), Type.Null()], {
    description: 'What of it was not kept as it came: some headers, or parts of the body.',
  }),
  headers: Type.Object({}, { additionalProperties: true, description: 'Without secrets and signatures.' }),
  runs: list(TEXT),
  dead_letters: list(DEAD_LETTER),
};

export const DELIVERY: TSchema = object(ROW, 'Delivery');
export const DELIVERY_DETAIL: TSchema = object(
  {
    ...ROW,
    body: optional(TEXT),
    body_base64: Type.Optional(Type.String({ description: 'Where the body is no UTF-8.' })),
  },
  'DeliveryDetail',
);

const SKIPS: TSchema = Type.Array(object({ workflow_name: TEXT, reason: TEXT }), {
  description: 'Workflows whose limits gave it no run.',
});

/** What became of a delivery that names no workflow itself. */
export const DELIVERED: TSchema = object(
  {
    status: Type.Literal('accepted'),
    delivery_id: TEXT,
    runs: list(object({ run_id: TEXT, workflow_name: TEXT, duplicate: optional(YES_OR_NO) })),
    dead_letters: list(DEAD_LETTER),
    skipped: optional(SKIPS),
    conflict: optional(TEXT),
  },
  'Delivered',
);
export const IGNORED: TSchema = object(
  { status: Type.Literal('ignored'), delivery_id: TEXT, reason: optional(TEXT), conflict: optional(TEXT) },
  'Ignored',
);

export const SKIPPED: TSchema = object(
  { status: Type.Literal('skipped'), delivery_id: TEXT, skipped: SKIPS, conflict: optional(TEXT) },
  'Skipped',
);

export const TRIGGER: TSchema = Type.Object(
  {
    trigger: TEXT,
    description: nullable(TEXT),
    usage: TEXT,
    max_body_bytes: COUNT,
    event: JSON_SCHEMA,
  },
  { additionalProperties: true, title: 'TriggerUsage' },
);
