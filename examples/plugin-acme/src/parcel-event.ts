// Trigger `acme.parcel`.
import { mark, Type } from '@configurable-agents/plugin-sdk';
import type { Normalised, TriggerRequest } from '@configurable-agents/plugin-sdk';

type Text = ReturnType<typeof Type.String>;

export const ParcelEvent: ReturnType<typeof Type.Object<{ number: Text; city: Text }>> = Type.Object({
  // Made by the service itself: nobody outside writes it.
  number: Type.String(mark.platform),
  city: Type.String(),
});

const NUMBER = /^AC[0-9]{6}$/;

/** A delivery of the service as an event; `{ "type": "parcel.delivered", "number": "AC123456", "city": "Graz" }`. */
export function normaliseParcel({ headers, body }: TriggerRequest): Normalised<{ number: string; city: string }> {
  const { type, number, city } = (typeof body === 'object' && body !== null ? body : {}) as {
    readonly type?: unknown;
    readonly number?: unknown;
    readonly city?: unknown;
  };
  if (type === 'ping') return { kind: 'reply', status: 200, body: { pong: true } };
  if (typeof type !== 'string' || type === '') return { kind: 'invalid', message: '`type` must name the event' };
  if (typeof number !== 'string' || !NUMBER.test(number))
    return { kind: 'invalid', message: '`number` must be that of a parcel, such as AC123456' };
  if (typeof city !== 'string') return { kind: 'invalid', message: '`city` must be a text' };
  const [dedupeKey = null] = headers['webhook-id'] ?? [];
  return { kind: 'events', events: [{ type, data: { number, city }, dedupeKey }] };
}
