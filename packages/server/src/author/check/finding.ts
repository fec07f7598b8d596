// What a check of a plugin says. Pure.
import { AuthorFailure } from '../failure.ts';

export type CheckName = 'types' | 'tests' | 'package' | 'contract' | 'manifest' | 'capabilities' | 'budget';

export type CheckFinding = {
  /** `PLUGIN_…`. */
  readonly code: string;
  readonly message: string;
  /** The way out. */
  readonly help: string;
  /** What a program said, of several lines. */
  readonly detail?: string;
};

/** What a check found. `note` says what was seen where nothing is wrong, or why nothing was looked at. */
export type Outcome =
  | { readonly status: 'passed' | 'skipped'; readonly note: string }
  | { readonly status: 'failed'; readonly findings: readonly CheckFinding[] };

export type CheckResult = Outcome & { readonly check: CheckName; readonly durationMs: number };

export const passed = (note: string): Outcome => ({ status: 'passed', note });
export const skipped = (note: string): Outcome => ({ status: 'skipped', note });
export const failed = (...findings: readonly CheckFinding[]): Outcome => ({ status: 'failed', findings });

/** A coded failure of a part of the product as a finding; anything else is thrown on. */
export function findingOf(error: unknown, help: string): CheckFinding {
  if (error instanceof AuthorFailure) return { code: error.code, message: error.reason, help };
  if (error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('PLUGIN_'))
    return { code: error.code, message: error.message, help };
  throw error;
}
