/** The protocols that are fetched, with the port of each. */
export const DEFAULT_PORTS: { readonly [protocol: string]: string } = { 'http:': '80', 'https:': '443' };

/** `host:port`, the port also where it is the protocol's own. */
export function targetOf(url: URL): string {
  return `${url.hostname}:${url.port === '' ? DEFAULT_PORTS[url.protocol] : url.port}`;
}
