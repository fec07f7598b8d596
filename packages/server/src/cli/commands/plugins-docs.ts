import { relative } from 'node:path';
import { referenceOf } from '../../author/docs/reference.ts';
import { buildManifest } from '../../author/manifest-file.ts';
import { readPackage } from '../../author/package.ts';
import { openOutput } from '../output.ts';
import type { CommandOptions } from '../session.ts';
import { targetOf, writeTarget } from '../validate/write.ts';

type Options = CommandOptions & { readonly output?: string };

/** `plugins docs [DIR]`: a reference of what the code offers, as Markdown. */
export async function pluginsDocs(dir = '.', options: Options): Promise<void> {
  const output = openOutput({ color: options.color ?? 'auto', env: process.env });
  const target = targetOf(options.output, '-');
  const { manifest } = await buildManifest(readPackage(dir));
  const text = referenceOf(manifest);
  if (target === undefined) {
    output.result(text.trimEnd());
    return;
  }
  writeTarget(target, text);
  output.result(`${output.style('green', 'written', 'out')}  ${relative('.', target)}`);
}
