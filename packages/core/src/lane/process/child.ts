// Inside a process: one lane for one plugin, over the pipe that the host has opened as descriptor 3. It ends when the host does,
// which closes the pipe, however it ended.
import { writeSync } from 'node:fs';
import { Socket } from 'node:net';
import type { FromLane, JobResult, LaneInit, ToLane } from '../protocol.ts';
import { serveLane } from '../serve.ts';
import { encodeFrame, frameReader, MOST_FRAME_BYTES } from './frames.ts';
import { withhold } from './withhold.ts';

/** The first message; all others are those of a lane. */
export type ChildInit = { readonly init: LaneInit; readonly isBare: boolean };

const CHANNEL = 3;
const exit = process.exit.bind(process);

process.on('uncaughtException', (error: unknown) => {
  writeSync(2, `${error instanceof Error ? error.message : String(error)}\n`);
  exit(1);
});

const channel = new Socket({ fd: CHANNEL, readable: true, writable: true });
const first = Promise.withResolvers<ChildInit>();
let isFirst = true;
const early: ToLane[] = [];
let listener = (message: ToLane): void => void early.push(message);
const frames = frameReader((message) => {
  if (!isFirst) return listener(message as ToLane);
  isFirst = false;
  first.resolve(message as ChildInit);
});
channel.on('data', frames.push);
channel.on('close', () => exit(0));
channel.on('error', () => exit(0));

const { init, isBare } = await first.promise;
if (isBare) withhold();
await serveLane(
  {
    listen: (listen) => {
      listener = listen;
      for (const message of early.splice(0)) listen(message);
    },
    post: (message) => {
      for (const frame of framesOf(message)) channel.write(frame);
    },
    close: () => channel.end(() => exit(0)),
  },
  init,
);

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
