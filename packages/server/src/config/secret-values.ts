// Secrets that do not stand in the environment themselves: NAME_FILE beside a name, and `secrets` of the configuration.
import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ConfigError } from './config-error.ts';
import type { Origins } from './dotenv.ts';
import type { SecretSource } from './schema.ts';

type Env = { [name: string]: string | undefined };

type Wanted = {
  readonly env: Env;
  readonly origins: Origins;
  /** `secrets` of the configuration file, by variable. */
  readonly sources: { readonly [variable: string]: SecretSource };
  readonly configPath: string | undefined;
  /** Variables that hold secrets: of these `NAME_FILE` is read. Asked for only where some variable ends so. */
  readonly names: () => Promise<ReadonlySet<string>>;
};

const FILE = '_FILE';
const MAX_BYTES = 64 * 1024;
const COMMAND_MS = 10_000;

/** Puts the values in their places in the environment. Throws `ConfigError` for what cannot be had; no value is in its message. */
export async function resolveSecrets({ env, origins, sources, configPath, names }: Wanted): Promise<void> {
  for (const [name, source] of Object.entries(sources)) {
    // The environment goes before the file, as for every setting.
    if ((env[name] ?? '') !== '' || env[name + FILE] !== undefined) continue;
    const base = dirname(configPath ?? '.');
    const [value, from] =
      'file' in source
        ? [fromFile(name, resolve(base, source.file)), `file ${resolve(base, source.file)}`]
        : [fromCommand(name, source.command, base), `command ${source.command[0]}`];
    env[name] = value;
    origins.set(name, from);
  }
  const named = Object.keys(env).filter((variable) => variable.endsWith(FILE) && (env[variable] ?? '') !== '');
  if (named.length === 0) return;
  const secrets = await names();
  for (const variable of named) {
    const name = variable.slice(0, -FILE.length);
    const path = env[variable] ?? '';
    if (!isSecret(name, secrets) || origins.get(name) === `file ${path} (${variable})`) continue;
    if ((env[name] ?? '') !== '')
      throw new ConfigError(`${name} and ${variable} are both set; which of them is meant? Unset the other`);
    env[name] = fromFile(name, path);
    origins.set(name, `file ${path} (${variable})`);
  }
}

/** The product's own, and those that plugins and the configuration name. */
function isSecret(name: string, secrets: ReadonlySet<string>): boolean {
  return (
    name === 'CONFIGURABLE_AGENTS_TOKEN' ||
    name === 'NGROK_AUTHTOKEN' ||
    /^WEBHOOK_SECRET(_[A-Z0-9_]+)?$/.test(name) ||
    secrets.has(name)
  );
}

function fromFile(name: string, path: string): string {
  try {
    if (statSync(path).size > MAX_BYTES) throw new ConfigError(`larger than ${MAX_BYTES} bytes`);
    return value(readFileSync(path, 'utf8'));
  } catch (cause) {
    const reason = cause instanceof ConfigError ? cause.message : codeOf(cause);
    throw new ConfigError(`${name} cannot be read from the file ${path}: ${reason}`);
  }
}

/** What a program writes to its standard output. What it complains of may hold secrets, and is not repeated. */
function fromCommand(name: string, [program = '', ...args]: readonly string[], cwd: string): string {
  // Loaded where it is asked for: `validate` reads the configuration too, and it takes three milliseconds.
  const { execFileSync } = process.getBuiltinModule('node:child_process');
  try {
    const out = execFileSync(program, args, {
      cwd,
      timeout: COMMAND_MS,
      maxBuffer: MAX_BYTES,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return value(out);
  } catch (cause) {
    const { status } = cause as { readonly status?: number | null };
    const reason =
      cause instanceof ConfigError
        ? cause.message
        : typeof status === 'number'
          ? `exit status ${status}`
          : codeOf(cause);
    throw new ConfigError(`${name} cannot be had from the command ${program}: ${reason}; run it by hand to see why`);
  }
}

/** Without the end of its last line. */
function value(text: string): string {
  const found = text.replace(/\r?\n$/, '');
  if (found === '') throw new ConfigError('it is empty');
  return found;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'it failed';
}
