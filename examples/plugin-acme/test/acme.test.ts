// Each contribution under the contract kit, against a service on this machine.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Context, TrackerContext } from '@configurable-agents/plugin-sdk';
import {
  checkAction,
  checkPlugin,
  checkProvider,
  checkTool,
  checkTracker,
  checkTrigger,
  contextWith,
  signedDelivery,
} from '@configurable-agents/plugin-sdk/testing';
import { plugin } from '../src/index.ts';
import { API_KEY, startService } from './fake-service.ts';
import type { FakeService } from './fake-service.ts';

describe('acme', () => {
  let service: FakeService;
  before(async () => {
    service = await startService();
  });
  after(() => service.close());
  const context = (base = service.url): Context =>
    contextWith({ secrets: { api_key: API_KEY }, config: { base_url: base }, fetch: globalThis.fetch });

  it('keeps what it promises without fixtures', async () => assert.deepEqual(await checkPlugin(plugin), []));

  describe('acme.track', () => {
    const track = plugin.actions?.['track'];

    it('keeps the contract of an action', () =>
      checkAction(track, {
        inputs: [{ number: 'AC123456' }, { number: 'AC200000' }],
        refused: [{}, { number: '123456' }, { number: 'AC123456', city: 'Graz' }],
        context: context(),
        slow: { input: { number: 'AC123456' }, context: context(`${service.url}/silent`) },
      }));

    it('says where a parcel is, and that there is none', async () => {
      const run = (number: string): unknown => track?.run({ input: { number }, context: context() });
      assert.deepEqual(await run('AC123456'), { number: 'AC123456', status: 'delivered', city: 'Graz' });
      await assert.rejects(async () => run('AC999999'), { class: 'not_found', message: 'there is no parcel AC999999' });
    });
  });

  it('finds offices, as a tool', async () => {
    const tool = plugin.tools?.['find_office'];
    await checkTool(tool, {
      inputs: [{ city: 'Graz' }, { city: 'Nowhere' }],
      refused: [{}, { city: '' }],
      context: context(),
    });
    const found = await tool?.run({ input: { city: 'Graz' }, context: context() });
    assert.deepEqual(found, [{ name: 'Graz Main', street: 'Annenstrasse 1' }]);
  });

  it('writes messages, as a provider', () =>
    checkProvider(plugin.providers?.['acme'], {
      request: { model: 'postcard', messages: [{ role: 'user', content: 'It is there.' }], parameters: {}, state: {} },
      context: context(),
      text: 'Dear customer: It is there.',
    }));

  describe('acme.parcel', () => {
    const trigger = plugin.triggers?.['parcel'];
    const body = { type: 'parcel.delivered', number: 'AC123456', city: 'Graz' };

    it('keeps the contract of a trigger', () => {
      checkTrigger(trigger, signedDelivery({ scheme: 'standard', body }));
      checkTrigger(trigger, signedDelivery({ scheme: 'standard', body: { type: 'ping' } }));
    });

    it('makes an event of a parcel, known by the id of its delivery', () => {
      const { genuine } = signedDelivery({ scheme: 'standard', body, id: 'msg_1' });
      assert.deepEqual(trigger?.normalise({ ...genuine, body }), {
        kind: 'events',
        events: [{ type: 'parcel.delivered', data: { number: 'AC123456', city: 'Graz' }, dedupeKey: 'msg_1' }],
      });
    });
  });

  it('keeps a ledger, as a tracker', () => {
    const at = (base: string): Partial<TrackerContext> => ({ config: { base_url: base }, secret: () => API_KEY });
    return checkTracker(plugin.trackers?.['acme'], {
      context: at(service.url),
      recorded: () => [...service.ledger.values()],
      positionOf: (entry) => (entry as { readonly pos: number }).pos,
      down: at(`${service.url}/nowhere`),
      silent: at(`${service.url}/silent`),
    });
  });
});
