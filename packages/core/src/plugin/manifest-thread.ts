// A thread that imports one third-party module and posts its manifest, as text: what crosses is looked at as data.
import { parentPort, workerData } from 'node:worker_threads';
import { RuntimeError } from '../errors.ts';
import { loadCode } from './code.ts';
import { loadFailure } from './failure.ts';
import { MAX_MANIFEST_CHARACTERS } from './bounds.ts';
import type { FromManifestThread } from './apart.ts';

const { specifier } = workerData as { readonly specifier: string };
parentPort?.postMessage(await told());

async function told(): Promise<FromManifestThread> {
  try {
    const { manifest } = await loadCode(specifier);
    const json = JSON.stringify(manifest);
    if (json.length <= MAX_MANIFEST_CHARACTERS) return { kind: 'manifest', json };
    const problem = `its manifest is larger than ${MAX_MANIFEST_CHARACTERS} characters`;
    return { kind: 'failed', code: 'PLUGIN_INVALID', message: `the plugin ${specifier} is wrong: ${problem}` };
  } catch (error) {
    const { code, message } = error instanceof RuntimeError ? error : loadFailure(specifier, error);
    return { kind: 'failed', code, message };
  }
}
