import type { Diagnostic } from '../diagnostic.ts';
import type { GraphBounds } from '../bounds/bounds.ts';
import { boundsJson } from './bounds.ts';

export type JsonOptions = {
  /** How many files were checked. */
  readonly files: number;
  /** How many findings were repaired, where repairs were asked for. */
  readonly repaired?: number;
  /** The worst case of each file, where it was asked for. */
  readonly bounds?: ReadonlyMap<string, GraphBounds>;
};

/** `{"version":1,"diagnostics":[…],"summary":{…}}`: stable for programs. */
export function formatJson(diagnostics: readonly Diagnostic[], { files, repaired, bounds }: JsonOptions): string {
  const count = (severity: string): number => diagnostics.filter((each) => each.severity === severity).length;
  const summary = {
    files,
    errors: count('error'),
    warnings: count('warning'),
    ...(repaired === undefined ? {} : { repaired }),
  };
  return JSON.stringify({
    version: 1,
    diagnostics,
    summary,
    ...(bounds === undefined ? {} : { bounds: [...bounds].map(([file, each]) => boundsJson(file, each)) }),
  });
}
