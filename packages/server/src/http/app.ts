// The list of middleware and routes, nothing else.
import { Router } from '@koa/router';
import Koa from 'koa';
import type { Context } from 'koa';
import { asset } from '../dashboard/assets.ts';
import { approvalPage, approvalsPage, sendAnswer } from '../dashboard/pages/approvals.ts';
import { costPage } from '../dashboard/pages/cost.ts';
import { deliveriesPage } from '../dashboard/pages/deliveries.ts';
import { homePage } from '../dashboard/pages/home.ts';
import { loginPage, sendLogin, sendLogout } from '../dashboard/pages/login.ts';
import { pluginsPage } from '../dashboard/pages/plugins.ts';
import { runPage } from '../dashboard/pages/run.ts';
import { sendFork } from '../dashboard/pages/run-actions.ts';
import { runsPage } from '../dashboard/pages/runs.ts';
import { workflowPage } from '../dashboard/pages/workflow.ts';
import type { Deps } from './deps.ts';
import { errors } from './errors.ts';
import { gate } from './gate.ts';
import { guard } from './guard.ts';
import { downloadDelivery, listDeliveries, redeliver, showDelivery } from './routes/deliveries.ts';
import { allEvents, runEvents } from './routes/events.ts';
import {
  answerApproval,
  forkRun,
  listApprovals,
  resolveRun,
  retryRun,
  resumeRun,
  signalRun,
} from './routes/interact.ts';
import { healthz, metrics, readyz } from './routes/health.ts';
import { listCallbacks, retryCallback, retryCallbacks } from './routes/callbacks.ts';
import { showCosts } from './routes/costs.ts';
import { addPlugin, listPlugins, removePlugin } from './routes/plugins.ts';
import { cancelRun, listRuns, showJournal, showPayload, showRun, startRun } from './routes/runs.ts';
import { pruneStore } from './routes/store.ts';
import { backfill, listSchedules, setPaused as setSchedulePaused } from './routes/schedules.ts';
import { listTrackers, replayTracker } from './routes/trackers.ts';
import { createToken, listAudit, listTokens, revokeToken } from './routes/tokens.ts';
import { describeTrigger, receive } from './routes/webhooks.ts';
import { listWorkflows, registerWorkflow, removeWorkflow, setPaused, showWorkflow } from './routes/workflows.ts';
import { requestLog } from './request-log.ts';
import { securityHeaders } from './security-headers.ts';

/** The Koa application over an open runtime. */
export function createApp(deps: Deps): Koa {
  const app = new Koa();
  app.silent = true;
  app.use(requestLog(deps));
  app.use(securityHeaders(deps.isClosing));
  app.use(errors(deps));
  app.use(guard(deps));
  const router = routes(deps);
  app.use(gate(deps, router));
  app.use(router.routes());
  app.use(router.allowedMethods());
  return app;
}

