import { createHash, randomUUID } from 'node:crypto';

/**
 * A UUID version 7 (RFC 9562): milliseconds first, so that ids made later sort later and an index on them grows at its end.
 */
export function newRunId(nowMs: number = Date.now()): string {
  const time = nowMs.toString(16).padStart(12, '0');
  // Node makes UUIDs of version 4 from a pool of random bytes; all after the version is as random in version 7.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

/**
 * The id of the run that a node execution starts: a UUID version 8 (RFC 9562) over the parent's id and the execution's key, so that
 * a start that is asked for twice asks for one run.
 */
export function childRunId(parentId: string, key: string): string {
  const bytes = createHash('sha256').update(`${parentId}/${key}`).digest();
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex').slice(0, 32);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
