// Every request that programs may make. The router, the checks of requests and the OpenAPI document are made from it.
import { CALLBACK_ROUTES } from '../routes/callbacks.ts';
import { COST_ROUTES } from '../routes/costs.ts';
import { DELIVERY_ROUTES } from '../routes/deliveries.ts';
import { documentRoutes } from '../routes/document.ts';
import { EVENT_ROUTES } from '../routes/events.ts';
import { HEALTH_ROUTES } from '../routes/health.ts';
import { INSIGHT_ROUTES } from '../routes/insight.ts';
import { INTERACT_ROUTES } from '../routes/interact.ts';
import { PLUGIN_ROUTES } from '../routes/plugins.ts';
import { REVISION_ROUTES } from '../routes/revisions.ts';
import { RUN_ROUTES } from '../routes/runs.ts';
import { SCHEDULE_ROUTES } from '../routes/schedules.ts';
import { START_ROUTES } from '../routes/start.ts';
import { STORE_ROUTES } from '../routes/store.ts';
import { TOKEN_ROUTES } from '../routes/tokens.ts';
import { TRACKER_ROUTES } from '../routes/trackers.ts';
import { WEBHOOK_ROUTES } from '../routes/webhooks.ts';
import { WORKFLOW_ROUTES } from '../routes/workflows.ts';
import type { Route } from './route.ts';

export const ROUTES: readonly Route[] = documentRoutes([
  ...WORKFLOW_ROUTES,
  ...REVISION_ROUTES,
  ...SCHEDULE_ROUTES,
  ...START_ROUTES,
  ...RUN_ROUTES,
  ...EVENT_ROUTES,
  ...INTERACT_ROUTES,
  ...INSIGHT_ROUTES,
  ...WEBHOOK_ROUTES,
  ...DELIVERY_ROUTES,
  ...CALLBACK_ROUTES,
  ...COST_ROUTES,
  ...PLUGIN_ROUTES,
  ...TOKEN_ROUTES,
  ...TRACKER_ROUTES,
  ...STORE_ROUTES,
  ...HEALTH_ROUTES,
]);
