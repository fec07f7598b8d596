// The section `providers.local` of the configuration, and the file of a model. A workflow names a model, never a path.
import { open, realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { TerminalError } from '@configurable-agents/plugin-sdk';
import type { JsonObject, JsonSchema } from '@configurable-agents/plugin-sdk';

/** Longer prompts and answers together take a setting: memory grows with it, and many models were trained for far more. */
const DEFAULT_CONTEXT_TOKENS = 4096;

/**
 * One for each worker of the server: threads of an engine wait for one another by spinning, and more of them than there are cores make
 * it many times slower.
 */
const DEFAULT_THREADS = 1;

/** What every GGUF file starts with. */
const MAGIC = 'GGUF';

/** The settings, as properties of the plugin's `config`. */
export const SETTINGS: { readonly [name: string]: JsonSchema } = {
  models_dir: {
    type: 'string',
    minLength: 1,
    description: 'Folder of the GGUF files, an absolute path. Nothing outside of it is read.',
  },
  models: {
    type: 'object',
    additionalProperties: { type: 'string', minLength: 1 },
    description: 'Name of a model, as workflows have it, and its file in `models_dir`.',
  },
  engine_dir: {
    type: 'string',
    minLength: 1,
    description: 'Folder where node-llama-cpp is installed, an absolute path; default: beside this plugin.',
  },
  context_tokens: {
    type: 'integer',
    minimum: 64,
    maximum: 1_048_576,
    default: DEFAULT_CONTEXT_TOKENS,
    description: 'Tokens of prompt and answer together, at most those that the model was trained for.',
  },
  threads: {
    type: 'integer',
    minimum: 1,
    maximum: 256,
    default: DEFAULT_THREADS,
    description: 'Threads of the engine that each worker of the server runs.',
  },
};

/** What a call needs of the settings. */
export type ModelSettings = {
  readonly file: string;
  readonly engineDir?: string;
  readonly contextTokens: number;
  readonly threads: number;
};

/** The settings for a model. Throws a `TerminalError` that names the setting, or the file, that is wrong. */
export async function settingsFor(model: string, config: JsonObject): Promise<ModelSettings> {
  // Held against SETTINGS when the engine opens; a file of a test is the only other way here.
  const { models_dir: folder, models = {}, engine_dir: engineDir, context_tokens: context, threads } = config;
  if (typeof folder !== 'string') {
    throw wrong(
      'models_dir',
      'is not set, so there are no models; set it, such as `providers: { local: { models_dir: /srv/models, models: { small: small.gguf } } }`',
    );
  }
  if (!isAbsolute(folder)) throw wrong('models_dir', `is ${JSON.stringify(folder)}; it is an absolute path`);
  if (engineDir !== undefined && !(typeof engineDir === 'string' && isAbsolute(engineDir))) {
    throw wrong('engine_dir', `is ${JSON.stringify(engineDir)}; it is an absolute path`);
  }
  return {
    file: await fileOf(model, { folder, models: models as JsonObject }),
    ...(engineDir === undefined ? {} : { engineDir }),
    contextTokens: typeof context === 'number' ? context : DEFAULT_CONTEXT_TOKENS,
    threads: typeof threads === 'number' ? threads : DEFAULT_THREADS,
  };
}

type Models = { readonly folder: string; readonly models: JsonObject };

async function fileOf(model: string, { folder, models }: Models): Promise<string> {
  const name = Object.hasOwn(models, model) ? models[model] : undefined;
  if (typeof name !== 'string') {
    const known = Object.keys(models).join(', ') || 'none';
    throw new TerminalError(
      `the provider local has no model \`${model}\` (it has ${known}); change \`llm.model\`, or add it to \`providers.local.models\` in configurable-agents.yaml`,
      { class: 'not_found', code: 'MODEL_NOT_FOUND' },
    );
  }
  const setting = `providers.local.models.${model}`;
  let file: string;
  try {
    file = await realpath(resolve(folder, name));
    // Links count as what they lead to.
    if (!isWithin(await realpath(folder), file)) {
      throw new TerminalError(
        `\`${setting}\` leads out of \`providers.local.models_dir\`; put its file there, or name the folder that holds it`,
        { class: 'refused', code: 'MODEL_FILE_INVALID' },
      );
    }
    await assertGguf(file, setting);
  } catch (error) {
    if (error instanceof TerminalError) throw error;
    throw unreadable(error, { setting, name });
  }
  return file;
}

async function assertGguf(file: string, setting: string): Promise<void> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(MAGIC.length), 0, MAGIC.length, 0);
    if (buffer.toString('latin1', 0, bytesRead) === MAGIC) return;
  } finally {
    await handle.close();
  }
  throw new TerminalError(
    `the file of \`${setting}\` is no GGUF file: it starts with other bytes; take the .gguf file of the model`,
    { class: 'bad_request', code: 'MODEL_FILE_INVALID' },
  );
}

function unreadable(
  error: unknown,
  { setting, name }: { readonly setting: string; readonly name: string },
): TerminalError {
  const { code = '' } = error as NodeJS.ErrnoException;
  const isMissing = code === 'ENOENT' || code === 'ENOTDIR';
  const found = isMissing
    ? `there is no ${name} in \`providers.local.models_dir\``
    : `${name} cannot be read (${code})`;
  const action = isMissing ? 'put it there, or change' : 'let the server read it, or change';
  return new TerminalError(`${found}; ${action} \`${setting}\``, {
    class: isMissing ? 'not_found' : 'refused',
    code: isMissing ? 'MODEL_FILE_MISSING' : 'MODEL_FILE_INVALID',
  });
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function wrong(setting: string, problem: string): TerminalError {
  return new TerminalError(`\`providers.local.${setting}\` ${problem}`, {
    class: 'bad_request',
    code: 'MODEL_REQUEST_INVALID',
  });
}
