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
  readonly log: (level: LogLevel, message: string) => void;
};

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

const OUT_OF_MEMORY = 'CODE_MEMORY';
const MAX_STACK = 128 * 1024;
/** UTF-16 units of the output's JSON. */
const MAX_OUTPUT = 16 * 1024 * 1024;
const MAX_LOG_LINES = 1000;
const MAX_LOG_LENGTH = 10_000;
const MAX_MESSAGE_LENGTH = 10_000;
const LEVELS: { readonly [method: string]: LogLevel } = {
  log: 'info',
  info: 'info',
  warn: 'warn',
  error: 'error',
  debug: 'debug',
};

/**
 * Runs inside: calls the code, and turns what it returns into JSON that is exact. JSON.stringify alone would make null of NaN and of an
 * infinity, and round integers that doubles cannot tell apart. What it needs is taken before the code runs, which may put its own in the
 * place of anything.
 */
const HARNESS = `(() => {
  const { parse, stringify } = JSON;
  const { isFinite, isInteger, isSafeInteger } = Number;
  const exact = (key, each) => {
    if (typeof each === 'bigint') throw new RangeError('a bigint is no JSON; make it text or a number');
    if (typeof each === 'number' && (!isFinite(each) || (isInteger(each) && !isSafeInteger(each))))
      throw new RangeError(each + ' cannot be kept as a JSON number without loss');
    return each;
  };
  const compiled = (code) => {
    try {
      return new Function('inputs', code);
    } catch (error) {
      throw { refused: 'syntax', message: error.message };
    }
  };
  return (code, inputs) => {
    const value = compiled(code)(parse(inputs));
    if (typeof value === 'object' && value !== null && typeof value.then === 'function') throw { refused: 'promise' };
    const text = stringify(value === undefined ? null : value, exact);
    return text === undefined ? 'null' : text;
  };
})()`;

// Its types are those of its CommonJS form, in which the variant is one level deeper.
const VARIANT = variant as unknown as QuickJSSyncVariant;

let loaded: Promise<QuickJSWASMModule> | undefined;

/** Runs code. Throws a `RetryableError` for what it throws and when its time is up, a `TerminalError` where it can never work. */
export async function runInSandbox(request: SandboxRequest): Promise<Json> {
  loaded ??= newQuickJSWASMModuleFromVariant(VARIANT);
  const module = await loaded;
  const runtime = module.newRuntime();
  // Not the clock, which somebody may set.
  const deadline = performance.now() + request.timeoutMs;
  runtime.setMemoryLimit(request.memory);
  runtime.setMaxStackSize(MAX_STACK);
  runtime.setInterruptHandler(() => performance.now() > deadline);
  const context = runtime.newContext();
  try {
    const output = evaluate(context, { ...request, deadline });
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
      // The thread's own stack, which the sandbox's recursion in C takes from.
      if (error instanceof RangeError) throw tooDeep();
      if (!(error instanceof PluginError))
        throw new TerminalError(`the sandbox broke down: ${String(error)}`, { code: 'CODE_BROKE' });
    }
    throw error;
  }
}

function evaluate(context: QuickJSContext, request: SandboxRequest & { readonly deadline: number }): Json {
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

function provideConsole(context: QuickJSContext, log: SandboxRequest['log']): void {
  let lines = 0;
  const console = context.newObject();
  for (const [method, level] of Object.entries(LEVELS)) {
    const write = context.newFunction(method, (...handles: QuickJSHandle[]) => {
      lines += 1;
      if (lines > MAX_LOG_LINES) return;
      if (lines === MAX_LOG_LINES) log('warn', 'further lines are left out');
      else
        log(
          level,
          handles
            .map((handle) => shown(context.dump(handle)))
            .join(' ')
            .slice(0, MAX_LOG_LENGTH),
        );
    });
    context.setProp(console, method, write);
    write.dispose();
  }
  context.setProp(context.global, 'console', console);
  console.dispose();
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
}

function tooDeep(): PluginError {
  return new TerminalError('the code calls itself, or nests what it returns, too deeply; use a loop, or a list', {
    code: 'CODE_STACK',
  });
}

function failureOf(
  context: QuickJSContext,
  handle: QuickJSHandle,
  { memory, timeoutMs, deadline }: SandboxRequest & { readonly deadline: number },
): Error {
  const thrown: unknown = context.dump(handle);
  handle.dispose();
  const { name, message, refused } = (typeof thrown === 'object' && thrown !== null ? thrown : {}) as {
    readonly [key: string]: unknown;
  };
  const isInternal = name === 'InternalError';
  // What is thrown may have a getter that takes the rest of the time.
  if ((isInternal && message === 'interrupted') || performance.now() > deadline) {
    return new RetryableError(`the code ran longer than ${timeoutMs} ms; give it more by \`timeout:\``, {
      class: 'timeout',
      code: 'CODE_TIMEOUT',
    });
  }
  if (isInternal && (message === 'out of memory' || message === 'string too long')) {
    return new TerminalError(`the code needs more than ${memory} bytes; give it more by \`memory:\``, {
      code: OUT_OF_MEMORY,
    });
  }
  if (message === 'stack overflow') return tooDeep();
  if (refused === 'promise') {
    return new TerminalError('the code returns a promise; it must return the value itself', { code: 'CODE_PROMISE' });
  }
  const text = (typeof message === 'string' ? message : shown(thrown)).slice(0, MAX_MESSAGE_LENGTH);
  if (refused === 'syntax') return new TerminalError(`the code cannot be read: ${text}`, { code: 'CODE_SYNTAX' });
  return new RetryableError(text, { class: 'error', code: 'NODE_FAILED' });
}
