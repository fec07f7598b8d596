import { SCOPES } from '@configurable-agents/core';
import type { TSchema } from '@configurable-agents/plugin-sdk';
import { COUNT, nullable, object, TEXT, TIME, words } from './parts.ts';

const ROW = {
  id: TEXT,
  name: TEXT,
  scope: words(SCOPES),
  created_at: TIME,
  created_by: TEXT,
  expires_at: nullable(TIME),
  last_used_at: nullable(TIME),
  revoked_at: nullable(TIME),
};
export const TOKEN: TSchema = object(ROW, 'Token');
export const TOKEN_MADE: TSchema = object({ token: TEXT, ...ROW }, 'MadeToken');

export const AUDIT_ENTRY: TSchema = object(
  {
    id: TEXT,
    time: TIME,
    who: TEXT,
    peer: nullable(TEXT),
    action: TEXT,
    target: TEXT,
    status: nullable(COUNT),
    code: nullable(TEXT),
  },
  'AuditEntry',
);

export const CALLBACK: TSchema = object(
  {
    callback_id: TEXT,
    run_id: TEXT,
    workflow_name: TEXT,
    url: TEXT,
    status: words(['pending', 'delivered', 'failed', 'disabled']),
    attempts: COUNT,
    created_at: TIME,
    next_at: nullable(TIME),
    delivered_at: nullable(TIME),
    last_status: nullable(COUNT),
    last_error: nullable(TEXT),
  },
  'Callback',
);
