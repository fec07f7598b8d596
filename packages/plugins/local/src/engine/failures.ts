// What goes wrong in the engine's process, as it is told to the lane. Pure.
import type { Job, Told } from '../protocol.ts';

/** A failure that the lane is told as it is. */
export class EngineError extends Error {
  readonly told: Told;

  constructor(told: Told) {
    super(told.message);
    this.name = 'EngineError';
    this.told = told;
  }
}

/** How it is installed without the builds for graphics cards, which are ten times as large. */
function installation(engineDir: string | undefined): string {
  const where = engineDir === undefined ? '' : ` in \`providers.local.engine_dir\``;
  const commands = '`npm i --omit=optional node-llama-cpp` and `npm i --omit=optional @node-llama-cpp/linux-x64`';
  return `${commands} (or the build of your platform)${where} install it`;
}

export function noEngine({ engineDir }: Job): EngineError {
  return new EngineError({
    class: 'unavailable',
    code: 'MODEL_ENGINE_MISSING',
    retryable: false,
    message: `provider local needs \`node-llama-cpp\`, which is not installed; ${installation(engineDir)}`,
  });
}

export function noBuild({ engineDir }: Job): EngineError {
  const platform = `${process.platform}-${process.arch}`;
  return new EngineError({
    class: 'unavailable',
    code: 'MODEL_ENGINE_MISSING',
    retryable: false,
    message: `\`node-llama-cpp\` has no build that runs on ${platform}; ${installation(engineDir)}`,
  });
}

export function notLoaded({ model }: Job, error: unknown): EngineError {
  const said = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && error.name === 'InsufficientMemoryError') {
    return new EngineError({
      class: 'unavailable',
      code: 'MODEL_UNAVAILABLE',
      retryable: true,
      message: `there is not enough memory for the model \`${model}\`: ${said}; free some, or lower \`providers.local.context_tokens\``,
    });
  }
  return new EngineError({
    class: 'bad_request',
    code: 'MODEL_FILE_INVALID',
    retryable: false,
    message: `the file of the model \`${model}\` cannot be loaded: ${said}; fetch it again, or take one that llama.cpp knows`,
  });
}

export function tooLong({ model }: Job, prompt: number, size: number): EngineError {
  return new EngineError({
    class: 'bad_request',
    code: 'MODEL_CONTEXT_EXCEEDED',
    retryable: false,
    message: `the prompt has ${prompt} tokens, and the context of the model \`${model}\` has room for ${size} with its answer; shorten what the prompt takes in, or raise \`providers.local.context_tokens\` where the model takes more`,
  });
}

export function noGrammar(error: unknown): EngineError {
  const said = error instanceof Error ? error.message : String(error);
  return new EngineError({
    class: 'bad_request',
    code: 'MODEL_REQUEST_INVALID',
    retryable: false,
    message: `the engine makes no grammar of the node's \`output_schema\`: ${said}; make the schema simpler`,
  });
}

/** Anything else is told in one line. */
export function toldOf(error: unknown): Told {
  if (error instanceof EngineError) return error.told;
  const said = error instanceof Error ? error.message : String(error);
  return { class: 'error', code: 'MODEL_CALL_FAILED', retryable: false, message: `the engine failed: ${said}` };
}
