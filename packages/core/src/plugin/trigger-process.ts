// A process with the triggers of one third-party plugin.
import { openChannel } from '../carrier/channel.ts';
import { encodeFrame, MOST_FRAME_BYTES } from '../carrier/frames.ts';
import { asBytes } from './trigger-protocol.ts';
import type { FromTriggers, TextRequest, ToTriggers, TriggerSetup } from './trigger-protocol.ts';
import { serveTriggers } from './trigger-serve.ts';

const { setup, channel } = await openChannel<ToTriggers<TextRequest>, FromTriggers>(framesOf);
await serveTriggers(
  { ...channel, listen: (listener) => channel.listen((sent) => listener(asBytes(sent))) },
  setup as TriggerSetup,
);

/** An answer that is too large is a failure of its function. */
function framesOf(message: FromTriggers): readonly Buffer[] {
  const frame = encodeFrame(message);
  if (frame.length <= MOST_FRAME_BYTES || message.kind !== 'answer') return [frame];
  const reason = `its answer is of ${frame.length} bytes, and a plugin in a process of its own gives ${MOST_FRAME_BYTES} at most`;
  return [encodeFrame({ kind: 'failed', id: message.id, reason } satisfies FromTriggers)];
}
