import type { Diagnostic } from '../diagnostic.ts';

/** `{"version":1,"diagnostics":[…],"summary":{…}}`: stable for programs. `files` is how many were checked. */
export function formatJson(diagnostics: readonly Diagnostic[], files: number): string {
  const count = (severity: string): number => diagnostics.filter((each) => each.severity === severity).length;
  return JSON.stringify({
    version: 1,
    diagnostics,
    summary: { files, errors: count('error'), warnings: count('warning') },
  });
}
