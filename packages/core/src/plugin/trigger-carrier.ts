// Where the triggers of a third-party plugin run: on a thread, or in a process of their own.
import { fileURLToPath } from 'node:url';
import type { TriggerRequest } from '@configurable-agents/plugin-sdk';
import type { Carrier } from '../carrier/carrier.ts';
import type { Confinement } from '../carrier/confine.ts';
import { processCarrier } from '../carrier/process.ts';
import { workerCarrier } from '../carrier/worker.ts';
import type { LoadedPlugin } from './load.ts';
import { asText } from './trigger-protocol.ts';
import type { TextRequest, ToTriggers, TriggerSetup } from './trigger-protocol.ts';

export type TriggerCarrierOptions = {
  readonly env: { readonly [name: string]: string | undefined };
  /** By the plugin's name, for those that have processes of their own. */
  readonly confined: ReadonlyMap<string, { readonly confinement: Confinement }>;
  /** A line that the process of a plugin printed. */
  readonly onOutput: (plugin: string, line: string) => void;
};

/** Heap of the thread, in MiB. */
const MEMORY_MB = 256;

/** What is heard from there is not trusted, wherever it comes from. */
export function triggerCarrier(
  { manifest, specifier, source }: LoadedPlugin,
  { env, confined, onOutput }: TriggerCarrierOptions,
): Carrier<ToTriggers> {
  const setup: TriggerSetup = { specifier, told: source.manifest === undefined ? undefined : manifest };
  const confinement = confined.get(manifest.name)?.confinement;
  return confinement === undefined ? inThread(setup, env) : inProcess(setup, confinement, onOutput);
}

function inThread(setup: TriggerSetup, env: TriggerCarrierOptions['env']): Carrier<ToTriggers> {
  const entry = fileURLToPath(import.meta.resolve('#trigger-thread'));
  const carrier = workerCarrier<ToTriggers>({ name: 'a thread of triggers', entry, setup, env, memoryMb: MEMORY_MB });
  return {
    ...carrier,
    start: (events) => {
      const { post, end } = carrier.start(events);
      return { post: ({ id, call }) => post({ id, call: { ...call, request: apart(call.request) } }), end };
    },
  };
}

/** The bytes alone: a clone of a piece of a larger buffer would take the whole along, with what others sent. */
function apart({ headers, rawBody, body }: TriggerRequest): TriggerRequest {
  return { headers: { ...headers }, rawBody: Uint8Array.from(rawBody), ...(body === undefined ? {} : { body }) };
}

function inProcess(
  setup: TriggerSetup,
  confinement: Confinement,
  onOutput: TriggerCarrierOptions['onOutput'],
): Carrier<ToTriggers> {
  const carrier = processCarrier<ToTriggers<TextRequest>, unknown>({
    confinement,
    entry: fileURLToPath(import.meta.resolve('#trigger-process')),
    setup,
    // The host asks one thing at a time, and looks at every answer itself.
    openLedger: () => ({ sent: () => {}, heard: (message) => ({ message, count: 1 }) }),
    onLine: (line) => onOutput(confinement.plugin, line),
  });
  return {
    ...carrier,
    start: (events) => {
      const { post, end } = carrier.start(events);
      return { post: (message) => post(asText(message)), end };
    },
  };
}
