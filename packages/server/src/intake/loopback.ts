// Whether a request comes from this machine. A proxy or a tunnel connects over loopback too, so the peer alone says nothing.

/** Whether an address or a host name (with or without port) is this machine's loopback. */
export function isLoopback(host: string | undefined): boolean {
  if (host === undefined) return false;
  const name = host
    .toLowerCase()
    .replace(/:\d+$/, '')
    .replace(/^\[(.*)\]$/, '$1');
  return name === 'localhost' || name === '::1' || /^(::ffff:)?127\.\d+\.\d+\.\d+$/.test(name) || host === '::1';
}

/** Why a request counts as one from outside, or undefined where bind and Host are loopback and nothing forwarded it. */
export function whyOutside(at: {
  readonly boundHost: string;
  readonly host: string | undefined;
  readonly headers: { readonly [name: string]: unknown };
}): string | undefined {
  if (!isLoopback(at.boundHost)) return `the server listens on ${at.boundHost}, which is not loopback`;
  if (!isLoopback(at.host)) return `the request names the host ${at.host ?? '(none)'}, which is not loopback`;
  const forwarded = Object.keys(at.headers).find((name) => name === 'forwarded' || name.startsWith('x-forwarded-'));
  return forwarded === undefined ? undefined : `the request was forwarded (it has a ${forwarded} header)`;
}

/** Why an unsigned delivery is refused, or undefined where it may pass. */
export function whyClosed(
  at: Parameters<typeof whyOutside>[0] & {
    readonly peer: string | undefined;
    /** A tunnel is open, or a proxy stands before: what comes from outside arrives over loopback. */
    readonly isTunnelled: boolean;
    readonly trustProxy: boolean;
  },
): string | undefined {
  if (at.isTunnelled) return 'a tunnel from outside is open';
  if (at.trustProxy) return 'the server stands behind a proxy (--trust-proxy)';
  return whyOutside(at) ?? (isLoopback(at.peer) ? undefined : 'the sender is not on this machine');
}
