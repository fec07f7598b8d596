// The certificate of a server that speaks TLS itself, read again when its files change: a renewal needs no restart.
import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import type { Server } from 'node:https';
import { createSecureContext } from 'node:tls';

/** Paths of a certificate chain and its private key, both PEM. */
export type TlsFiles = { readonly cert: string; readonly key: string };

export type KeyPair = { readonly cert: Buffer; readonly key: Buffer };

/** What is wrong with a certificate or its key, with what to do. */
export class TlsError extends Error {}

/** Reads both files and makes sure that they belong together. Throws `TlsError`. */
export function readKeyPair({ cert, key }: TlsFiles): KeyPair {
  const pair = { cert: read(cert, 'certificate'), key: read(key, 'private key') };
  try {
    createSecureContext(pair);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TlsError(`${cert} and ${key} are no PEM certificate with its private key: ${reason}`, { cause });
  }
  return pair;
}

function read(path: string, what: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
    throw new TlsError(`the ${what} ${path} cannot be read: ${code}`, { cause });
  }
}

/** Renewals replace a file or the link to it; only a look at the path sees both. */
const LOOK_MS = 5000;

/** Takes a renewed pair into use for new connections. A broken one is said, and the old one stays. Returns how to stop. */
export function followKeyPair(
  server: Server,
  files: TlsFiles,
  {
    log,
    lookMs = LOOK_MS,
  }: { readonly log: (level: 'info' | 'warn', message: string) => void; readonly lookMs?: number },
): () => void {
  const renew = (): void => {
    try {
      server.setSecureContext(readKeyPair(files));
      log('info', `the certificate ${files.cert} was renewed`);
    } catch (error) {
      log('warn', `the renewed certificate is not used: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const paths = [files.cert, files.key];
  for (const path of paths) watchFile(path, { interval: lookMs, persistent: false }, renew);
  return () => {
    for (const path of paths) unwatchFile(path, renew);
  };
}
