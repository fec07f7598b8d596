import type { JsonObject, TSchema } from '@configurable-agents/plugin-sdk';
import { version } from '../../cli/version.ts';
import { openApiDocument } from '../api/document.ts';
import { route } from '../api/route.ts';
import type { Route } from '../api/route.ts';
import { SOME_OBJECT } from '../api/schemas/parts.ts';

const DOCUMENT: TSchema = SOME_OBJECT;

/** The document of the routes, with its own. */
export function documentRoutes(others: readonly Route[]): readonly Route[] {
  let document: JsonObject | undefined;
  const own = route({
    method: 'get',
    path: '/openapi.json',
    access: 'read',
    id: 'openapi',
    group: 'operation',
    summary: 'This document.',
    openQuery: true,
    answers: { 200: { description: 'OpenAPI 3.1.', schema: DOCUMENT } },
    handle: (ctx) => {
      ctx.body = document ??= openApiDocument([...others, own], { version: version() });
    },
  });
  return [...others, own];
}
