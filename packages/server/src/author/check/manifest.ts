import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { failed, passed } from './finding.ts';
import type { Outcome } from './finding.ts';
import type { Packed, Subject } from './subject.ts';

/** Whether plugin.json of the folder is what the code says, as it is packed. */
export function checkManifest({ found: { dir } }: Subject, { manifestText }: Packed): Outcome {
  const path = join(dir, 'plugin.json');
  if (existsSync(path) && readFileSync(path, 'utf8') === manifestText) return passed('plugin.json is current');
  return failed({
    code: 'PLUGIN_MANIFEST_STALE',
    message: existsSync(path) ? 'plugin.json is not what the code says' : 'there is no plugin.json',
    help: 'write it, and commit it: configurable-agents plugins build',
  });
}
