const MEANT: { readonly [word: string]: string } = {
  cron: 'schedule',
  timer: 'schedule',
  interval: 'schedule',
  scheduled: 'schedule',
  webhook: 'generic',
  http: 'generic',
  api: 'generic',
  push: 'github',
  pull_request: 'github',
  workflow_dispatch: 'manual',
};

/** The trigger that other languages call by another name. */
export function foreignTrigger(uses: string): string | undefined {
  return Object.hasOwn(MEANT, uses) ? MEANT[uses] : undefined;
}
