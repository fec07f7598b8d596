// Inside a process: the pipe that the host has opened as descriptor 3. The process ends when the host does, which closes the pipe,
// however it ended.
import { writeSync } from 'node:fs';
import { Socket } from 'node:net';
import { frameReader } from './frames.ts';
import { withhold } from './withhold.ts';

/** The first message. */
export type ChannelInit = { readonly setup: unknown; readonly isBare: boolean };

export type Channel<To, From> = {
  /** What has come before is heard at once. */
  readonly listen: (listener: (message: To) => void) => void;
  readonly post: (message: From) => void;
  /** Ends the process once all is written. */
  readonly close: () => void;
};

const DESCRIPTOR = 3;

/**
 * Opens the channel, and takes away what only a plugin with programs of its own has a use for. `framesOf` says how a message is written,
 * since the host takes none that is larger than `MOST_FRAME_BYTES`.
 */
export async function openChannel<To, From>(
  framesOf: (message: From) => readonly Buffer[],
): Promise<{ readonly setup: unknown; readonly channel: Channel<To, From> }> {
  const exit = process.exit.bind(process);
  process.on('uncaughtException', (error: unknown) => {
    writeSync(2, `${error instanceof Error ? error.message : String(error)}\n`);
    exit(1);
  });
  const socket = new Socket({ fd: DESCRIPTOR, readable: true, writable: true });
  const first = Promise.withResolvers<ChannelInit>();
  let isFirst = true;
  const early: To[] = [];
  let listener = (message: To): void => void early.push(message);
  const frames = frameReader((message) => {
    if (!isFirst) return listener(message as To);
    isFirst = false;
    first.resolve(message as ChannelInit);
  }, Infinity);
  socket.on('data', frames.push);
  socket.on('close', () => exit(0));
  socket.on('error', () => exit(0));

  const { setup, isBare } = await first.promise;
  if (isBare) withhold();
  return {
    setup,
    channel: {
      listen: (listen) => {
        listener = listen;
        for (const message of early.splice(0)) listen(message);
      },
      post: (message) => {
        for (const frame of framesOf(message)) socket.write(frame);
      },
      close: () => socket.end(() => exit(0)),
    },
  };
}
