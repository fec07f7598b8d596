// Environment variables from files, with where each came from. What the environment has already is never replaced.
import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

type Env = { [name: string]: string | undefined };

/** Where the value of a variable came from, by its name, in words. What is not in it came from the environment itself. */
export type Origins = Map<string, string>;

/** What changes how programs start is not for a file that lies in a project and is read unasked. */
const STEERING = /^(NODE_|LD_|DYLD_|BASH_ENV$|ENV$|PATH$)/;

/** Reads a file that somebody named. Throws where it cannot be read. */
export function loadNamed(path: string, { env, origins }: { readonly env: Env; readonly origins: Origins }): void {
  add(parseEnv(readFileSync(path, 'utf8')), { env, origins, from: path });
}

/** Reads a file if it is there. Returns the names that it may not set. */
export function loadIfThere(
  path: string,
  { env, origins }: { readonly env: Env; readonly origins: Origins },
): readonly string[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR')) return [];
    throw error;
  }
  const values = parseEnv(text);
  const refused = Object.keys(values).filter((name) => STEERING.test(name));
  const rest = Object.fromEntries(Object.entries(values).filter(([name]) => !STEERING.test(name)));
  add(rest, { env, origins, from: path });
  return refused;
}

function add(
  values: { readonly [name: string]: string | undefined },
  { env, origins, from }: { readonly env: Env; readonly origins: Origins; readonly from: string },
): void {
  for (const [name, value] of Object.entries(values)) {
    if (env[name] !== undefined) continue;
    env[name] = value;
    origins.set(name, from);
  }
}
