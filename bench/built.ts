// Figures of the command are those of the built package, as it is shipped: a checkout without a build gets one for the time of the
// measurement, since a typed command would run it afterwards.
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Runs a task with the packages built. */
export async function withBuild<T>(task: () => Promise<T>): Promise<T> {
  const isBuilt = existsSync(`${ROOT}packages/server/dist`);
  if (isBuilt) return await task();
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: 'inherit' });
  try {
    return await task();
  } finally {
    for (const path of globSync('packages/{*,plugins/*,server/*}/{dist,tsconfig.tsbuildinfo}', { cwd: ROOT }))
      rmSync(`${ROOT}${path}`, { recursive: true });
  }
}
