import type { Diagnostic } from '../diagnostic.ts';
import type { GraphBounds } from '../bounds/bounds.ts';
import { boundsJson } from './bounds.ts';

/** `{"version":1,"diagnostics":[…],"summary":{…}}`: stable for programs. `files` is how many were checked, `added` what else was asked for. */
export function formatJson(
  diagnostics: readonly Diagnostic[],
  files: number,
  added: { readonly bounds?: ReadonlyMap<string, GraphBounds> } = {},
): string {
  const count = (severity: string): number => diagnostics.filter((each) => each.severity === severity).length;
  return JSON.stringify({
    version: 1,
    diagnostics,
    summary: { files, errors: count('error'), warnings: count('warning') },
    ...(added.bounds === undefined ? {} : { bounds: [...added.bounds].map(([file, each]) => boundsJson(file, each)) }),
  });
}
