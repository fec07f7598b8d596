// Plugins as packages: folders, and tarballs that are written entry by entry, also those that no packer would write.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { definePlugin, manifestOf, Type } from '@configurable-agents/plugin-sdk';
import type { Capabilities, PluginManifest } from '@configurable-agents/plugin-sdk';

export type PackageOptions = {
  readonly name?: string;
  readonly version?: string;
  readonly capabilities?: Capabilities;
  readonly secrets?: { readonly [name: string]: { readonly env: string } };
  readonly packageJson?: object;
  /** Code before the plugin, in its module. */
  readonly code?: string;
};

/** The files of a plugin with one action, `NAME`, which answers `{ text }` with its version before it. */
export function pluginFiles(options: PackageOptions = {}): { readonly [path: string]: string } {
  const { name = 'acme', version = '1.0.0', capabilities = {}, secrets, packageJson = {}, code = '' } = options;
  const parts = { name, version, sdk: '^1', capabilities, ...(secrets === undefined ? {} : { secrets }) };
  return {
    'package.json': JSON.stringify({
      name: `plugin-${name}`,
      version,
      type: 'module',
      exports: './index.js',
      ...packageJson,
    }),
    'plugin.json': `${JSON.stringify(manifestFor(parts), null, 2)}\n`,
    'index.js': `import { definePlugin, Type } from '@configurable-agents/plugin-sdk';
${code}
export const plugin = definePlugin({
  ...${JSON.stringify(parts)},
  actions: {
    ${JSON.stringify(name)}: {
      input: Type.Object({ text: Type.String() }),
      output: Type.Object({ text: Type.String() }),
      effects: 'pure',
      idempotent: true,
      run: ({ input }) => Promise.resolve({ text: ${JSON.stringify(version)} + ' ' + input.text }),
    },
  },
});
`,
    'README.md': `# ${name}\n`,
  };
}

type Parts = Pick<Required<PackageOptions>, 'name' | 'version' | 'capabilities'> & {
  readonly sdk: string;
  readonly secrets?: PackageOptions['secrets'];
};

function manifestFor({ secrets, ...parts }: Parts): PluginManifest {
  return manifestOf(
    definePlugin({
      ...parts,
      ...(secrets === undefined ? {} : { secrets }),
      actions: {
        [parts.name]: {
          input: Type.Object({ text: Type.String() }),
          output: Type.Object({ text: Type.String() }),
          effects: 'pure',
          idempotent: true,
          run: () => Promise.resolve({ text: '' }),
        },
      },
    }),
  );
}

export function writeFiles(folder: string, files: { readonly [path: string]: string | Uint8Array }): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

export type TarEntry = {
  readonly path: string;
  readonly content?: string | Uint8Array;
  /** One character: 0 file, 1 hard link, 2 link, 3 and 4 devices, 5 folder, 6 fifo, x extended header. */
  readonly type?: string;
  readonly link?: string;
  /** What the header says of the size, where it lies. */
  readonly size?: number;
};

const BLOCK = 512;

/** The bytes of a tarball with exactly these entries. */
export function tarball(entries: readonly TarEntry[]): Buffer {
  return gzipSync(Buffer.concat([...entries.map(tarEntry), Buffer.alloc(BLOCK * 2)]));
}

/** As npm packs it. */
export function packed(files: { readonly [path: string]: string }): Buffer {
  return tarball(Object.entries(files).map(([path, content]) => ({ path: `package/${path}`, content })));
}

export function tarEntry({ path, content = '', type = '0', link = '', size }: TarEntry): Buffer {
  const body = Buffer.from(content);
  const header = Buffer.alloc(BLOCK);
  header.write(path, 0, 100);
  header.write('0000644\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  header.write(`${(size ?? body.length).toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0', 136);
  header.write('        ', 148);
  header.write(type, 156);
  header.write(link, 157, 100);
  header.write('ustar\u000000', 257);
  const sum = header.reduce((all, byte) => all + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, body, Buffer.alloc((BLOCK - (body.length % BLOCK)) % BLOCK)]);
}
