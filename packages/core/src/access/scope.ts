/** What a caller may do. Each one may do what those before it may. */
export const SCOPES = ['read', 'run', 'admin'] as const;

/** `read` looks; `run` also starts, stops and answers runs; `admin` also changes what runs and who may call. */
export type Scope = (typeof SCOPES)[number];

/** Whether who has the one may do what takes the other. */
export function covers(has: Scope, needs: Scope): boolean {
  return SCOPES.indexOf(has) >= SCOPES.indexOf(needs);
}
