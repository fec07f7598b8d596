import type { Context } from 'koa';
import { Problem } from '../problem.ts';

/** How long, and how much, an oversized body is read and thrown away, so that its sender gets to read the 413. */
const LINGER_MS = 2000;
const LINGER_BYTES = 64 * 1024 * 1024;

/**
 * The exact bytes of a request's body. An oversized one is 413 and ends the connection. `Expect: 100-continue` is answered
 * only here, so a request that is refused before never gets to send its body.
 */
export async function readBody(ctx: Context, limit: number): Promise<Buffer> {
  const { req, res } = ctx;
  const declared = Number(req.headers['content-length'] ?? 0);
  const waits = req.headers.expect?.toLowerCase() === '100-continue';
  if (declared > limit) {
    if (!waits) await discard(ctx);
    throw tooLarge(limit);
  }
  if (waits) res.writeContinue();
  const chunks: Buffer[] = [];
  let size = 0;
  const isWhole = await new Promise<boolean>((resolve, reject) => {
    const onData = (chunk: Buffer): void => {
      size += chunk.length;
      if (size <= limit) {
        chunks.push(chunk);
        return;
      }
      req.off('data', onData);
      resolve(false);
    };
    req.on('data', onData);
    req.once('end', () => resolve(true));
    req.once('error', (cause) => reject(aborted(cause)));
    // Every request closes, most of them whole.
    req.once('close', () => req.readableEnded || reject(aborted(undefined)));
  });
  if (isWhole) return Buffer.concat(chunks);
  await discard(ctx);
  throw tooLarge(limit);
}

async function discard({ req }: Context): Promise<void> {
  if (req.readableEnded) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, LINGER_MS);
  let size = 0;
  const onData = (chunk: Buffer): void => {
    size += chunk.length;
    if (size > LINGER_BYTES) resolve();
  };
  req.on('data', onData);
  req.once('end', resolve);
  req.once('close', resolve);
  await promise;
  clearTimeout(timer);
  req.off('data', onData);
}

function tooLarge(limit: number): Problem {
  return new Problem(413, 'BODY_TOO_LARGE', `the body is larger than the ${limit} bytes that are accepted here`, {
    headers: { Connection: 'close' },
  });
}

function aborted(cause: unknown): Problem {
  return new Problem(400, 'REQUEST_ABORTED', 'the connection ended before the body was complete', { cause });
}
