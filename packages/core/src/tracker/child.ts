// A process with the trackers of one plugin: records what the trackers' thread hands over.
import { PluginError } from '@configurable-agents/plugin-sdk';
import type { TrackedRun } from '@configurable-agents/plugin-sdk';
import { openChannel } from '../carrier/channel.ts';
import { encodeFrame } from '../carrier/frames.ts';
import { own } from '../own.ts';
import { reasonOf } from '../plugin/failure.ts';
import { importPlugin } from '../plugin/import.ts';
import type { ApartSetup, BatchPart, FromApart, ToApart } from './apart-protocol.ts';
import { openRecorder } from './recorder.ts';
import type { Recorder } from './recorder.ts';

type Kept = { readonly recorder: Recorder; runs: BatchPart['runs'] };

/** Longer lines are cut here, since the host hears no message that is too large. */
const MOST_LINE = 1_000_000;

const { setup, channel } = await openChannel<ToApart, FromApart>((message) => [encodeFrame(message)]);
const { specifier, told, trackers, hasColor } = setup as ApartSetup;
const kept = new Map<string, Kept>();
const controllers = new Map<number, AbortController>();

try {
  const plugin = await importPlugin(specifier, told);
  for (const entry of trackers) {
    const run = (runId: string): TrackedRun | undefined => {
      const text = own(kept.get(entry.name)?.runs ?? {}, runId);
      return text === undefined ? undefined : (JSON.parse(text) as TrackedRun);
    };
    const write = (line: string): void => channel.post({ kind: 'line', line: line.slice(0, MOST_LINE) });
    kept.set(entry.name, { recorder: openRecorder(plugin, entry, { write, run, hasColor }), runs: {} });
  }
  channel.listen((message) => {
    if (message.kind === 'abort') controllers.get(message.id)?.abort(new Error('it took too long'));
    else void record(message);
  });
  channel.post({ kind: 'ready' });
} catch (error) {
  channel.post({ kind: 'broken', reason: reasonOf(error) });
}

async function record({ id, tracker, isReplay, facts, runs }: ToApart & { readonly kind: 'record' }): Promise<void> {
  const at = kept.get(tracker);
  if (at === undefined) throw new Error(`invariant: the process has no tracker ${tracker}`);
  const controller = new AbortController();
  controllers.set(id, controller);
  at.runs = runs;
  try {
    await at.recorder.record(facts, { signal: controller.signal, isReplay });
    channel.post({ kind: 'done', id });
  } catch (error) {
    channel.post({ kind: 'failed', id, reason: at.recorder.scrub(reasonOf(error)), ...wayOf(error) });
  } finally {
    controllers.delete(id);
  }
}

function wayOf(error: unknown): Pick<FromApart & { readonly kind: 'failed' }, 'isRetryable' | 'retryAfterMs'> {
  if (!(error instanceof PluginError)) return { isRetryable: false };
  const { retryable: isRetryable, retryAfterMs } = error;
  return { isRetryable, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}
