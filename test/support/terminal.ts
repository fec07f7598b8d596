// A bash that blocks of commands are typed into, one after another: variables and the working directory stay.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';

export type Output = { readonly stdout: string; readonly stderr: string };

export type Terminal = {
  /** Runs a block; rejects when one of its commands fails. */
  readonly run: (block: string) => Promise<Output>;
  /** What the running block has printed so far. */
  readonly output: () => Output;
  /** Ctrl-C: to the running command, not to the shell. */
  readonly interrupt: () => void;
  readonly close: () => Promise<void>;
};

export function openTerminal({
  cwd,
  env,
}: {
  readonly cwd: string;
  readonly env: { readonly [name: string]: string | undefined };
}): Terminal {
  const shell = spawn('bash', ['--noprofile', '--norc'], { cwd, env, detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  let onOutput = (): void => {};
  shell.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    onOutput();
  });
  shell.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    onOutput();
  });
  // A shell that has ended takes no more text; `exited` tells.
  shell.stdin.on('error', () => {});
  const exited = new Promise<number | null>((resolve) => void shell.once('close', (code) => resolve(code)));
  shell.stdin.write('set -eo pipefail\ntrap : INT\n');

  const toGroup = (signal: NodeJS.Signals): void => {
    if (shell.pid === undefined || shell.exitCode !== null || shell.signalCode !== null) return;
    process.kill(-shell.pid, signal);
  };

  return {
    output: () => ({ stdout, stderr }),
    run: async (block) => {
      stdout = '';
      stderr = '';
      const marker = `done-${randomUUID()}`;
      const finished = new Promise<void>((resolve) => {
        onOutput = () => {
          if (stdout.includes(marker) && stderr.includes(marker)) resolve();
        };
      });
      // The two streams arrive each at its own time.
      shell.stdin.write(`{\n${block}\n} </dev/null\necho ${marker}; echo ${marker} >&2\n`);
      await Promise.race([
        finished,
        exited.then((code) => Promise.reject(new Error(`exit ${code} of:\n${block}\n${stdout}\n${stderr}`))),
      ]);
      return { stdout: stdout.replace(`${marker}\n`, ''), stderr: stderr.replace(`${marker}\n`, '') };
    },
    interrupt: () => toGroup('SIGINT'),
    close: async () => {
      shell.stdin.end();
      toGroup('SIGKILL');
      await exited;
    },
  };
}
