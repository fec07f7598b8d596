import assert from 'node:assert/strict';
import { manifestOf } from '@configurable-agents/plugin-sdk';
import type { TrackerContext } from '@configurable-agents/plugin-sdk';
import { plugin } from '@configurable-agents/plugin-mlflow';
import { checkTracker, trackerContextWith } from '@configurable-agents/plugin-sdk/testing';
import { openFakeMlflow } from './support/fake-mlflow.ts';
import { factsOf, trackedRun } from './support/run.ts';

describe('tracker mlflow', () => {
  it('keeps the contract of a tracker', async () => {
    const fake = await openFakeMlflow();
    const silent = await openFakeMlflow();
    silent.intercept = () => null;
    const gone = await openFakeMlflow();
    await gone.stop();
    const at = (url: string): Partial<TrackerContext> => ({ secret: (name) => (name === 'tracking_uri' ? url : '') });
    await checkTracker(plugin.trackers?.['mlflow'], {
      recorded: fake.writes,
      context: {
        secret: (name) => (name === 'tracking_uri' ? fake.url : ''),
        run: (runId) => trackedRun({ run_id: runId }),
      },
      down: { ...at(gone.url), run: (runId) => trackedRun({ run_id: runId }) },
      silent: { ...at(silent.url), run: (runId) => trackedRun({ run_id: runId }) },
    });
    // The two of the sample, and the one whose begin came again after the outage.
    assert.deepEqual(
      fake.store.runs.map(({ status }) => status),
      ['FINISHED', 'FINISHED', 'RUNNING'],
    );
    await silent.stop();
    await fake.stop();
  });

  it('is stopped by the host without a word', async () => {
    const fake = await openFakeMlflow();
    await fake.stop();
    const lines: string[] = [];
    const context = trackerContextWith({
      signal: AbortSignal.abort(),
      write: (line) => lines.push(line),
      secret: (name) => (name === 'tracking_uri' ? fake.url : ''),
      run: () => trackedRun(),
    });
    const record = async (): Promise<void> => plugin.trackers?.['mlflow']?.record(factsOf(trackedRun()), context);
    await assert.rejects(record, { retryable: true });
    assert.deepEqual(lines, []);
  });

  it('names one tracker, with settings and secrets that are all optional', () => {
    const { trackers, secrets } = manifestOf(plugin);
    assert.deepEqual(Object.keys(trackers), ['mlflow']);
    assert.ok(trackers['mlflow']?.settings);
    assert.ok(Object.values(secrets).every(({ optional }) => optional === true));
    assert.deepEqual(
      Object.entries(secrets).flatMap(([name, { visible }]) => (visible === true ? [name] : [])),
      ['tracking_uri'],
    );
  });
});
