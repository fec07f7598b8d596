// The engine: one model is loaded at a time, and it answers one call at a time. Memory is that of one model, whatever is asked.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Job } from '../protocol.ts';
import { noBuild, noEngine, noGrammar, notLoaded, tooLong } from './failures.ts';
import type { Chat, EngineContext, Llama, LlamaModule, Model, Sequence } from './llama.ts';

/** What an answer came to. */
export type Ended = {
  readonly reason: 'stop' | 'length';
  readonly inputTokens: number;
  readonly outputTokens: number;
};

export type Engine = {
  /** Answers a job once those before it are done. Rejects with the reason of the signal when that is aborted. */
  readonly generate: (
    job: Job,
    to: { readonly signal: AbortSignal; readonly show: (text: string) => void },
  ) => Promise<Ended>;
};

type Started = { readonly module: LlamaModule; readonly llama: Llama };

type Loaded = {
  /** What it was loaded for. */
  readonly key: string;
  readonly model: Model;
  readonly context: EngineContext;
  readonly sequence: Sequence;
  readonly chat: Chat;
};

/** Tokens of the context that the engine keeps free: with fewer it would drop the start of the conversation without a word. */
const RESERVED = 2;

export function openEngine(): Engine {
  const started = new Map<string, Promise<Started>>();
  let loaded: Loaded | undefined;
  let last: Promise<unknown> = Promise.resolve();

  function startedFor(job: Job): Promise<Started> {
    const key = JSON.stringify([job.engineDir, job.threads]);
    const known = started.get(key);
    if (known !== undefined) return known;
    const starting = start(job);
    started.set(key, starting);
    // What is missing may be installed before the next call.
    starting.catch(() => started.delete(key));
    return starting;
  }

  async function modelFor(job: Job): Promise<{ readonly llama: Llama; readonly loaded: Loaded }> {
    const { module, llama } = await startedFor(job);
    const key = JSON.stringify([job.engineDir, job.file, job.contextTokens, job.threads]);
    if (loaded?.key !== key) {
      const former = loaded;
      loaded = undefined;
      await former?.model.dispose();
      loaded = await load({ job, key, module, llama });
    }
    return { llama, loaded };
  }

  return {
    generate: async (job, to) => {
      const before = last;
      const done = Promise.withResolvers<void>();
      last = done.promise;
      try {
        await before;
        to.signal.throwIfAborted();
        const { llama, loaded: ready } = await modelFor(job);
        to.signal.throwIfAborted();
        return await answer({ job, llama, ...ready }, to);
      } finally {
        done.resolve();
      }
    },
  };
}

async function start(job: Job): Promise<Started> {
  const { engineDir, threads } = job;
  let module: LlamaModule;
  try {
    const require = createRequire(engineDir === undefined ? import.meta.url : join(engineDir, 'package.json'));
    // The names in it are those that `LlamaModule` lists.
    module = (await import(pathToFileURL(require.resolve('node-llama-cpp')).href)) as LlamaModule;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') throw noEngine(job);
    throw error;
  }
  try {
    const llama = await module.getLlama({
      gpu: false,
      build: 'never',
      skipDownload: true,
      progressLogs: false,
      maxThreads: threads,
      logger: (level, message) => {
        if (level === 'error' || level === 'fatal') process.stderr.write(`${message.trimEnd()}\n`);
      },
    });
    return { module, llama };
  } catch (error) {
    if (error instanceof Error && /NoBinaryFound/.test(`${error.name} ${error.constructor.name}`)) throw noBuild(job);
    throw error;
  }
}

type Loading = Started & { readonly job: Job; readonly key: string };

async function load({ job, key, module, llama }: Loading): Promise<Loaded> {
  let model: Model | undefined;
  try {
    model = await llama.loadModel({ modelPath: job.file });
    const contextSize = Math.min(job.contextTokens, model.trainContextSize);
    const context = await model.createContext({ contextSize, sequences: 1, threads: job.threads });
    const sequence = context.getSequence();
    return { key, model, context, sequence, chat: new module.LlamaChat({ contextSequence: sequence }) };
  } catch (error) {
    await model?.dispose();
    throw notLoaded(job, error);
  }
}

type Answering = Loaded & { readonly job: Job; readonly llama: Llama };

async function answer(
  { job, llama, model, context, sequence, chat }: Answering,
  { signal, show }: { readonly signal: AbortSignal; readonly show: (text: string) => void },
): Promise<Ended> {
  const { turns, sampling, maxTokens, stop, schema } = job;
  const history = [...turns, { type: 'model', response: [] } as const];
  const prompt = chat.chatWrapper.generateContextState({ chatHistory: history }).contextText.tokenize(model.tokenizer);
  const room = context.contextSize - prompt.length - RESERVED;
  if (room < 1) throw tooLong(job, prompt.length, context.contextSize - RESERVED);
  const grammar = schema === undefined ? {} : { grammar: await grammarFor(llama, schema) };
  // Nothing of the call before: the same call has the same answer, and its prompt is counted whole.
  await sequence.clearHistory();
  const before = sequence.tokenMeter.getState();
  const { repeatPenalty = false, ...chosen } = sampling;
  const { metadata } = await chat.generateResponse(history, {
    ...chosen,
    ...grammar,
    repeatPenalty,
    maxTokens: Math.min(maxTokens ?? room, room),
    customStopTriggers: stop,
    signal,
    onTextChunk: show,
  });
  const after = sequence.tokenMeter.getState();
  return {
    reason: metadata.stopReason === 'maxTokens' ? 'length' : 'stop',
    // The engine's meter books the last token of a prompt as the one that the first of the answer comes from.
    inputTokens: after.usedInputTokens - before.usedInputTokens + 1,
    outputTokens: after.usedOutputTokens - before.usedOutputTokens,
  };
}

async function grammarFor(llama: Llama, schema: NonNullable<Job['schema']>): Promise<object> {
  try {
    return await llama.createGrammarForJsonSchema(schema);
  } catch (error) {
    throw noGrammar(error);
  }
}
