// A third-party module, imported in a thread of its own that ends with it: nobody knows yet what it does.
import { Worker } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import type { PluginManifest } from '@configurable-agents/plugin-sdk';
import { RuntimeError } from '../errors.ts';
import type { RuntimeErrorCode } from '../errors.ts';
import { loadFailure, loadTimeout } from './failure.ts';
import { checkedManifest } from './manifest.ts';

/** What the thread posts. A plugin may post as well, so it is not trusted. */
export type FromManifestThread =
  | { readonly kind: 'manifest'; readonly json: string }
  | { readonly kind: 'failed'; readonly code: RuntimeErrorCode; readonly message: string };

/** Heap of such a thread, in MiB. */
const MEMORY_MB = 256;

/** The manifest that a module's code makes. Throws `PLUGIN_…`; the thread is gone in any case. */
export async function loadApart(specifier: string, timeoutMs: number): Promise<PluginManifest> {
  const worker = new Worker(fileURLToPath(import.meta.resolve('#manifest-thread')), {
    workerData: { specifier },
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    const message = await new Promise<unknown>((resolve, reject) => {
      timer = setTimeout(() => reject(loadTimeout(specifier, timeoutMs)), timeoutMs);
      worker.once('message', resolve);
      worker.once('messageerror', reject);
      worker.once('error', reject);
      worker.once('exit', (code) =>
        reject(new Error(`the module ended its thread with ${code} before it told its manifest`)),
      );
    });
    return manifestOfMessage(message, specifier);
  } catch (error) {
    throw loadFailure(specifier, error);
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

function manifestOfMessage(message: unknown, specifier: string): PluginManifest {
  const { kind, json, code, message: problem } = (message ?? {}) as { readonly [key: string]: unknown };
  if (kind === 'manifest' && typeof json === 'string') return checkedManifest(JSON.parse(json), specifier);
  if (kind === 'failed' && typeof problem === 'string' && typeof code === 'string' && code.startsWith('PLUGIN_'))
    throw new RuntimeError(code as RuntimeErrorCode, problem);
  throw new Error('its thread told no manifest');
}
