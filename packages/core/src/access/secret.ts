// Secrets that are shown once and kept as a hash. They are random and long, so that a fast hash is as good as a slow one.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits as text of 43 characters. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Compares in a time that says nothing about where they differ, nor about their lengths. */
export function isSame(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
