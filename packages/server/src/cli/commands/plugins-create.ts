import { ownTerminal } from '../ask.ts';
import { createPlugin } from '../../author/create/create.ts';
import { askKind, askPluginName } from '../../author/create/ask.ts';
import { assertName, KINDS } from '../../author/create/name.ts';
import type { Kind } from '../../author/create/name.ts';
import { authorFailure } from '../../author/failure.ts';
import { quoted } from '../quoted.ts';
import { ownManifests } from '../../config/plugins.ts';
import { openOutput } from '../output.ts';
import type { CommandOptions } from '../session.ts';
import { version } from '../version.ts';

type Options = CommandOptions & { readonly kind?: Kind; readonly dir?: string };

/** `plugins create [NAME]`: a package that is green from its first minute, and the three commands to go on with. */
export async function pluginsCreate(given: string | undefined, options: Options): Promise<void> {
  const output = openOutput({ color: options.color ?? 'auto', env: process.env });
  const taken = ownManifests().map(({ name }) => name);
  const terminal = ownTerminal();
  if (given !== undefined) assertName(given, taken);
  const name = given ?? (terminal && (await askPluginName(taken, terminal)));
  if (name === undefined) {
    throw authorFailure(2, 'PLUGIN_NAME_INVALID', 'a plugin needs a name: configurable-agents plugins create NAME');
  }
  const kind = options.kind ?? (terminal && (await askKind(KINDS, terminal))) ?? 'action';
  const dir = options.dir ?? name;
  const { origin, files } = createPlugin({ name, kind, dir, version: version() });
  const next = [`cd ${quoted(dir)} && npm ci`, 'npm test', 'npm run dev'];
  if (options.json === true) {
    output.json({ name, kind, dir, origin, files, next });
    return;
  }
  for (const path of files) output.result(`${output.style('green', 'written', 'out')}  ${path}`);
  if (origin === 'checkout') {
    output.say(
      'note: the SDK is linked to this checkout; before it is published, name a release of it in package.json',
    );
  }
  output.result(`\nGo on:\n\n${next.map((command) => `  ${output.style('cyan', command, 'out')}`).join('\n')}`);
}
