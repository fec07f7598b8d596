// All open streams of events: pinged, looked at and ended together, so that each costs no timer of its own.

/** A stream that is open. */
export type OpenStream = {
  readonly ping: () => void;
  /** Ends after what was written. */
  readonly end: () => void;
  /** Ends now. */
  readonly cut: () => void;
};

/** What the right to a stream depends on; streams of one `key` have the same. */
export type Right = { readonly key: string; readonly holds: () => boolean };

export type Streams = {
  /** Returns how to take it out again. */
  readonly add: (stream: OpenStream, right: Right | undefined) => () => void;
  /** Ends all of them. */
  readonly end: () => void;
};

/** Each stream is pinged once in so long, and a part of them in each step: thousands at once would hold everything else up. */
const PING_MS = 15_000;
const STEP_MS = 250;
const STEPS = PING_MS / STEP_MS;
/** How often rights are looked at. */
const LOOK_MS = 2000;

export function openStreams(): Streams {
  const parts = Array.from({ length: STEPS }, () => new Set<OpenStream>());
  const rights = new Map<string, { readonly holds: () => boolean; readonly streams: Set<OpenStream> }>();
  let count = 0;
  let added = 0;
  let step = 0;
  let timer: NodeJS.Timeout | undefined;

  function tick(): void {
    step += 1;
    for (const { ping } of parts[step % STEPS] ?? []) ping();
    if ((step * STEP_MS) % LOOK_MS === 0) look();
  }

  /** A stream outlives its request: it ends when who opened it signs out, or has no right to it any more. */
  function look(): void {
    for (const { holds, streams } of rights.values()) if (!holds()) for (const { cut } of streams) cut();
  }

  function hold(stream: OpenStream, { key, holds }: Right): () => void {
    const right = rights.get(key) ?? { holds, streams: new Set() };
    rights.set(key, right);
    right.streams.add(stream);
    return () => {
      right.streams.delete(stream);
      if (right.streams.size === 0 && rights.get(key) === right) rights.delete(key);
    };
  }

  return {
    add: (stream, right) => {
      // The part whose turn was last, which is the farthest away.
      const part = parts[(step + added) % STEPS] as Set<OpenStream>;
      added += 1;
      part.add(stream);
      count += 1;
      timer ??= setInterval(tick, STEP_MS);
      const letGo = right === undefined ? undefined : hold(stream, right);
      return () => {
        if (!part.delete(stream)) return;
        letGo?.();
        count -= 1;
        if (count > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
    end: () => {
      for (const part of parts) for (const { end } of part) end();
    },
  };
}
