import { JOURNAL } from './0001-journal.ts';
import { DELIVERIES } from './0002-deliveries.ts';
import { APPROVALS } from './0003-approvals.ts';
import { SCHEDULES } from './0004-schedules.ts';
import { PAYLOADS } from './0005-payloads.ts';
import { RETENTION } from './0006-retention.ts';
import { MODEL_USE } from './0007-model-use.ts';
import { ANSWERS } from './0008-answers.ts';
import { ACCESS } from './0009-access.ts';
import { ADMISSION } from './0010-admission.ts';
import { CALLBACKS } from './0011-callbacks.ts';
import { DEAD_LETTERS } from './0012-dead-letters.ts';
import { TRACKERS } from './0013-trackers.ts';
import { DELIVERY_ROWS } from './0014-delivery-rows.ts';
import { REDACTION } from './0015-redaction.ts';
import { RUN_STATUSES } from './0016-run-statuses.ts';

/** Append-only: entry n brings a store from version n to n + 1. What was released is never changed; a test holds them to that. */
export const MIGRATIONS: readonly string[] = [
  JOURNAL,
  DELIVERIES,
  APPROVALS,
  SCHEDULES,
  PAYLOADS,
  RETENTION,
  MODEL_USE,
  ANSWERS,
  ACCESS,
  ADMISSION,
  CALLBACKS,
  DEAD_LETTERS,
  TRACKERS,
  DELIVERY_ROWS,
  REDACTION,
  RUN_STATUSES,
];
