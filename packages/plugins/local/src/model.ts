// A model of this machine in the shape of the AI SDK, as far as a provider of ours asks for it: it streams.
import type { LanguageModelV4, LanguageModelV4StreamPart } from '@ai-sdk/provider';
import { jobOf, warningsOf } from './job.ts';
import type { EngineProcess } from './process.ts';
import type { Job, Report } from './protocol.ts';
import type { ModelSettings } from './settings.ts';

type Given = { readonly model: string; readonly settings: ModelSettings; readonly engine: EngineProcess };

/** The model. Nothing is started before it is asked. */
export function localModel({ model, settings, engine }: Given): Pick<LanguageModelV4, 'provider' | 'doStream'> {
  return {
    provider: 'local',
    doStream: async (options) => {
      const job = jobOf(options, model, settings);
      const { abortSignal = new AbortController().signal } = options;
      const start: LanguageModelV4StreamPart = { type: 'stream-start', warnings: warningsOf(options) };
      return { stream: ReadableStream.from(partsOf(engine, { job, start, signal: abortSignal })) };
    },
  };
}

type Asked = { readonly job: Job; readonly start: LanguageModelV4StreamPart; readonly signal: AbortSignal };

async function* partsOf(
  engine: EngineProcess,
  { job, start, signal }: Asked,
): AsyncGenerator<LanguageModelV4StreamPart> {
  yield start;
  yield { type: 'text-start', id: '0' };
  for await (const report of engine.ask(job, signal)) {
    if (report.kind === 'text') yield { type: 'text-delta', id: '0', delta: report.text };
    else yield* endOf(report);
  }
}

function endOf({ reason, inputTokens, outputTokens }: Extract<Report, { kind: 'end' }>): LanguageModelV4StreamPart[] {
  return [
    { type: 'text-end', id: '0' },
    {
      type: 'finish',
      finishReason: { unified: reason, raw: reason },
      usage: {
        inputTokens: { total: inputTokens, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
        outputTokens: { total: outputTokens, text: undefined, reasoning: undefined },
      },
    },
  ];
}
