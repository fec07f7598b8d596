import { TerminalError } from '@configurable-agents/plugin-sdk';
import type { JsonObject } from '@configurable-agents/plugin-sdk';

const VERSION_PATH = '/v1beta';

/** Where the Gemini API is. */
export const DEFAULT_BASE_URL: string = `https://generativelanguage.googleapis.com${VERSION_PATH}`;

/**
 * The address that requests go to, from the configuration's `base_url`: with the API's version, `/v1beta`, where it has no
 * path of its own. Throws a `TerminalError` of class `bad_request` for one that is no http or https URL.
 */
export function baseUrlOf({ base_url: configured }: JsonObject): string {
  if (configured === undefined) return DEFAULT_BASE_URL;
  const url = typeof configured === 'string' && URL.canParse(configured) ? new URL(configured) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || hasMore(url)) {
    throw new TerminalError(
      `\`providers.google.base_url\` is no address of an API; it is an http or https URL such as ${DEFAULT_BASE_URL}`,
      { class: 'bad_request', code: 'MODEL_REQUEST_INVALID' },
    );
  }
  const path = url.pathname.replace(/\/+$/, '');
  return `${url.origin}${path === '' ? VERSION_PATH : path}`;
}

/** A password, a query, a fragment: none of these is a part of an address that paths are added to. */
function hasMore({ username, password, search, hash }: URL): boolean {
  return [username, password, search, hash].some((part) => part !== '');
}
