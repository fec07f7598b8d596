// The part of `node-llama-cpp` that is used here. It is no dependency of this package, so its types are not there to import; the tests with
// the real engine hold these against them.
import type { EngineSchema, Turn } from '../protocol.ts';

export type Token = number;

export type Llama = {
  readonly loadModel: (options: { readonly modelPath: string }) => Promise<Model>;
  readonly createGrammarForJsonSchema: (schema: EngineSchema) => Promise<Grammar>;
};

/** Opaque here. */
export type Grammar = object;

export type Model = {
  /** Tokens that the model was trained for. */
  readonly trainContextSize: number;
  readonly tokenizer: Tokenizer;
  readonly createContext: (options: {
    readonly contextSize: number;
    readonly sequences: number;
    readonly threads: number;
  }) => Promise<EngineContext>;
  readonly dispose: () => Promise<void>;
};

/** Opaque here. */
export type Tokenizer = (text: string) => Token[];

export type EngineContext = { readonly contextSize: number; readonly getSequence: () => Sequence };

export type Sequence = {
  readonly clearHistory: () => Promise<void>;
  readonly tokenMeter: { readonly getState: () => TokenMeterState };
};

export type TokenMeterState = { readonly usedInputTokens: number; readonly usedOutputTokens: number };

export type Chat = {
  readonly chatWrapper: {
    readonly generateContextState: (options: { readonly chatHistory: Turn[] }) => {
      readonly contextText: { readonly tokenize: (tokenizer: Tokenizer) => Token[] };
    };
  };
  readonly generateResponse: (
    turns: Turn[],
    options: GenerateOptions,
  ) => Promise<{ readonly metadata: { readonly stopReason: string } }>;
};

export type GenerateOptions = {
  readonly signal: AbortSignal;
  readonly onTextChunk: (text: string) => void;
  readonly maxTokens: number;
  readonly customStopTriggers: readonly string[];
  readonly temperature?: number;
  readonly topP?: number;
  readonly topK?: number;
  readonly minP?: number;
  readonly seed?: number;
  readonly repeatPenalty:
    false | { readonly penalty: number; readonly presencePenalty?: number; readonly frequencyPenalty?: number };
  readonly grammar?: Grammar;
};

/** The module. */
export type LlamaModule = {
  readonly getLlama: (options: {
    readonly gpu: false;
    readonly build: 'never';
    readonly skipDownload: true;
    readonly progressLogs: false;
    readonly maxThreads: number;
    readonly logger: (level: string, message: string) => void;
  }) => Promise<Llama>;
  readonly LlamaChat: new (options: { readonly contextSequence: Sequence }) => Chat;
};
