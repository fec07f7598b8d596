// The most memory that this process has had.
import { readFileSync } from 'node:fs';

/**
 * Peak of the resident memory, in megabytes. On Linux by `VmHWM`, which begins with the program: `maxRSS` of getrusage(2) begins with what the
 * parent had when it started this process, and told of a large parent instead.
 */
export function peakMegabytes(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS / 1024;
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  if (kilobytes === undefined) throw new Error('/proc/self/status has no VmHWM');
  return Number(kilobytes) / 1024;
}
