// What the requests of a plugin end with, whatever it does about signals.
import assert from 'node:assert/strict';
import type { Context, Plugin } from '@configurable-agents/plugin-sdk';
import { openContext } from '../../src/lane/context.ts';
import type { LanePlugins } from '../../src/lane/plugins.ts';
import type { Job } from '../../src/lane/protocol.ts';

const PLUGIN: Plugin = { name: 'acme', version: '1.0.0', sdk: '^1' };
const JOB = { runId: 'r', workflowName: 'w', node: 'n', key: 'n', attempt: 1, hops: 0 } as Job;

/** A request that nobody answers: it ends when its signal says so. */
const unanswered: typeof globalThis.fetch = (input, init) =>
  new Promise((_resolve, reject) => {
    const { signal } = new Request(input, init);
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });

function opened(): { readonly abort: (why: string) => void; readonly contexts: readonly Context[] } {
  const attempt = new AbortController();
  const plugins = { fetchFor: () => unanswered, configOf: () => ({}), traffic: undefined } as unknown as LanePlugins;
  const contexts = openContext({ job: JOB, plugins, signal: attempt.signal, log: () => {} });
  return {
    abort: (why) => attempt.abort(new Error(why)),
    contexts: [
      contexts.contextFor(PLUGIN),
      contexts.contextOfModel(PLUGIN),
      contexts.contextOfCall(PLUGIN, { id: 'tool-1', timeoutMs: 60_000 }),
    ],
  };
}

describe('the `fetch` of an attempt', () => {
  const url = 'https://api.example/x';

  it('ends with the attempt, also where the plugin hands on no signal', async () => {
    const { contexts, abort } = opened();
    const asked = contexts.flatMap(({ fetch }) => [fetch(url), fetch(new Request(url)), fetch(url, {})]);
    abort('its time is up');
    for (const request of asked) await assert.rejects(request, { message: 'its time is up' });
  });

  it('ends as its plugin says too', async () => {
    for (const { fetch } of opened().contexts) {
      const own = new AbortController();
      const asked = [fetch(url, { signal: own.signal }), fetch(new Request(url, { signal: own.signal }))];
      own.abort(new Error('enough'));
      for (const request of asked) await assert.rejects(request, { message: 'enough' });
    }
  });

  it('ends with the time of its tool', async () => {
    const attempt = new AbortController();
    const plugins = { fetchFor: () => unanswered, configOf: () => ({}) } as unknown as LanePlugins;
    const contexts = openContext({ job: JOB, plugins, signal: attempt.signal, log: () => {} });
    const { fetch } = contexts.contextOfCall(PLUGIN, { id: 'tool-1', timeoutMs: 1 });
    await assert.rejects(fetch(url), { name: 'TimeoutError' });
  });
});
