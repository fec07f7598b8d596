// The manifests of the plugins that come with the product, as the files that compiler and editors read.
import { readdirSync, readFileSync } from 'node:fs';
import { manifestOf } from '@configurable-agents/plugin-sdk';
import type { Plugin } from '@configurable-agents/plugin-sdk';
import { DEFAULT_PLUGINS } from '../../packages/server/src/config/default-plugins.ts';

export type ManifestFile = { readonly name: string; readonly file: URL; readonly text: string };

/** Each plugin's `plugin.json` as its code says it, paths in it relative to the file; and all of them as the command reads them. */
export async function manifestFiles(): Promise<readonly ManifestFile[]> {
  const each = await Promise.all(
    DEFAULT_PLUGINS.map(async (name) => {
      const file = new URL(`../../packages/plugins/${name.replace(/^.*plugin-/, '')}/plugin.json`, import.meta.url);
      const { plugin } = (await import(name)) as { readonly plugin: Plugin };
      const folder = new URL('.', file).href;
      const text = JSON.stringify(manifestOf(plugin), undefined, 2).replaceAll(`"${folder}`, '"./');
      return { name, file, text: `${text}\n` };
    }),
  );
  const all = Object.fromEntries(each.map(({ name, text }) => [name, JSON.parse(text) as unknown]));
  const file = new URL('../../packages/server/manifests.json', import.meta.url);
  return [...each, { name: 'manifests.json', file, text: `${JSON.stringify(all)}\n` }, ...(await otherFiles())];
}

/** Of the example of a plugin from outside, and of the templates: a new plugin has its manifest from the beginning. */
async function otherFiles(): Promise<readonly ManifestFile[]> {
  const kinds = new URL('../../packages/server/template/kinds/', import.meta.url);
  const folders = [
    new URL('../../examples/plugin-acme/', import.meta.url),
    ...readdirSync(kinds).map((kind) => new URL(`${kind}/`, kinds)),
  ];
  return await Promise.all(
    folders.map(async (folder) => {
      const { plugin } = (await import(new URL('src/index.ts', folder).href)) as { readonly plugin: Plugin };
      const text = `${JSON.stringify(manifestOf(plugin), undefined, 2)}\n`;
      return { name: folder.pathname.split('/').slice(-3).join('/'), file: new URL('plugin.json', folder), text };
    }),
  );
}

export function textOf({ file }: ManifestFile): string {
  return readFileSync(file, 'utf8');
}
