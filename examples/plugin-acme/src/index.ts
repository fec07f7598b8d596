// Acme Parcels, a delivery service that exists only here: what its plugin offers, and what it asks for.
import { definePlugin, Type } from '@configurable-agents/plugin-sdk';
import type { Plugin } from '@configurable-agents/plugin-sdk';
import { verifySignature } from '@configurable-agents/plugin-sdk/signature';
import { record } from './ledger.ts';
import { findOffices, Office, OfficeQuery } from './offices.ts';
import { normaliseParcel, ParcelEvent } from './parcel-event.ts';
import { Parcel, ParcelQuery, track } from './track.ts';
import { generate } from './writer.ts';

/** The plugin `acme`. */
export const plugin: Plugin = definePlugin({
  name: 'acme',
  version: '1.0.0',
  sdk: '^1',
  config: Type.Object(
    {
      base_url: Type.Optional(
        Type.String({ pattern: '^https?://', default: 'https://api.acme.example', description: 'The service.' }),
      ),
    },
    { additionalProperties: false },
  ),
  secrets: { api_key: { env: 'ACME_API_KEY' } },
  capabilities: { net: ['api.acme.example:443', { fromConfig: '/base_url' }] },
  actions: {
    track: {
      description: 'Where a parcel is.',
      input: ParcelQuery,
      output: Parcel,
      effects: 'read',
      idempotent: true,
      timeoutMs: 20_000,
      run: ({ input, context }) => track(input.number, context),
    },
  },
  tools: {
    find_office: {
      description: 'Finds offices of Acme Parcels in a city, with their addresses.',
      input: OfficeQuery,
      output: Type.Array(Office),
      effects: 'read',
      idempotent: true,
      run: ({ input, context }) => findOffices(input.city, context),
    },
  },
  providers: {
    acme: {
      description: 'Writes messages to customers, in the words of Acme Parcels.',
      models: { postcard: { contextTokens: 2000, structuredOutput: false, tools: false } },
      generate,
    },
  },
  triggers: {
    parcel: {
      description: 'A parcel changed its status.',
      event: ParcelEvent,
      eventTypes: ['parcel.delivered', 'parcel.returned'],
      maxBodyBytes: 16 * 1024,
      ackStatus: 202,
      verify: (request, { secrets, nowMs }) => verifySignature({ scheme: 'standard', request, secrets, nowMs }),
      normalise: normaliseParcel,
    },
  },
  trackers: {
    acme: { description: 'A ledger of runs that begin and end, kept by the service.', record },
  },
});
