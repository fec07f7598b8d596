import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkTracker, sampleFacts, trackerContextWith } from '@configurable-agents/plugin-sdk/testing';
import { plugin } from '../src/index.ts';
import { recorder } from '../src/recorder.ts';

describe('template_plugin', () => {
  it('keeps the contract of a tracker', () =>
    checkTracker(plugin.trackers?.['template_plugin'], { positionOf: (line) => Number.parseInt(String(line), 10) }));

  it('writes how each run ended', async () => {
    const lines: string[] = [];
    await recorder()(sampleFacts(), trackerContextWith({ write: (line) => void lines.push(line) }));
    assert.ok(lines.some((line) => line.endsWith(' succeeded')));
  });
});
