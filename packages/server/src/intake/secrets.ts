// Which secrets a trigger is verified with, and whether one without a secret may answer at all.
type Env = { readonly [name: string]: string | undefined };

/** Name of the environment variable that holds a trigger's own secrets. */
export function secretVariable(trigger: string): string {
  return `WEBHOOK_SECRET_${trigger.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`;
}

/** A trigger's secrets, several while rotating. `WEBHOOK_SECRET` is for `generic` only, never a fallback for others. */
export function secretsOf(trigger: string, env: Env): readonly string[] {
  const own = split(env[secretVariable(trigger)]);
  return trigger === 'generic' ? [...own, ...split(env['WEBHOOK_SECRET'])] : own;
}

function split(list: string | undefined): readonly string[] {
  return (list ?? '')
    .split(',')
    .map((secret) => secret.trim())
    .filter((secret) => secret !== '');
}

/** Whether an address or a host name (with or without port) is this machine's loopback. */
export function isLoopback(host: string | undefined): boolean {
  if (host === undefined) return false;
  const name = host.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
  return name === 'localhost' || name === '::1' || /^(::ffff:)?127\.\d+\.\d+\.\d+$/.test(name) || host === '::1';
}

/**
 * Why an unsigned delivery is refused, or undefined where it may pass: bind, Host and peer are all loopback and nothing
 * forwarded it.
 */
export function whyClosed(at: {
  readonly boundHost: string;
  readonly host: string | undefined;
  readonly peer: string | undefined;
  readonly headers: { readonly [name: string]: readonly string[] };
}): string | undefined {
  if (!isLoopback(at.boundHost)) return `the server listens on ${at.boundHost}, which is not loopback`;
  if (!isLoopback(at.host)) return `the request names the host ${at.host ?? '(none)'}, which is not loopback`;
  if (!isLoopback(at.peer)) return 'the sender is not on this machine';
  const forwarded = Object.keys(at.headers).find((name) => name === 'forwarded' || name.startsWith('x-forwarded-'));
  return forwarded === undefined ? undefined : `the request was forwarded (it has a ${forwarded} header)`;
}
