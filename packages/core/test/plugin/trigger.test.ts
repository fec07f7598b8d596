// Triggers of third parties: their two functions run on a thread or in a process of their own, and whatever they do there, a delivery that got no
// answer is refused, and the next one is looked at.
import assert from 'node:assert/strict';
import type { HostTrigger, PluginSource, Runtime, RuntimeOptions } from '@configurable-agents/core';
import type { PluginManifest, TriggerRequest } from '@configurable-agents/plugin-sdk';
import { closeAll, open } from '../support/runtime.ts';
import { written } from '../support/written.ts';

/** What a header says is what the function does. */
const HOOKS = (version = '1.0.0', atLoad = ''): string => `
import { writeSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
${atLoad}
let calls = 0;
const post = (message) => {
  if (parentPort !== null) return parentPort.postMessage(message);
  const body = Buffer.from(JSON.stringify(message));
  const header = Buffer.alloc(4);
  header.writeUInt32BE(body.length);
  writeSync(3, Buffer.concat([header, body]));
};
const ways = {
  hang: () => { for (;;); },
  never: () => new Promise(() => {}),
  throw: () => { throw new Error('no entry for sesame'); },
  exit: () => { process.exit(3); },
  memory: () => { const all = []; for (;;) all.push(new Array(1e6).fill(all.length)); },
  nothing: () => undefined,
  cyclic: () => { const it = { ok: true }; it.it = it; return it; },
  truthy: () => ({ ok: 'yes', kind: 'events', events: [{ type: 7 }] }),
  deep: () => {
    const data = '['.repeat(3e4) + ']'.repeat(3e4);
    post({ kind: 'answer', id: 1, json: '{"ok":"yes","kind":"events","events":[{"type":"a","dedupeKey":null,"data":' + data + '}]}' });
    return new Promise(() => {});
  },
  rubbish: () => { post(null); for (;;); },
  again: () => { post({ kind: 'ready' }); for (;;); },
  forged: () => { post({ kind: 'answer', id: 0, json: '{"ok":true}' }); for (;;); },
};
const act = (request, stage, otherwise) => {
  calls += 1;
  const [way] = request.headers[stage] ?? [];
  return way === undefined ? otherwise() : ways[way]();
};
export const plugin = {
  name: 'acme', version: '${version}', sdk: '^1',
  triggers: { hook: {
    event: true, maxBodyBytes: 1000, ackStatus: 202,
    verify: (request, { secrets, nowMs }) => act(request, 'verify', () =>
      Buffer.from(request.rawBody).toString() === secrets[0]
        ? { ok: true }
        : { ok: false, stage: 'signature', reason: 'it is another one' }),
    normalise: (request) => act(request, 'normalise', () =>
      ({ kind: 'events', events: [{ type: 'came', dedupeKey: null, data: { version: '${version}', calls, body: request.body ?? null, bytes: request.rawBody.buffer.byteLength } }] })),
  } },
};`;

type Tier = NonNullable<PluginSource['isolation']>;
type Opened = { readonly runtime: Runtime; readonly hook: HostTrigger; readonly warnings: readonly string[] };

const MANIFEST: PluginManifest = {
  name: 'acme',
  version: '1.0.0',
  sdk: '^1',
  secrets: {},
  capabilities: { net: [] },
  actions: {},
  providers: {},
  triggers: { 'acme.hook': { event: true, maxBodyBytes: 1000, ackStatus: 202 } },
  trackers: {},
};

/** In a process a plugin is known by its manifest alone. */
function hooks(isolation: Tier, version = '1.0.0', atLoad = ''): PluginSource {
  const source = { ...written(HOOKS(version, atLoad)), isolation };
  return isolation === 'process' ? { ...source, manifest: { ...MANIFEST, version } } : source;
}

async function openHook(source: PluginSource, options: Partial<RuntimeOptions> = {}): Promise<Opened> {
  const warnings: string[] = [];
  const runtime = await open({
    plugins: [source],
    triggerTimeoutMs: 500,
    log: (level, message) => level === 'warn' && warnings.push(message),
    ...options,
  });
  const hook = runtime.triggers.get('acme.hook');
  assert.ok(hook !== undefined);
  return { runtime, hook, warnings };
}

const request = (headers: TriggerRequest['headers'] = {}, rawBody = 'sesame'): TriggerRequest => ({
  headers,
  // A piece of a larger buffer, as Node gives it.
  rawBody: Buffer.concat([Buffer.from('what others sent'), Buffer.from(rawBody)]).subarray(16),
});
const GIVEN = { secrets: ['sesame'], nowMs: 1 };

const WHERE: { readonly [tier in Tier]: string } = { worker: 'a thread', process: 'a process' };

