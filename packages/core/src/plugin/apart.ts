// A third-party module, imported in a thread or a process of its own that ends with it: nobody knows yet what it does.
import { fileURLToPath } from 'node:url';
import type { PluginManifest } from '@configurable-agents/plugin-sdk';
import { reasonOfEnd } from '../carrier/carrier.ts';
import type { Carrier } from '../carrier/carrier.ts';
import { confine } from '../carrier/confine.ts';
import { processCarrier } from '../carrier/process.ts';
import { workerCarrier } from '../carrier/worker.ts';
import { RuntimeError } from '../errors.ts';
import type { RuntimeErrorCode } from '../errors.ts';
import { within } from '../within.ts';
import { loadFailure, loadTimeout } from './failure.ts';
import { checkedManifest } from './manifest.ts';
import type { ManifestSetup } from './manifest-message.ts';
import type { PluginSource } from './source.ts';

/** Heap of such a thread or process, in MiB. */
const MEMORY_MB = 256;

/** The manifest that a module's code makes. Throws `PLUGIN_…`; the thread is gone in any case. */
export async function loadApart(specifier: string, timeoutMs: number): Promise<PluginManifest> {
  const entry = fileURLToPath(import.meta.resolve('#manifest-thread'));
  const setup: ManifestSetup = { specifier };
  const carrier = workerCarrier({ name: 'its thread', entry, setup, env: process.env, memoryMb: MEMORY_MB });
  return await manifestFrom(carrier, specifier, timeoutMs);
}

/** The same in a process that may do nothing but read what it imports. */
export async function loadConfined(
  { specifier, folder }: PluginSource,
  told: PluginManifest,
  timeoutMs: number,
): Promise<PluginManifest> {
  const confinement = confine({
    manifest: told,
    specifier,
    folder,
    granted: { net: [] },
    config: {},
    dataDir: undefined,
    memoryMb: MEMORY_MB,
    env: process.env,
  });
  const carrier = processCarrier<never, unknown>({
    confinement,
    entry: fileURLToPath(import.meta.resolve('#manifest-process')),
    setup: { specifier } satisfies ManifestSetup,
    openLedger: () => ({ sent: () => {}, heard: (message) => ({ message, count: 1 }) }),
    onLine: () => {},
  });
  return await manifestFrom(carrier, specifier, timeoutMs);
}

async function manifestFrom(carrier: Carrier<never>, specifier: string, timeoutMs: number): Promise<PluginManifest> {
  const first = Promise.withResolvers<unknown>();
  try {
    carrier.start({
      message: first.resolve,
      ended: (end) => first.reject(new Error(`it ended before it told its manifest: ${reasonOfEnd(end)}`)),
    });
    const message = await within(timeoutMs, first.promise, () => loadTimeout(specifier, timeoutMs));
    return manifestOfMessage(message, specifier);
  } catch (error) {
    throw loadFailure(specifier, error);
  } finally {
    await carrier.close();
  }
}

/** A plugin may post as well, so a message is not trusted. */
function manifestOfMessage(message: unknown, specifier: string): PluginManifest {
  const { kind, json, code, message: problem } = (message ?? {}) as { readonly [key: string]: unknown };
  if (kind === 'manifest' && typeof json === 'string') return checkedManifest(JSON.parse(json), specifier);
  if (kind === 'failed' && typeof problem === 'string' && typeof code === 'string' && code.startsWith('PLUGIN_'))
    throw new RuntimeError(code as RuntimeErrorCode, problem);
  throw new Error('it told no manifest');
}
