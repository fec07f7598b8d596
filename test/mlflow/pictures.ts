// npm run docs:mlflow: pictures of the seed's run and trace in MLflow's own pages, for docs/tracking.md. Needs a Chromium (CHROMIUM, else
// /usr/bin/chromium) and an `mlflow` (MLFLOW_BIN); both are started here.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';
import { realMlflow } from '../../packages/plugins/mlflow/test/support/real-mlflow.ts';
import { ROOT } from '../support/markdown.ts';
import { startServer } from '../support/server.ts';
import { readByClient } from './client.ts';

const FOLDER = join(ROOT, 'examples', 'webhook_integration');
const PICTURES = join(ROOT, 'docs', 'pictures');
const EXPERIMENT = 'webhook_integration';
const SIZE = { width: 1280, height: 1150 };
/** MLflow's assistant stands at the right, and is no part of what is shown. */
const SHOWN = { run: { x: 0, y: 0, width: 950, height: 1150 }, trace: { x: 0, y: 0, width: 896, height: 680 } };
const FLAGS = ['no-sandbox', 'disable-gpu', 'disable-quic', 'no-first-run', 'disable-background-networking'];
const MORE_FLAGS = ['disable-component-update', 'disable-sync'];
/** Of a page of MLflow on a slow machine. */
const LOADED_MS = 60_000;
const LOOK_MS = 1000;
const MOST_LOOKS = 30;

const mlflow = await realMlflow(process.env['MLFLOW_BIN'] ?? 'mlflow');
const dataDir = await mkdtemp(join(tmpdir(), 'pictures-'));
const env = { MLFLOW_TRACKING_URI: mlflow.url };
const [server] = await Promise.all([startServer({ dataDir, workflowsDir: FOLDER, env }), mlflow.start()]);
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: [...FLAGS, ...MORE_FLAGS].map((flag) => `--${flag}`),
});
try {
  await record();
  const { runs, traces } = await readByClient(mlflow.url, EXPERIMENT);
  const [run, trace] = [runs[0], traces[0]];
  if (run === undefined || trace === undefined) throw new Error('MLflow has no run of the seed, or no trace');
  const page = await browser.newPage({ viewport: SIZE });
  page.setDefaultTimeout(LOADED_MS);
  const experiment = `${mlflow.url}/#/experiments/1`;
  await take(page, { name: 'mlflow_run', clip: SHOWN.run, url: `${experiment}/runs/${run.id}`, text: 'total_tokens' });
  await take(page, {
    name: 'mlflow_trace',
    clip: SHOWN.trace,
    url: `${experiment}/traces?selectedEvaluationId=${trace.id}`,
    text: 'format_notification',
  });
} finally {
  await browser.close();
  await server.stop();
  await mlflow.close();
  await rm(dataDir, { recursive: true, force: true });
}

/** One run of the seed, to its end. */
async function record(): Promise<void> {
  await post('/api/workflows', { name: 'slack_notification', config_path: 'webhook_integration.yaml' });
  const message = 'New version deployed to production';
  const inputs = { event_type: 'deployment', message, slack_channel: '#alerts' };
  await post('/webhooks/generic?wait=30s', { workflow_name: 'slack_notification', inputs });
  for (;;) {
    const health = (await (await fetch(`${server.url}/healthz`)).json()) as {
      readonly trackers: readonly { readonly name: string; readonly lag: number }[];
    };
    if (health.trackers.every(({ lag }) => lag === 0)) return;
    await pause(100);
  }
}

async function post(path: string, body: object): Promise<void> {
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(server.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(await response.text());
}

type Picture = {
  readonly name: string;
  readonly clip: (typeof SHOWN)['run'];
  readonly url: string;
  /** On the page once it is there. */
  readonly text: string;
};

/** A picture of a page once it shows a text and has come to rest: it asks the server again and again, so only its looks tell. */
async function take(page: Page, { name, clip, url, text }: Picture): Promise<void> {
  await page.goto(url);
  await page.getByText(text).first().waitFor();
  const path = join(PICTURES, `${name}.png`);
  for (let before: Buffer = Buffer.alloc(0), looks = 0; looks < MOST_LOOKS; looks += 1) {
    const now = await page.screenshot({ path, clip, animations: 'disabled' });
    if (now.equals(before)) break;
    before = now;
    await pause(LOOK_MS);
  }
  console.log(path);
}
