// Tool `acme.find_office`.
import { Type } from '@configurable-agents/plugin-sdk';
import type { Static } from '@configurable-agents/plugin-sdk';
import { ask, unexpected } from './service.ts';
import type { Door } from './service.ts';

type Text = ReturnType<typeof Type.String>;

export const OfficeQuery: ReturnType<typeof Type.Object<{ city: Text }>> = Type.Object(
  { city: Type.String({ minLength: 1, maxLength: 100, description: 'Name of the city.' }) },
  { additionalProperties: false },
);

export const Office: ReturnType<typeof Type.Object<{ name: Text; street: Text }>> = Type.Object({
  name: Type.String(),
  street: Type.String(),
});

/** Offices of a city; none where there is none. */
export async function findOffices(city: string, door: Door): Promise<Static<typeof Office>[]> {
  const found = await ask(door, `/offices?city=${encodeURIComponent(city)}`);
  if (!Array.isArray(found)) throw unexpected('a list of offices');
  return found.map((each: unknown) => {
    const { name, street } = (each ?? {}) as { readonly name?: unknown; readonly street?: unknown };
    if (typeof name !== 'string' || typeof street !== 'string') throw unexpected('an office');
    return { name, street };
  });
}
