import type { Retention } from '@configurable-agents/core';
import { Type } from '@configurable-agents/plugin-sdk';
import { parseBytes } from '../../config/bytes.ts';
import { Problem } from '../../problem.ts';
import { route } from '../api/route.ts';
import type { Route } from '../api/route.ts';
import { SWEPT } from '../api/schemas/operation.ts';
import { parseDuration } from '../../times.ts';

/** A large sweep is answered in parts: nobody waits longer for one of them. */
const PART_MS = 20_000;
const AGE = 'a duration such as 30d';
const SIZE = 'a size such as 2GB';

export const STORE_ROUTES: readonly Route[] = [
  route({
    method: 'post',
    path: '/api/store/prune',
    access: 'admin',
    id: 'pruneStore',
    group: 'operation',
    summary: 'Takes away what the given bounds do not keep; without any, what the configuration does not keep.',
    body: Type.Object(
      {
        older_than: Type.Optional(
          Type.String({ 'x-expected': AGE, description: 'Runs that ended longer ago, such as `30d`.' }),
        ),
        max_runs: Type.Optional(
          Type.Integer({ minimum: 0, description: 'The oldest, beyond this many in the store.' }),
        ),
        max_bytes: Type.Optional(
          Type.Union([Type.String(), Type.Integer({ minimum: 0 })], {
            'x-expected': SIZE,
            description: 'The oldest, until the store has no more in use, such as `2GB`.',
          }),
        ),
      },
      { additionalProperties: false },
    ),
    answers: { 200: { description: 'What went. `done: false` says that there is more: ask again.', schema: SWEPT } },
    problems: [503],
    handle: async (ctx, { runtime }, { body: { older_than: age, max_runs: maxRuns, max_bytes: bytes } }) => {
      const policy: Retention = {
        ...(age === undefined ? {} : { maxAgeMs: parsed('older_than', parseDuration(age), AGE) }),
        ...(maxRuns === undefined ? {} : { maxRuns }),
        ...(bytes === undefined ? {} : { maxBytes: parsed('max_bytes', bytesOf(bytes), SIZE) }),
      };
      const named = Object.keys(policy).length > 0;
      ctx.body = await runtime.prune({ ...(named ? { policy } : {}), timeoutMs: PART_MS });
    },
  }),
];

function bytesOf(value: string | number): number | undefined {
  return typeof value === 'string' ? parseBytes(value) : value;
}

function parsed(name: string, value: number | undefined, wanted: string): number {
  if (value !== undefined) return value;
  const message = `\`${name}\` must be ${wanted}`;
  throw new Problem(422, 'BODY_INVALID', message, { errors: [{ path: `/${name}`, message }] });
}
