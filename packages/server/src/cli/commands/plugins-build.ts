import { relative } from 'node:path';
import { buildManifest } from '../../author/manifest-file.ts';
import { readPackage } from '../../author/package.ts';
import { openOutput } from '../output.ts';
import type { CommandOptions } from '../session.ts';
import { writeWhole } from '../validate/write.ts';

type Options = CommandOptions & { readonly check?: boolean };

/** `plugins build [DIR]`: plugin.json out of the code. With `--check` nothing is written, and exit 1 says that it is not current. */
export async function pluginsBuild(dir = '.', options: Options): Promise<void> {
  const output = openOutput({ color: options.color ?? 'auto', env: process.env });
  const { manifest, path, text, status } = await buildManifest(readPackage(dir));
  const isWritten = options.check !== true && status !== 'current';
  if (isWritten) writeWhole(path, text);
  if (options.check === true && status !== 'current') process.exitCode = 1;
  if (options.json === true) {
    output.json({ name: manifest.name, version: manifest.version, file: path, status, written: isWritten });
    return;
  }
  const file = relative('.', path);
  if (isWritten) output.result(`${output.style('green', 'written', 'out')}  ${file}`);
  else if (status === 'current') output.result(`current  ${file}`);
  else {
    const what = status === 'missing' ? 'is not there' : 'is not what the code says';
    output.result(
      `PLUGIN_MANIFEST_STALE: ${file} ${what}; write it: configurable-agents plugins build${dir === '.' ? '' : ` ${dir}`}`,
    );
  }
}
