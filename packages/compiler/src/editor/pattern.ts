import type { Path } from './spot.ts';

/** Whether a path has the form `nodes.*.uses`; `*` is any step. */
export function matches(path: Path, pattern: string): boolean {
  const steps = pattern.split('.');
  return steps.length === path.length && steps.every((step, i) => step === '*' || step === path[i]);
}
