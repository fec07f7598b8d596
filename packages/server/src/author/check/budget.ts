import { importTimeOf } from './kit.ts';
import { failed, passed } from './finding.ts';
import type { CheckFinding, Outcome } from './finding.ts';
import type { Packed } from './subject.ts';

/** Of a package without what it depends on, unpacked. */
export const MAX_PACKAGE_BYTES: number = 5 * 1024 * 1024;
/** Of a module and all that it imports, the SDK left out. */
export const MAX_IMPORT_MS: number = 200;
const TIMES = 3;

/** Size, and what a thread pays before the first call. */
export async function checkBudget(packed: Packed): Promise<Outcome> {
  const importMs = await importTimeOf(packed, TIMES);
  const findings = budgetFindings({ bytes: packed.bytes, importMs });
  if (findings.length > 0) return failed(...findings);
  return passed(`${kilobytes(packed.bytes)} unpacked, imported in ${Math.ceil(importMs)} ms`);
}

/** Pure. */
export function budgetFindings({
  bytes,
  importMs,
}: {
  readonly bytes: number;
  readonly importMs: number;
}): readonly CheckFinding[] {
  const findings: CheckFinding[] = [];
  if (bytes > MAX_PACKAGE_BYTES) {
    findings.push({
      code: 'PLUGIN_TOO_LARGE',
      message: `the package has ${kilobytes(bytes)} unpacked; ${kilobytes(MAX_PACKAGE_BYTES)} are the budget`,
      help: 'list in `files` of package.json what is needed only; see what is packed by `npm pack --dry-run`',
    });
  }
  if (importMs > MAX_IMPORT_MS) {
    findings.push({
      code: 'PLUGIN_SLOW_IMPORT',
      message: `the module takes ${Math.ceil(importMs)} ms to import; ${MAX_IMPORT_MS} ms are the budget`,
      help: 'import what is heavy where it is first used: `await import(…)` within `run`; wait for nothing while the module loads',
    });
  }
  return findings;
}

function kilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024)} KiB`;
}
