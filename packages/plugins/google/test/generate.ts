// Calls the plugin's provider as the host does, against a fake.
import { plugin } from '@configurable-agents/plugin-google';
import type { Context, GenerateRequest, Part, Provider } from '@configurable-agents/plugin-sdk';
import { contextWith } from '@configurable-agents/plugin-sdk/testing';
import { KEY } from './fake-gemini.ts';

export const provider: Provider | undefined = plugin.providers?.['google'];

export const request: GenerateRequest = {
  model: 'gemini-3.8-flash',
  messages: [{ role: 'user', content: 'Hello' }],
  parameters: {},
  state: {},
};

/** A context whose fetch reaches loopback; the host's own is guarded. */
export function contextFor(baseUrl: string, given: Partial<Context> & { readonly key?: string } = {}): Context {
  const { key = KEY, ...rest } = given;
  return contextWith({ secrets: { api_key: key }, config: { base_url: baseUrl }, fetch: globalThis.fetch, ...rest });
}

export async function generate(given: Partial<GenerateRequest>, context: Context): Promise<readonly Part[]> {
  const parts: Part[] = [];
  for await (const part of provider?.generate({ ...request, ...given }, context) ?? []) parts.push(part);
  return parts;
}
