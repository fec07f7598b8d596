// Action `acme.track`.
import { TerminalError, Type } from '@configurable-agents/plugin-sdk';
import type { Static } from '@configurable-agents/plugin-sdk';
import { ask, unexpected } from './service.ts';
import type { Door } from './service.ts';

/** Written out, since a declaration file tells others what they are. */
type Text = ReturnType<typeof Type.String>;

export const ParcelQuery: ReturnType<typeof Type.Object<{ number: Text }>> = Type.Object(
  { number: Type.String({ pattern: '^AC[0-9]{6}$', description: 'Number of the parcel, such as AC123456.' }) },
  { additionalProperties: false },
);

export const Parcel: ReturnType<typeof Type.Object<{ number: Text; status: Text; city: Text }>> = Type.Object({
  number: Type.String(),
  status: Type.String({ description: 'on_its_way, delivered or returned' }),
  city: Type.String({ description: 'Where it was seen last.' }),
});

/** Looks a parcel up. */
export async function track(number: string, door: Door): Promise<Static<typeof Parcel>> {
  let found: unknown;
  try {
    found = await ask(door, `/parcels/${encodeURIComponent(number)}`);
  } catch (error) {
    if (error instanceof TerminalError && error.class === 'not_found')
      throw new TerminalError(`there is no parcel ${number}`, { class: 'not_found', cause: error });
    throw error;
  }
  const { status, city } = (found ?? {}) as { readonly status?: unknown; readonly city?: unknown };
  if (typeof status !== 'string' || typeof city !== 'string') throw unexpected('a parcel');
  return { number, status, city };
}
