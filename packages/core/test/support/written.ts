import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PluginSource } from '@configurable-agents/core';
import { newDataDir } from './runtime.ts';

/** A module of its own, far from the SDK. */
export function written(text: string): PluginSource {
  const path = join(newDataDir(), 'index.mjs');
  writeFileSync(path, text);
  return { specifier: pathToFileURL(path).href, firstParty: false };
}
