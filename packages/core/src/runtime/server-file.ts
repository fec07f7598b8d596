import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How other commands reach the holder of a data directory. */
export type ServerFile = { readonly url: string; readonly token: string; readonly pid: number };

function pathOf(dataDir: string): string {
  return join(dataDir, 'server.json');
}

/** Writes `server.json`, readable by its owner only, since it holds the local token. */
export function writeServerFile(dataDir: string, file: ServerFile): void {
  writeFileSync(pathOf(dataDir), `${JSON.stringify(file)}\n`, { mode: 0o600 });
}

/** What the holder wrote, or undefined. A file that a killed server left behind may name a dead process. */
export function readServerFile(dataDir: string): ServerFile | undefined {
  try {
    const found = JSON.parse(readFileSync(pathOf(dataDir), 'utf8')) as Partial<ServerFile>;
    const { url, token, pid } = found;
    return typeof url === 'string' && typeof token === 'string' && typeof pid === 'number'
      ? { url, token, pid }
      : undefined;
  } catch {
    return undefined;
  }
}

export function removeServerFile(dataDir: string): void {
  rmSync(pathOf(dataDir), { force: true });
}
