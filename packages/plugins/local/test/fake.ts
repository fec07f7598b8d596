// A folder with a fake engine and files of models, and calls of the provider that use them.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plugin } from '@configurable-agents/plugin-local';
import type { Context, GenerateRequest, JsonObject, Part } from '@configurable-agents/plugin-sdk';
import { contextWith } from '@configurable-agents/plugin-sdk/testing';

export const provider: NonNullable<(typeof plugin)['providers']>[string] | undefined = plugin.providers?.['local'];

export const SCHEMA = {
  type: 'object',
  required: ['label'],
  properties: { label: { enum: ['good', 'bad'] } },
  additionalProperties: false,
} as const;

export type Fake = { readonly dir: string; readonly config: JsonObject; readonly remove: () => void };

/** A folder with models `small`, `large`, `broken` and `huge`, and the engine. */
export function openFake(): Fake {
  const dir = mkdtempSync(join(tmpdir(), 'configurable-agents-local-'));
  const models = { small: 'small.gguf', large: 'large.gguf', broken: 'broken.gguf', huge: 'huge.gguf' };
  for (const [name, file] of Object.entries(models)) writeFileSync(join(dir, file), `GGUF ${name}`);
  const module = join(dir, 'node_modules', 'node-llama-cpp');
  mkdirSync(module, { recursive: true });
  writeFileSync(join(module, 'package.json'), JSON.stringify({ type: 'module', main: 'index.js' }));
  copyFileSync(join(import.meta.dirname, 'fake-engine.mjs'), join(module, 'index.js'));
  return {
    dir,
    config: { models_dir: dir, models, engine_dir: dir },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

export function requestOf(prompt: string, given: Partial<GenerateRequest> = {}): GenerateRequest {
  return { model: 'small', messages: [{ role: 'user', content: prompt }], parameters: {}, state: {}, ...given };
}

/** All parts of an answer. */
export async function ask(request: GenerateRequest, context: Context): Promise<readonly Part[]> {
  const parts: Part[] = [];
  for await (const part of provider?.generate(request, context) ?? []) parts.push(part);
  return parts;
}

export const contextOf = ({ config }: Fake, given: Partial<Context> = {}): Context => contextWith({ config, ...given });

export const textOf = (parts: readonly Part[]): string =>
  parts.map((part) => (part.kind === 'text' ? part.text : '')).join('');
