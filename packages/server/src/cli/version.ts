import { createRequire } from 'node:module';

/** The version of the command. Its package is named and not counted to from here: this file moves when it is bundled. */
export function version(): string {
  return (createRequire(import.meta.url)('#package') as { readonly version: string }).version;
}
