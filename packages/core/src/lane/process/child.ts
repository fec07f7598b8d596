// Inside a process: one lane for one plugin.
import { openChannel } from '../../carrier/channel.ts';
import { encodeFrame, MOST_FRAME_BYTES } from '../../carrier/frames.ts';
import type { FromLane, JobResult, LaneInit, ToLane } from '../protocol.ts';
import { serveLane } from '../serve.ts';

const { setup, channel } = await openChannel<ToLane, FromLane>(framesOf);
await serveLane(channel, setup as LaneInit);

/** One frame, or one for each result where together they are too large; what is too large by itself has failed. */
function framesOf(message: FromLane): readonly Buffer[] {
  const frame = encodeFrame(message);
  if (frame.length <= MOST_FRAME_BYTES) return [frame];
  if (message.kind === 'results') {
    if (message.results.length > 1)
      return message.results.flatMap((result) => framesOf({ kind: 'results', results: [result] }));
    return message.results.map((result) => encodeFrame({ kind: 'results', results: [tooLarge(result, frame.length)] }));
  }
  if (message.kind === 'logs' && message.logs.length > 1)
    return message.logs.flatMap((line) => framesOf({ kind: 'logs', logs: [line] }));
  return [];
}

function tooLarge({ id, durationMs }: JobResult, bytes: number): JobResult {
  const message = `the output is of ${bytes} bytes, and a plugin in a process of its own gives ${MOST_FRAME_BYTES} at most`;
  const error = { code: 'NODE_OUTPUT_TOO_LARGE', class: 'invalid_output', message };
  return { id, durationMs, ok: false, error, retryable: false };
}
