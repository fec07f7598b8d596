import type { Usage } from './fact.ts';

/** A call that an attempt made: of a model, or of a tool for one. `at` is in milliseconds; `duration_ms` is null where nobody heard its end. */
export type AttemptStep = { readonly at: number; readonly duration_ms: number | null; readonly error?: string } & (
  | ({ readonly kind: 'chat'; readonly provider: string; readonly model: string } & Partial<Usage>)
  | { readonly kind: 'tool'; readonly name: string }
);
