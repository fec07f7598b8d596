// Wrong tokens: who shows too many of them has to wait.
import { Problem } from '../problem.ts';

export type Attempts = {
  /** Throws 429 for a peer that has to wait. */
  readonly check: (peer: string) => void;
  readonly failed: (peer: string) => void;
};

type Bounds = { readonly most?: number; readonly windowMs?: number; readonly maxPeers?: number };
type Failures = { count: number; readonly since: number };

/** Counts the failures of each peer in a window of time. Of too many peers the ones that failed longest ago are forgotten. */
export function openAttempts(
  now: () => number,
  { most = 10, windowMs = 60_000, maxPeers = 10_000 }: Bounds = {},
): Attempts {
  const peers = new Map<string, Failures>();

  function current(network: string): Failures | undefined {
    const failures = peers.get(network);
    if (failures !== undefined && now() - failures.since < windowMs) return failures;
    peers.delete(network);
    return undefined;
  }

  return {
    check: (peer) => {
      const failures = current(networkOf(peer));
      if (failures === undefined || failures.count < most) return;
      const seconds = Math.ceil((failures.since + windowMs - now()) / 1000);
      throw new Problem(
        429,
        'TOO_MANY_ATTEMPTS',
        `${most} wrong tokens came from this address; try again in ${seconds} s`,
        { headers: { 'Retry-After': String(seconds) } },
      );
    },
    failed: (peer) => {
      const network = networkOf(peer);
      const { count, since } = current(network) ?? { count: 0, since: now() };
      // The newest last: what is forgotten is the first.
      peers.delete(network);
      peers.set(network, { count: count + 1, since });
      const [oldest] = peers.keys();
      if (peers.size > maxPeers && oldest !== undefined) peers.delete(oldest);
    },
  };
}

/** An address; of IPv6 its network, since one machine has all addresses of it. */
function networkOf(peer: string): string {
  const address = peer.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '');
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - groups.length - after.length)).fill('0');
  return [...groups, ...zeros, ...after]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
