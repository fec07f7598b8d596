// Triggers of third parties: their two functions run on a thread of their own, and whatever they do there, a delivery that got no
// answer is refused, and the next one is looked at.
import assert from 'node:assert/strict';
import type { HostTrigger, Runtime, RuntimeOptions } from '@configurable-agents/core';
import type { TriggerRequest } from '@configurable-agents/plugin-sdk';
import { closeAll, open } from '../support/runtime.ts';
import { written } from '../support/written.ts';

/** What a header says is what the function does. */
const HOOKS = (version = '1.0.0', atLoad = ''): string => `
import { parentPort } from 'node:worker_threads';
${atLoad}
let calls = 0;
const ways = {
  hang: () => { for (;;); },
  never: () => new Promise(() => {}),
  throw: () => { throw new Error('no entry for sesame'); },
  exit: () => { process.exit(3); },
  memory: () => { const all = []; for (;;) all.push(new Array(1e6).fill(all.length)); },
  nothing: () => undefined,
  cyclic: () => { const it = { ok: true }; it.it = it; return it; },
  truthy: () => ({ ok: 'yes', kind: 'events', events: [{ type: 7 }] }),
  rubbish: () => { parentPort.postMessage(null); for (;;); },
  forged: () => { parentPort.postMessage({ kind: 'ready' }); parentPort.postMessage({ kind: 'answer', id: 0, json: '{"ok":true}' }); throw new Error('forged'); },
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

type Opened = { readonly runtime: Runtime; readonly hook: HostTrigger; readonly warnings: readonly string[] };

async function openHook(text = HOOKS(), options: Partial<RuntimeOptions> = {}): Promise<Opened> {
  const warnings: string[] = [];
  const runtime = await open({
    plugins: [written(text)],
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

describe('a trigger of a third party', function () {
  this.timeout(30_000);
  afterEach(closeAll);

  it('verifies and normalises, and sees the bytes of the delivery alone', async () => {
    const { hook } = await openHook();
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
    ['exit', /ended with 3/],
    ['memory', /memory/],
    ['nothing', /its answer to `\w+` is wrong/],
    ['cyclic', /circular/],
    ['truthy', /its answer to `\w+` is wrong/],
    ['rubbish', /it sent something that is no answer/],
    ['forged', /forged/],
  ] as const) {
    for (const stage of ['verify', 'normalise'] as const) {
      it(`that answers ${stage} by \`${way}\` has not let the delivery in, and looks at the next one`, async () => {
        // Memory runs out in its own time.
        const { hook, warnings } = await openHook(HOOKS(), way === 'memory' ? { triggerTimeoutMs: 20_000 } : {});
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

  it('that hangs does not hold up the engine, and what waits behind it is answered by another thread', async () => {
    const { hook } = await openHook();
    const hung = assert.rejects(hook.verify(request({ verify: ['hang'] }), GIVEN), { code: 'TRIGGER_UNAVAILABLE' });
    const next = hook.verify(request(), GIVEN);
    await hung;
    assert.deepEqual(await next, { ok: true });
    const { events } = (await hook.normalise(request())) as { readonly events: readonly { readonly data: unknown }[] };
    assert.deepEqual(events[0]?.data, { version: '1.0.0', calls: 2, body: null, bytes: 6 });
  });

  it('whose module cannot be loaded refuses, at first after a try and then at once for a while', async () => {
    const told = await openHook();
    const [manifest] = told.runtime.manifests;
    assert.ok(manifest !== undefined);
    const source = { ...written(HOOKS('1.0.0', 'throw new Error("broken");')), manifest };
    const { hook, warnings } = await openHook('', { plugins: [source] });
    await assert.rejects(hook.verify(request(), GIVEN), { code: 'TRIGGER_UNAVAILABLE' });
    await assert.rejects(hook.verify(request(), GIVEN), { code: 'TRIGGER_UNAVAILABLE' });
    assert.match(warnings[0] ?? '', /cannot be loaded: broken/);
    assert.match(warnings[1] ?? '', /could not be loaded a moment ago/);
  });

  it('whose code is not what its manifest says refuses', async () => {
    const told = await openHook();
    const [manifest] = told.runtime.manifests;
    assert.ok(manifest !== undefined);
    const { hook, warnings } = await openHook('', { plugins: [{ ...written(HOOKS('2.0.0')), manifest }] });
    await assert.rejects(hook.verify(request(), GIVEN), { code: 'TRIGGER_UNAVAILABLE' });
    assert.match(warnings[0] ?? '', /\/version is "1\.0\.0" in plugin\.json and "2\.0\.0" in the code/);
  });

  it('that was replaced answers whoever still holds it, and the new one answers everybody else', async () => {
    const { runtime, hook } = await openHook();
    const version = async (trigger: HostTrigger): Promise<unknown> => {
      const { events } = (await trigger.normalise(request())) as {
        readonly events: readonly { readonly data: object }[];
      };
      return events.map(({ data }) => ('version' in data ? data.version : null))[0];
    };
    assert.equal(await version(hook), '1.0.0');
    const held = hook.verify(request(), GIVEN);
    await runtime.plugins.replace([written(HOOKS('2.0.0'))]);
    assert.deepEqual(await held, { ok: true });
    assert.equal(await version(hook), '1.0.0');
    const now = runtime.triggers.get('acme.hook');
    assert.ok(now !== undefined);
    assert.equal(await version(now), '2.0.0');
  });

  it('is refused while the engine closes', async () => {
    const { runtime, hook } = await openHook(HOOKS(), { triggerTimeoutMs: 60_000 });
    await hook.verify(request(), GIVEN);
    const hung = assert.rejects(hook.verify(request({ verify: ['hang'] }), GIVEN), { code: 'TRIGGER_UNAVAILABLE' });
    await runtime.close();
    await hung;
    await assert.rejects(hook.verify(request(), GIVEN), { code: 'RUNTIME_CLOSED' });
  });
});

describe('a trigger of the product', function () {
  this.timeout(20_000);
  afterEach(closeAll);

  it('is loaded with the first delivery where its manifest is known, and not before', async () => {
    const told = await openHook();
    const [manifest] = told.runtime.manifests;
    assert.ok(manifest !== undefined);
    const text = HOOKS('1.0.0', 'globalThis.loadedHooks = (globalThis.loadedHooks ?? 0) + 1;');
    const { hook } = await openHook('', { plugins: [{ ...written(text), firstParty: true, manifest }] });
    const here = globalThis as { loadedHooks?: number };
    assert.equal(here.loadedHooks, undefined);
    assert.deepEqual(await hook.verify(request(), GIVEN), { ok: true });
    assert.equal(here.loadedHooks, 1);
    delete here.loadedHooks;
  });
});
