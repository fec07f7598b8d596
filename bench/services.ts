// What some peers keep their runs in: Debian's redis-server and postgresql, started here on a free port of loopback with their data in a
// folder of their own, and ended here. Nothing of what the system runs is touched.
import { execFileSync } from 'node:child_process';
import { accessSync, chownSync, constants, globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { freePort, startChild } from './child.ts';
import type { ChildOptions } from './child.ts';

export type Service = {
  readonly name: string;
  /** How a peer finds it. */
  readonly env: { readonly [name: string]: string };
  readonly close: () => Promise<void>;
};

/** A service, or in words why it is not there. */
export type OpenService = () => Promise<Service | string>;

/** What is written is synced once a second: a crash of the machine loses up to a second of it. */
export const openRedis: OpenService = async () => {
  const command = found('redis-server');
  if (command === undefined) return 'there is no redis-server (Debian: apt-get install redis-server)';
  const [folder, port] = [mkdtempSync(join(tmpdir(), 'bench-redis-')), await freePort()];
  const settings = {
    port: String(port),
    bind: '127.0.0.1',
    dir: folder,
    appendonly: 'yes',
    appendfsync: 'everysec',
    save: '',
    'maxmemory-policy': 'noeviction',
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  const version = /v=(\S+)/.exec(execFileSync(command, ['--version'], { encoding: 'utf8' }))?.[1] ?? '';
  const started = { command, args, ready: /Ready to accept connections/ };
  return await serviceOf({ name: `Redis ${version}`, env: { REDIS_PORT: String(port) } }, { folder, started });
};

/** As it comes: a commit is on disk before it is answered. */
export const openPostgres: OpenService = async () => {
  const command = found('postgres', globSync('/usr/lib/postgresql/*/bin'));
  if (command === undefined) return 'there is no postgres (Debian: apt-get install postgresql)';
  const isRoot = process.getuid?.() === 0;
  const user = isRoot ? userOf('postgres') : undefined;
  if (isRoot && user === undefined) return 'postgres does not run as root, and there is no user postgres to run it as';
  const [folder, port] = [mkdtempSync(join(tmpdir(), 'bench-postgres-')), await freePort()];
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const args = ['-D', data, '-U', 'bench', '-A', 'trust', '-E', 'UTF8', '--locale', 'C'];
  execFileSync(command.replace(/postgres$/, 'initdb'), args, { cwd: folder, stdio: 'pipe', ...user });
  const sockets = `unix_socket_directories=${folder}`;
  const started = {
    command,
    args: ['-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', sockets],
    ready: /database system is ready to accept connections/,
    cwd: folder,
    ...(user === undefined ? {} : { user }),
    // Ends its connections and writes everything down.
    signal: 'SIGINT',
  } as const;
  const version = /(\d\S*)/.exec(execFileSync(command, ['--version'], { encoding: 'utf8' }))?.[1] ?? '';
  const env = { DATABASE_URL: `postgresql://bench@127.0.0.1:${port}/bench` };
  return await serviceOf({ name: `Postgres ${version}`, env }, { folder, started });
};

async function serviceOf(
  about: Pick<Service, 'name' | 'env'>,
  { folder, started }: { readonly folder: string; readonly started: ChildOptions },
): Promise<Service> {
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const child = await startChild(started);
    return { ...about, close: async () => await child.close().finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Where a command is: on the path, or in the last of some folders. */
function found(name: string, more: readonly string[] = []): string | undefined {
  const newestFirst = more.toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  return [...(process.env['PATH'] ?? '').split(delimiter), ...newestFirst]
    .map((folder) => join(folder, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

function userOf(name: string): { readonly uid: number; readonly gid: number } | undefined {
  try {
    const id = (of: string): number => Number(execFileSync('id', [of, name], { encoding: 'utf8', stdio: 'pipe' }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}
