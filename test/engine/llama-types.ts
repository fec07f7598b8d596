// What plugin-local takes node-llama-cpp to be, held against its own types: this file compiles, or the engine has changed. It is compiled only
// where that is installed, by run.sh. What both hand on unseen (a grammar, a tokenizer) is left out.
import type * as real from 'node-llama-cpp';
import type {
  Chat,
  EngineContext,
  GenerateOptions,
  Llama,
  LlamaModule,
  Model,
  Sequence,
} from '../../packages/plugins/local/src/engine/llama.ts';
import type { Turn } from '../../packages/plugins/local/src/protocol.ts';

/** What is given fits what is wanted. */
type Fits<Wanted, _Given extends Wanted> = Wanted;

/** The engine's own lists may be changed, ours may not. */
type Changeable<T> = T extends readonly string[]
  ? string[]
  : T extends object
    ? { -readonly [Key in keyof T]: Changeable<T[Key]> }
    : T;

type Response = Awaited<ReturnType<real.LlamaChat['generateResponse']>>;

export type WhatThePluginGives = [
  Fits<real.LlamaOptions, Parameters<LlamaModule['getLlama']>[0]>,
  Fits<real.LlamaContextOptions, Parameters<Model['createContext']>[0]>,
  Fits<real.LlamaModelOptions, Parameters<Llama['loadModel']>[0]>,
  Fits<real.LLamaChatGenerateResponseOptions, Omit<GenerateOptions, 'grammar'>>,
  Fits<real.ChatHistoryItem, Changeable<Turn>>,
];

export type WhatThePluginTakes = [
  Fits<EngineContext, real.LlamaContext>,
  Fits<Omit<Model, 'createContext' | 'tokenizer'>, real.LlamaModel>,
  Fits<Sequence, real.LlamaContextSequence>,
  Fits<Awaited<ReturnType<Chat['generateResponse']>>, Response>,
];
