// The command `dashboard` as a process of its own, for scripts that play its users.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Starts it on a free port; `command` is a program with its first arguments. Rejects where it ends before it is ready. What it says goes to standard error. */
export async function startDashboard([file, ...first], { args = [], cwd, env }) {
  const all = [...first, 'dashboard', '--port', '0', ...args];
  const child = spawn(file, all, { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const ready = new Promise((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('ready ')) resolve(line.slice('ready '.length));
    });
  });
  const url = await Promise.race([
    ready,
    exited.then((code) => Promise.reject(new Error(`the server ended with ${code}`))),
  ]);
  const json = async (path, init) => {
    const response = await fetch(`${url}${path}`, init);
    return { status: response.status, body: await response.json() };
  };
  return {
    url,
    json,
    post: async (path, body) =>
      await json(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }),
    kill: (signal) => child.kill(signal),
    /** The exit code, once it has ended. */
    exited,
  };
}
