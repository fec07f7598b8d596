// The address that a provider's requests go to. Pure.
import { TerminalError } from '@configurable-agents/plugin-sdk';
import type { JsonObject } from '@configurable-agents/plugin-sdk';

/** Where a provider's API is. */
export type Api = {
  /** The provider's name, as under `providers` of the configuration. */
  readonly provider: string;
  /** The address where none is configured, or one to show; its path stands in for a configured address without one. */
  readonly url: string;
};

/**
 * The address from the configuration's `base_url`, without a slash at its end; undefined where none is configured. One without
 * a path of its own gets that of the API. Throws a `TerminalError` of class `bad_request` for one that is no http or https URL.
 *
 * @example
 * baseUrlOf({ base_url: 'http://127.0.0.1:9000' }, { provider: 'acme', url: 'https://api.acme.example/v1' });
 * // => 'http://127.0.0.1:9000/v1'
 */
export function baseUrlOf({ base_url: configured }: JsonObject, api: Api): string | undefined {
  if (configured === undefined) return undefined;
  const url = typeof configured === 'string' && URL.canParse(configured) ? new URL(configured) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || hasMore(url)) {
    throw new TerminalError(
      `\`providers.${api.provider}.base_url\` is no address of an API; it is an http or https URL such as ${api.url}`,
      { class: 'bad_request', code: 'MODEL_REQUEST_INVALID' },
    );
  }
  const path = url.pathname.replace(/\/+$/, '');
  return `${url.origin}${path === '' ? new URL(api.url).pathname : path}`;
}

/** A password, a query, a fragment: none of these is a part of an address that paths are added to. */
function hasMore({ username, password, search, hash }: URL): boolean {
  return [username, password, search, hash].some((part) => part !== '');
}