for (const tier of ['worker', 'process'] as const) {
  describe(`a trigger of a third party in ${WHERE[tier]}`, function () {
    this.timeout(60_000);
    afterEach(closeAll);

    it('verifies and normalises, and sees the bytes of the delivery alone', async () => {
      const { hook } = await openHook(hooks(tier));
      assert.deepEqual([hook.maxBodyBytes, hook.ackStatus], [1000, 202]);
      assert.deepEqual(await hook.verify(request(), GIVEN), { ok: true });
      assert.deepEqual(await hook.verify(request({}, 'open'), GIVEN), {
        ok: false,
        stage: 'signature',
        reason: 'it is another one',
      });
      assert.deepEqual(await hook.normalise({ ...request(), body: { a: 1 } }), {
        kind: 'events',
        events: [{ type: 'came', dedupeKey: null, data: { version: '1.0.0', calls: 3, body: { a: 1 }, bytes: 6 } }],
      });
    });

    for (const [way, reason] of [
      ['hang', /has not answered within 500 ms/],
      ['never', /has not answered within 500 ms/],
      ['throw', /no entry for sesame/],
      ['exit', /ended (with|by status) 3/],
      ['memory', /memory/],
      ['nothing', /its answer to `\w+` is wrong/],
      ['cyclic', /circular/],
      ['truthy', /its answer to `\w+` is wrong/],
      ['rubbish', /it sent something that is no answer/],
      ['again', /it sent something that is no answer/],
      ['forged', /answered for a call that is not its own/],
      ['deep', /its answer to `\w+` is wrong/],
    ] as const) {
      for (const stage of ['verify', 'normalise'] as const) {
        it(`that answers ${stage} by \`${way}\` has not let the delivery in, and looks at the next one`, async () => {
          // Memory runs out in its own time.
          const { hook, warnings } = await openHook(hooks(tier), way === 'memory' ? { triggerTimeoutMs: 20_000 } : {});
          const bad = request({ [stage]: [way] });
          const asked = stage === 'verify' ? hook.verify(bad, GIVEN) : hook.normalise(bad);
          await assert.rejects(asked, (error: Error & { readonly code?: string }) => {
            assert.equal(error.code, 'TRIGGER_UNAVAILABLE');
            // The sender is nobody yet.
            assert.equal(error.message, 'the trigger acme.hook cannot answer now; send it again later');
            return true;
          });
          assert.match(warnings.join('\n'), reason);
          assert.deepEqual(await hook.verify(request(), GIVEN), { ok: true });
        });
      }
    }

    it('that hangs does not hold up the engine, and what waits behind it is answered by another one', async () => {
      const { hook } = await openHook(hooks(tier));
      const hung = assert.rejects(hook.verify(request({ verify: ['hang'] }), GIVEN), { code: 'TRIGGER_UNAVAILABLE' });
      const next = hook.verify(request(), GIVEN);
      await hung;
      assert.deepEqual(await next, { ok: true });
      const { events } = (await hook.normalise(request())) as {
        readonly events: readonly { readonly data: unknown }[];
      };
      assert.deepEqual(events[0]?.data, { version: '1.0.0', calls: 2, body: null, bytes: 6 });
    });

    it('whose module cannot be loaded refuses, at first after a try and then at once for a while', async () => {
      const source = hooks(tier, '1.0.0', 'throw new Error("broken");');
      const { hook, warnings } = await openHook({ ...source, manifest: MANIFEST });
      await assert.rejects(hook.verify(request(), GIVEN), { code: 'TRIGGER_UNAVAILABLE' });
      await assert.rejects(hook.verify(request(), GIVEN), { code: 'TRIGGER_UNAVAILABLE' });
      assert.match(warnings[0] ?? '', /cannot be loaded: broken/);
      assert.match(warnings[1] ?? '', /could not be loaded a moment ago/);
    });

    it('whose code is not what its manifest says refuses', async () => {
      const { hook, warnings } = await openHook({ ...hooks(tier, '2.0.0'), manifest: MANIFEST });
      await assert.rejects(hook.verify(request(), GIVEN), { code: 'TRIGGER_UNAVAILABLE' });
      assert.match(warnings[0] ?? '', /\/version is "1\.0\.0" in plugin\.json and "2\.0\.0" in the code/);
    });

    it('that was replaced answers whoever still holds it, and the new one answers everybody else', async () => {
      const { runtime, hook } = await openHook(hooks(tier));
      const version = async (trigger: HostTrigger): Promise<unknown> => {
        const { events } = (await trigger.normalise(request())) as {
          readonly events: readonly { readonly data: object }[];
        };
        return events.map(({ data }) => ('version' in data ? data.version : null))[0];
      };
      assert.equal(await version(hook), '1.0.0');
      const held = hook.verify(request(), GIVEN);
      await runtime.plugins.replace([hooks(tier, '2.0.0')]);
      assert.deepEqual(await held, { ok: true });
      assert.equal(await version(hook), '1.0.0');
      const now = runtime.triggers.get('acme.hook');
      assert.ok(now !== undefined);
      assert.equal(await version(now), '2.0.0');
    });

    it('is refused while the engine closes', async () => {
      const { runtime, hook } = await openHook(hooks(tier), { triggerTimeoutMs: 60_000 });
      await hook.verify(request(), GIVEN);
      const hung = assert.rejects(hook.verify(request({ verify: ['hang'] }), GIVEN), { code: 'TRIGGER_UNAVAILABLE' });
      await runtime.close();
      await hung;
      await assert.rejects(hook.verify(request(), GIVEN), { code: 'RUNTIME_CLOSED' });
    });
  });
}

describe('a trigger of the product', function () {
  this.timeout(20_000);
  afterEach(closeAll);

  it('is loaded with the first delivery where its manifest is known, and not before', async () => {
    const source = hooks('worker', '1.0.0', 'globalThis.loadedHooks = (globalThis.loadedHooks ?? 0) + 1;');
    const { hook } = await openHook({ ...source, firstParty: true, manifest: MANIFEST });
    const here = globalThis as { loadedHooks?: number };
    assert.equal(here.loadedHooks, undefined);
    assert.deepEqual(await hook.verify(request(), GIVEN), { ok: true });
    assert.equal(here.loadedHooks, 1);
    delete here.loadedHooks;
  });
});
