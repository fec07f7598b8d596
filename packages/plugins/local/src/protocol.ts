// What a lane and the process of its engine tell each other. Plain data: nothing of the SDK is loaded there.
import type { ErrorClass } from '@configurable-agents/plugin-sdk';

/** A turn of a conversation, as the engine takes it. */
export type Turn =
  | { readonly type: 'system' | 'user'; readonly text: string }
  | { readonly type: 'model'; readonly response: readonly string[] };

/** How the next token is chosen. What is left out is the engine's: the likeliest one, always. */
export type Sampling = {
  readonly temperature?: number;
  readonly topP?: number;
  readonly topK?: number;
  readonly minP?: number;
  readonly seed?: number;
  readonly repeatPenalty?: {
    readonly penalty: number;
    readonly presencePenalty?: number;
    readonly frequencyPenalty?: number;
  };
};

/** A schema of the engine's own: `engineSchema` makes one of a JSON Schema. */
export type EngineSchema = { readonly [keyword: string]: unknown };

/** An answer that is asked for. */
export type Job = {
  /** Folder where the engine is installed; absent: it is where this plugin is. */
  readonly engineDir?: string;
  /** The model's name, for messages. */
  readonly model: string;
  /** Absolute path of its file. */
  readonly file: string;
  readonly contextTokens: number;
  readonly threads: number;
  readonly turns: readonly Turn[];
  readonly sampling: Sampling;
  readonly maxTokens?: number;
  readonly stop: readonly string[];
  readonly schema?: EngineSchema;
};

export type Command =
  | { readonly kind: 'generate'; readonly id: number; readonly job: Job }
  | { readonly kind: 'abort'; readonly id: number };

/** A failure as it crosses the processes. */
export type Told = {
  readonly class: ErrorClass;
  readonly code: string;
  readonly retryable: boolean;
  readonly message: string;
};

export type Report = { readonly id: number } & (
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'end';
      readonly reason: 'stop' | 'length';
      readonly inputTokens: number;
      readonly outputTokens: number;
    }
  | { readonly kind: 'failed'; readonly error: Told }
);