/** The route table. Who may call each is in `access.ts`. */
export function routes(deps: Deps): Router {
  const router = new Router();
  const at = (ctx: Context, name: string): string => String((ctx['params'] as { [name: string]: string })[name]);
  router.get('/api/workflows', (ctx) => listWorkflows(ctx, deps));
  router.post('/api/workflows', (ctx) => registerWorkflow(ctx, deps));
  router.get('/api/workflows/:name', (ctx) => showWorkflow(ctx, deps, at(ctx, 'name')));
  router.delete('/api/workflows/:name', (ctx) => removeWorkflow(ctx, deps, at(ctx, 'name')));
  router.post('/api/workflows/:name/pause', (ctx) => setPaused(ctx, deps, { name: at(ctx, 'name'), isPaused: true }));
  router.post('/api/workflows/:name/resume', (ctx) => setPaused(ctx, deps, { name: at(ctx, 'name'), isPaused: false }));
  router.get('/api/plugins', (ctx) => listPlugins(ctx, deps));
  router.post('/api/plugins', (ctx) => addPlugin(ctx, deps));
  router.delete('/api/plugins/:name', (ctx) => removePlugin(ctx, deps, at(ctx, 'name')));
  router.get('/api/tokens', (ctx) => listTokens(ctx, deps));
  router.post('/api/tokens', (ctx) => createToken(ctx, deps));
  router.delete('/api/tokens/:id', (ctx) => revokeToken(ctx, deps, at(ctx, 'id')));
  router.get('/api/audit', (ctx) => listAudit(ctx, deps));
  router.get('/api/runs', (ctx) => listRuns(ctx, deps));
  router.post('/api/runs', (ctx) => startRun(ctx, deps));
  router.get('/api/runs/:id', (ctx) => showRun(ctx, deps, at(ctx, 'id')));
  router.get('/api/runs/:id/journal', (ctx) => showJournal(ctx, deps, at(ctx, 'id')));
  router.get('/api/runs/:id/events', (ctx) => runEvents(ctx, deps, at(ctx, 'id')));
  router.get('/api/runs/:id/payloads/:part', (ctx) =>
    showPayload(ctx, deps, { id: at(ctx, 'id'), part: at(ctx, 'part') }),
  );
  router.get('/api/runs/:id/payloads/:part/:key', (ctx) =>
    showPayload(ctx, deps, { id: at(ctx, 'id'), part: at(ctx, 'part'), key: at(ctx, 'key') }),
  );
  router.post('/api/runs/:id/cancel', (ctx) => cancelRun(ctx, deps, at(ctx, 'id')));
  router.post('/api/runs/:id/signal', (ctx) => signalRun(ctx, deps, at(ctx, 'id')));
  router.post('/api/runs/:id/retry', (ctx) => retryRun(ctx, deps, at(ctx, 'id')));
  router.post('/api/runs/:id/resume', (ctx) => resumeRun(ctx, deps, at(ctx, 'id')));
  router.post('/api/runs/:id/resolve', (ctx) => resolveRun(ctx, deps, at(ctx, 'id')));
  router.post('/api/runs/:id/fork', (ctx) => forkRun(ctx, deps, at(ctx, 'id')));
  router.post('/api/runs/:id/approvals/:key', (ctx) =>
    answerApproval(ctx, deps, { id: at(ctx, 'id'), key: at(ctx, 'key') }),
  );
  router.get('/api/approvals', (ctx) => listApprovals(ctx, deps));
  router.get('/api/callbacks', (ctx) => listCallbacks(ctx, deps));
  router.post('/api/callbacks/retry', (ctx) => retryCallbacks(ctx, deps));
  router.post('/api/callbacks/:id/retry', (ctx) => retryCallback(ctx, deps, at(ctx, 'id')));
  router.get('/api/costs', (ctx) => showCosts(ctx, deps));
  router.get('/api/trackers', (ctx) => listTrackers(ctx, deps));
  router.post('/api/trackers/:name/replay', (ctx) => replayTracker(ctx, deps, at(ctx, 'name')));
  router.get('/api/schedules', (ctx) => listSchedules(ctx, deps));
  router.post('/api/schedules/:name/pause', (ctx) =>
    setSchedulePaused(ctx, deps, { workflow: at(ctx, 'name'), isPaused: true }),
  );
  router.post('/api/schedules/:name/resume', (ctx) =>
    setSchedulePaused(ctx, deps, { workflow: at(ctx, 'name'), isPaused: false }),
  );
  router.post('/api/schedules/:name/backfill', (ctx) => backfill(ctx, deps, at(ctx, 'name')));
  router.post('/api/store/prune', (ctx) => pruneStore(ctx, deps));
  router.get('/api/events', (ctx) => allEvents(ctx, deps));
  router.get('/api/deliveries', (ctx) => listDeliveries(ctx, deps));
  router.get('/api/deliveries/:id', (ctx) => showDelivery(ctx, deps, at(ctx, 'id')));
  router.get('/api/deliveries/:id/body', (ctx) => downloadDelivery(ctx, deps, at(ctx, 'id')));
  router.post('/api/deliveries/:id/redeliver', (ctx) => redeliver(ctx, deps, at(ctx, 'id')));
  router.get('/webhooks/:trigger', (ctx) => describeTrigger(ctx, deps, at(ctx, 'trigger')));
  router.post('/webhooks/:trigger', (ctx) => receive(ctx, deps, at(ctx, 'trigger')));
  router.get('/healthz', (ctx) => healthz(ctx, deps));
  router.get('/readyz', (ctx) => readyz(ctx, deps));
  router.get('/metrics', (ctx) => metrics(ctx, deps));
  router.get('/login', (ctx) => loginPage(ctx, deps));
  router.post('/login', (ctx) => sendLogin(ctx, deps));
  router.post('/logout', (ctx) => sendLogout(ctx, deps));
  router.get('/', (ctx) => homePage(ctx, deps));
  router.get('/runs', (ctx) => runsPage(ctx, deps));
  router.get('/runs/:id', (ctx) => runPage(ctx, deps, at(ctx, 'id')));
  router.post('/runs/:id/fork', (ctx) => sendFork(ctx, deps, at(ctx, 'id')));
  router.get('/approvals', (ctx) => approvalsPage(ctx, deps));
  router.get('/approvals/:id/:key', (ctx) => approvalPage(ctx, deps, { id: at(ctx, 'id'), key: at(ctx, 'key') }));
  router.post('/approvals/:id/:key', (ctx) => sendAnswer(ctx, deps, { id: at(ctx, 'id'), key: at(ctx, 'key') }));
  router.get('/workflows/:name', (ctx) => workflowPage(ctx, deps, at(ctx, 'name')));
  router.get('/plugins', (ctx) => pluginsPage(ctx, deps));
  router.get('/cost', (ctx) => costPage(ctx, deps));
  router.get('/deliveries', (ctx) => deliveriesPage(ctx, deps));
  router.get('/assets/:name', (ctx) => asset(ctx, at(ctx, 'name')));
  return router;
}
