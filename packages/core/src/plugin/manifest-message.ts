// What the thread or the process says that imports one third-party module: its manifest, as text, since what crosses is looked at as data.
import { RuntimeError } from '../errors.ts';
import type { RuntimeErrorCode } from '../errors.ts';
import { MAX_MANIFEST_CHARACTERS } from './bounds.ts';
import { loadCode } from './code.ts';
import { loadFailure } from './failure.ts';

export type ManifestSetup = { readonly specifier: string };

export type ManifestMessage =
  | { readonly kind: 'manifest'; readonly json: string }
  | { readonly kind: 'failed'; readonly code: RuntimeErrorCode; readonly message: string };

/** Imports the module here. */
export async function manifestMessage({ specifier }: ManifestSetup): Promise<ManifestMessage> {
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
