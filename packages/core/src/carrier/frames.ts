// Messages over a pipe between the host and a process: four bytes of length, then JSON. Node's own channel of `fork` has no bound
// on the size of a message, and acts on some that it takes for its own.

/** Bytes of a message to the host; who sends more is not listened to any longer. */
export const MOST_FRAME_BYTES: number = 32 * 1024 * 1024;

const HEADER_BYTES = 4;

export function encodeFrame(message: unknown): Buffer {
  const body = Buffer.from(JSON.stringify(message));
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32BE(body.length);
  return Buffer.concat([header, body]);
}

export type FrameReader = {
  /** Takes what has come. Throws an error with the reason where it is no frame, or one that is too large. */
  readonly push: (chunk: Buffer) => void;
};

/** Calls `onFrame` with each message and its size in bytes. `mostBytes` bounds what is taken, from who is not trusted. */
export function frameReader(
  onFrame: (message: unknown, bytes: number) => void,
  mostBytes: number = MOST_FRAME_BYTES,
): FrameReader {
  let chunks: Buffer[] = [];
  let held = 0;
  let wanted: number | undefined;

  /** Takes so many bytes off what has come; undefined while they have not. */
  function take(count: number): Buffer | undefined {
    if (held < count) return undefined;
    const all = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
    held -= count;
    chunks = held === 0 ? [] : [all.subarray(count)];
    return all.subarray(0, count);
  }

  return {
    push: (chunk) => {
      chunks.push(chunk);
      held += chunk.length;
      for (;;) {
        wanted ??= take(HEADER_BYTES)?.readUInt32BE();
        if (wanted === undefined) return;
        if (wanted > mostBytes) throw new Error(`it sent a message of ${wanted} bytes, and ${mostBytes} is the most`);
        const body = take(wanted);
        if (body === undefined) return;
        wanted = undefined;
        onFrame(parse(body), body.length);
      }
    },
  };
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString()) as unknown;
  } catch {
    throw new Error('it sent a message that is no JSON');
  }
}
