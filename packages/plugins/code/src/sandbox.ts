// QuickJS in WebAssembly: one module for each thread, a fresh runtime for each execution, everything bounded.
import variant from '@jitl/quickjs-wasmfile-release-sync';
import { newQuickJSWASMModuleFromVariant } from 'quickjs-emscripten-core';
import type { QuickJSContext, QuickJSHandle, QuickJSSyncVariant, QuickJSWASMModule } from 'quickjs-emscripten-core';
import { PluginError, RetryableError, TerminalError } from '@configurable-agents/plugin-sdk';
import type { Json } from '@configurable-agents/plugin-sdk';

export type SandboxRequest = {
  readonly code: string;
  readonly inputs: Json;
  /** Bytes. */
  readonly memory: number;
  readonly timeoutMs: number;
  readonly log: (message: string) => void;
  readonly now: () => number;
};

const OUT_OF_MEMORY = 'CODE_MEMORY';
const MAX_STACK = 128 * 1024;
/** UTF-16 units of the output's JSON. */
const MAX_OUTPUT = 16 * 1024 * 1024;
const MAX_LOG_LINES = 1000;
const MAX_LOG_LENGTH = 10_000;

/**
 * Runs inside: calls the code, and turns what it returns into JSON that is exact. JSON.stringify alone would make null of NaN and of an
 * infinity, and round integers that doubles cannot tell apart.
 */
const HARNESS = `(code, inputs) => {
  const value = new Function('inputs', code)(JSON.parse(inputs));
  if (typeof value === 'object' && value !== null && typeof value.then === 'function')
    throw new TypeError('the code returns a promise; it must return the value itself');
  const exact = (key, each) => {
    if (typeof each === 'bigint') throw new RangeError('a bigint is no JSON; make it text or a number');
    if (typeof each === 'number' && (!Number.isFinite(each) || (Number.isInteger(each) && !Number.isSafeInteger(each))))
      throw new RangeError(each + ' cannot be kept as a JSON number without loss');
    return each;
  };
  const text = JSON.stringify(value === undefined ? null : value, exact);
  return text === undefined ? 'null' : text;
}`;

// Its types are those of its CommonJS form, in which the variant is one level deeper.
const VARIANT = variant as unknown as QuickJSSyncVariant;

let loaded: Promise<QuickJSWASMModule> | undefined;

/** Runs code. Throws a `RetryableError` for what it throws and when its time is up, a `TerminalError` where it can never work. */
export async function runInSandbox(request: SandboxRequest): Promise<Json> {
  loaded ??= newQuickJSWASMModuleFromVariant(VARIANT);
  const module = await loaded;
  const runtime = module.newRuntime();
  const deadline = request.now() + request.timeoutMs;
  runtime.setMemoryLimit(request.memory);
  runtime.setMaxStackSize(MAX_STACK);
  runtime.setInterruptHandler(() => request.now() > deadline);
  const context = runtime.newContext();
  try {
    const output = evaluate(context, request);
    context.dispose();
    runtime.dispose();
    return output;
  } catch (error) {
    if (error instanceof PluginError && error.code !== OUT_OF_MEMORY) {
      context.dispose();
      runtime.dispose();
    } else {
      // Out of memory, or an abort of the WebAssembly itself: objects are left that cannot be freed. A new module takes its place,
      // and the old one goes with its memory.
      loaded = undefined;
      if (!(error instanceof PluginError))
        throw new TerminalError(`the sandbox broke down: ${String(error)}`, { code: 'CODE_BROKE' });
    }
    throw error;
  }
}

function evaluate(context: QuickJSContext, request: SandboxRequest): Json {
  provideConsole(context, request.log);
  const harness = context.unwrapResult(context.evalCode(HARNESS, 'harness.js'));
  const [code, inputs] = [context.newString(request.code), context.newString(JSON.stringify(request.inputs))];
  try {
    const result = context.callFunction(harness, context.undefined, code, inputs);
    if (result.error !== undefined) throw failureOf(context, result.error, request);
    const text = context.getString(result.value);
    result.value.dispose();
    if (text.length > MAX_OUTPUT) {
      throw new TerminalError(
        `the output has ${text.length} characters of JSON; at most ${MAX_OUTPUT} leave the sandbox`,
        {
          code: 'CODE_OUTPUT_TOO_LARGE',
        },
      );
    }
    return JSON.parse(text) as Json;
  } finally {
    for (const handle of [harness, code, inputs]) handle.dispose();
  }
}

function provideConsole(context: QuickJSContext, log: (message: string) => void): void {
  let lines = 0;
  const write = context.newFunction('log', (...handles: QuickJSHandle[]) => {
    lines += 1;
    if (lines > MAX_LOG_LINES) return;
    const parts = handles.map((handle) => {
      const value: unknown = context.dump(handle);
      return typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
    });
    log(lines === MAX_LOG_LINES ? 'further lines are left out' : parts.join(' ').slice(0, MAX_LOG_LENGTH));
  });
  const console = context.newObject();
  for (const name of ['log', 'info', 'warn', 'error', 'debug']) context.setProp(console, name, write);
  context.setProp(context.global, 'console', console);
  console.dispose();
  write.dispose();
}

function failureOf(context: QuickJSContext, handle: QuickJSHandle, { memory, timeoutMs }: SandboxRequest): Error {
  const thrown: unknown = context.dump(handle);
  handle.dispose();
  const { name, message } = (typeof thrown === 'object' && thrown !== null ? thrown : {}) as {
    readonly name?: unknown;
    readonly message?: unknown;
  };
  if (name === 'InternalError' && message === 'interrupted') {
    return new RetryableError(`the code ran longer than ${timeoutMs} ms; give it more by \`timeout:\``, {
      class: 'timeout',
      code: 'CODE_TIMEOUT',
    });
  }
  if (name === 'InternalError' && message === 'out of memory') {
    return new TerminalError(`the code needs more than ${memory} bytes; give it more by \`memory:\``, {
      code: OUT_OF_MEMORY,
    });
  }
  const text = typeof message === 'string' ? message : typeof thrown === 'string' ? thrown : JSON.stringify(thrown);
  if (name === 'SyntaxError') return new TerminalError(`the code cannot be read: ${text}`, { code: 'CODE_SYNTAX' });
  return new RetryableError(text ?? 'the code threw undefined', { class: 'error', code: 'NODE_FAILED' });
}
