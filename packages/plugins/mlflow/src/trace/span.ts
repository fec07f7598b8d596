import type { Json } from '@configurable-agents/plugin-sdk';

/** A span that has ended, as OpenTelemetry has them. Times are in milliseconds since the epoch. */
export type Span = {
  readonly traceId: string;
  readonly spanId: string;
  /** Absent for the root. */
  readonly parentId?: string;
  readonly name: string;
  readonly kind: 'internal' | 'server' | 'client';
  readonly startMs: number;
  readonly endMs: number;
  readonly attributes: { readonly [name: string]: Json };
  /** Absent: neither a success nor a failure, as what was cancelled. */
  readonly status?: 'ok' | 'error';
  /** Why it failed: status and an exception event. */
  readonly error?: { readonly type: string; readonly message: string };
};

/** Types of spans as MLflow's pages know them. */
export type SpanType = 'WORKFLOW' | 'TASK' | 'CHAIN' | 'AGENT' | 'CHAT_MODEL' | 'TOOL';

/** Names of attributes. https://mlflow.org/docs/latest/genai/tracing/, and OpenTelemetry's conventions for GenAI. */
export const ATTRIBUTES = {
  type: 'mlflow.spanType',
  inputs: 'mlflow.spanInputs',
  outputs: 'mlflow.spanOutputs',
  usage: 'mlflow.chat.tokenUsage',
  cost: 'mlflow.llm.cost',
  model: 'mlflow.llm.model',
  provider: 'mlflow.llm.provider',
} as const;
