/**
 * Whether an entry of `events:` takes an event type: the type itself, `pull_request` every action of it, `charge.*` one or more
 * further segments.
 *
 * @example
 * takesEvent('charge.*', 'charge.dispute.created'); // true
 */
export function takesEvent(pattern: string, type: string): boolean {
  return pattern.endsWith('.*')
    ? type.startsWith(pattern.slice(0, -1))
    : type === pattern || type.startsWith(`${pattern}.`);
}
