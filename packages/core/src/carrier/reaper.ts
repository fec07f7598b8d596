// Ends processes when this one is gone, however it went. A process sees by itself that its pipe is closed, unless its plugin keeps it
// from looking; a shell that reads from us until the end does not depend on it.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

export type Reaper = {
  readonly watch: (pid: number) => void;
  readonly forget: (pid: number) => void;
  readonly close: () => void;
};

/** Each is the leader of a group, so that what it started goes with it. */
const SCRIPT = `
trap '' INT TERM HUP
pids=
while read -r what pid; do
  case $what in
    +) pids="$pids $pid" ;;
    -) kept=; for each in $pids; do [ "$each" = "$pid" ] || kept="$kept $each"; done; pids=$kept ;;
  esac
done
for each in $pids; do kill -s KILL -- "-$each"; done
`;

/** Starts with the first process. Where there is no POSIX shell, nothing is done. */
export function openReaper(): Reaper {
  let shell: ChildProcess | undefined;

  function tell(line: string): void {
    if (process.platform === 'win32') return;
    if (shell === undefined) {
      shell = spawn('/bin/sh', ['-c', SCRIPT], { stdio: ['pipe', 'ignore', 'ignore'], detached: true, env: {} });
      shell.unref();
      shell.on('error', () => {});
      shell.stdin?.on('error', () => {});
      if (shell.stdin !== null && 'unref' in shell.stdin) (shell.stdin.unref as () => void)();
    }
    shell.stdin?.write(`${line}\n`);
  }

  return {
    watch: (pid) => tell(`+ ${pid}`),
    forget: (pid) => tell(`- ${pid}`),
    close: () => {
      shell?.stdin?.end();
      shell = undefined;
    },
  };
}
