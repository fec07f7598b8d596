import { Type } from '@configurable-agents/plugin-sdk';
import { Problem } from '../../problem.ts';
import { registeredRoutes } from '../../routes/registered.ts';
import { deadRoutes } from '../../routes/table.ts';
import { route } from '../api/route.ts';
import type { Route } from '../api/route.ts';
import { HEALTH, READY } from '../api/schemas/operation.ts';

export const HEALTH_ROUTES: readonly Route[] = [
  route({
    method: 'get',
    path: '/healthz',
    access: 'public',
    id: 'health',
    group: 'operation',
    summary: 'The process answers, and how far its trackers are.',
    openQuery: true,
    answers: { 200: { description: 'It does.', schema: HEALTH } },
    handle: (ctx, { runtime }) => {
      // Who is not asked for a token is told no more than this.
      const trackers = runtime
        .health()
        .trackers.map(({ name, lag, dropped, error }) => ({ name, lag, dropped, error }));
      ctx.body = { status: 'ok', trackers };
    },
  }),
  route({
    method: 'get',
    path: '/readyz',
    access: 'public',
    id: 'readiness',
    group: 'operation',
    summary:
      'Whether it takes work; 503 while closing, when the store cannot be written, or when a registered trigger is not at work.',
    openQuery: true,
    answers: { 200: { description: 'It does.', schema: READY } },
    problems: [503],
    handle: (ctx, { runtime, isClosing }) => {
      const { ready, reason, running, queued, workers } = runtime.health();
      if (isClosing() || !ready) {
        throw new Problem(503, 'NOT_READY', reason ?? 'the server is closing', { headers: { 'Retry-After': '1' } });
      }
      const routes = registeredRoutes(runtime.reader);
      const dead = deadRoutes(routes, runtime.triggers);
      if (dead.length > 0) {
        const listed = [...new Set(dead.map(({ workflow_name: name, uses }) => `${name} by ${uses}`))].join(', ');
        throw new Problem(
          503,
          'NOT_READY',
          `no plugin that is at work offers the triggers of: ${listed}; add the plugin, or register the workflow without it`,
          { headers: { 'Retry-After': '1' } },
        );
      }
      ctx.body = { status: 'ready', running, queued, workers, routes: routes.length };
    },
  }),
  route({
    method: 'get',
    path: '/metrics',
    access: 'read',
    id: 'metrics',
    group: 'operation',
    summary: 'What Prometheus collects.',
    openQuery: true,
    answers: { 200: { description: 'Its text format.', schema: Type.String(), type: 'text/plain' } },
    handle: (ctx, { runtime }) => {
      ctx.type = 'text/plain; version=0.0.4; charset=utf-8';
      ctx.body = runtime.metrics();
    },
  }),
];
