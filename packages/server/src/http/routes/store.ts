import type { Context } from 'koa';
import type { Retention } from '@configurable-agents/core';
import type { Json } from '@configurable-agents/plugin-sdk';
import { parseBytes } from '../../config/bytes.ts';
import { Problem } from '../../problem.ts';
import type { Deps } from '../deps.ts';
import { checkFields, readObject } from '../json-body.ts';
import { parseDuration } from '../query.ts';

/** A large sweep is answered in parts: nobody waits longer for one of them. */
const PART_MS = 20_000;

/**
 * `POST /api/store/prune {older_than?, max_runs?, max_bytes?}`: takes away what they do not keep; without any, what the configuration does
 * not keep. 200 with what went; `done: false` says that there is more, and to ask again.
 */
export async function pruneStore(ctx: Context, { runtime }: Deps): Promise<void> {
  const body = await readObject(ctx);
  checkFields(body, { older_than: { kind: 'string' }, max_runs: { kind: 'any' }, max_bytes: { kind: 'any' } });
  const { older_than: age, max_runs: maxRuns, max_bytes: bytes } = body;
  const policy: Retention = {
    ...(age === undefined ? {} : { maxAgeMs: parsed('older_than', durationOf(age), 'a duration such as 30d') }),
    ...(maxRuns === undefined ? {} : { maxRuns: parsed('max_runs', wholeOf(maxRuns), 'a whole number from 0') }),
    ...(bytes === undefined ? {} : { maxBytes: parsed('max_bytes', bytesOf(bytes), 'a size such as 2GB') }),
  };
  const named = Object.keys(policy).length > 0;
  ctx.body = await runtime.prune({ ...(named ? { policy } : {}), timeoutMs: PART_MS });
}

function durationOf(value: Json): number | undefined {
  return typeof value === 'string' ? parseDuration(value) : undefined;
}

function wholeOf(value: Json): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

function bytesOf(value: Json): number | undefined {
  return typeof value === 'string' ? parseBytes(value) : wholeOf(value);
}

function parsed(name: string, value: number | undefined, wanted: string): number {
  if (value !== undefined) return value;
  const message = `\`${name}\` must be ${wanted}`;
  throw new Problem(422, 'BODY_INVALID', message, { errors: [{ path: `/${name}`, message }] });
}
