import { Type } from '@configurable-agents/plugin-sdk';
import { Problem } from '../../problem.ts';
import { route } from '../api/route.ts';
import type { Route } from '../api/route.ts';
import { HEALTH, READY } from '../api/schemas/operation.ts';

export const HEALTH_ROUTES: readonly Route[] = [
  route({
    method: 'get',
    path: '/healthz',
    id: 'health',
    group: 'operation',
    summary: 'The process answers, and how far its trackers are.',
    openQuery: true,
    answers: { 200: { description: 'It does.', schema: HEALTH } },
    handle: (ctx, { runtime }) => {
      ctx.body = { status: 'ok', trackers: runtime.health().trackers };
    },
  }),
  route({
    method: 'get',
    path: '/readyz',
    id: 'readiness',
    group: 'operation',
    summary: 'Whether it takes work; 503 while closing or when the store cannot be written.',
    openQuery: true,
    answers: { 200: { description: 'It does.', schema: READY } },
    problems: [503],
    handle: (ctx, { runtime, isClosing }) => {
      const { ready, reason, running, queued, workers } = runtime.health();
      if (isClosing() || !ready) {
        throw new Problem(503, 'NOT_READY', reason ?? 'the server is closing', { headers: { 'Retry-After': '1' } });
      }
      ctx.body = { status: 'ready', running, queued, workers };
    },
  }),
  route({
    method: 'get',
    path: '/metrics',
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
