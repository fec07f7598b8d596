// In the place of `node-llama-cpp`, for tests of what is around it: it says what the prompt asks for. The real engine has tests of its own.
import { existsSync, readFileSync } from 'node:fs';

let loads = 0;
let open = 0;

class NoBinaryFoundError extends Error {}

class InsufficientMemoryError extends Error {
  name = 'InsufficientMemoryError';
}

const words = (text) => text.split(/\s+/).filter(Boolean);

/** Blocks the thread, as a computation does that listens to nobody. */
function block(ms) {
  for (const end = Date.now() + ms; Date.now() < end;);
}

function model(path) {
  if (readFileSync(path, 'utf8').includes('broken')) throw new Error('tensor is out of bounds');
  if (readFileSync(path, 'utf8').includes('huge')) throw new InsufficientMemoryError('a 900 GB buffer is needed');
  loads += 1;
  open += 1;
  return {
    trainContextSize: 512,
    tokenizer: words,
    createContext: ({ contextSize }) => {
      const meter = { usedInputTokens: 0, usedOutputTokens: 0 };
      const sequence = { clearHistory: async () => {}, tokenMeter: { getState: () => ({ ...meter }) }, meter };
      return Promise.resolve({ contextSize, getSequence: () => sequence });
    },
    dispose: () => {
      open -= 1;
      return Promise.resolve();
    },
  };
}

export function getLlama(options) {
  if (existsSync(new URL('no-build', import.meta.url))) throw new NoBinaryFoundError('none');
  return Promise.resolve({
    loadModel: async ({ modelPath }) => model(modelPath),
    createGrammarForJsonSchema: async (schema) => ({ schema, options }),
  });
}

export class LlamaChat {
  constructor({ contextSequence }) {
    this.sequence = contextSequence;
  }

  chatWrapper = {
    generateContextState: ({ chatHistory }) => ({
      contextText: { tokenize: (tokenizer) => chatHistory.flatMap(({ text = '' }) => tokenizer(text)) },
    }),
  };

  async generateResponse(turns, { onTextChunk, signal, maxTokens, grammar, customStopTriggers, ...sampling }) {
    const prompt = turns.findLast(({ type }) => type === 'user').text;
    this.sequence.meter.usedInputTokens += turns.flatMap(({ text = '' }) => words(text)).length - 1;
    for (const chunk of await this.answer(prompt, {
      signal,
      grammar,
      sampling: { maxTokens, customStopTriggers, ...sampling },
    })) {
      if (maxTokens <= this.said) break;
      this.say(chunk, onTextChunk);
    }
    if (prompt === 'wait' || prompt === 'pid') await this.wait(signal, onTextChunk);
    const isCut = this.said >= maxTokens;
    this.said = 0;
    return { metadata: { stopReason: isCut ? 'maxTokens' : 'eogToken' } };
  }

  said = 0;

  say(chunk, onTextChunk) {
    this.said += 1;
    this.sequence.meter.usedOutputTokens += 1;
    onTextChunk(chunk);
  }

  answer(prompt, { grammar, sampling }) {
    switch (prompt) {
      case 'wait':
        return [];
      case 'pid':
        return [String(process.pid)];
      case 'block':
        block(1500);
        return ['done'];
      case 'die':
        process.stderr.write('first words\nGGML_ASSERT(n > 0) failed\n', () => process.kill(process.pid, 'SIGKILL'));
        return new Promise(() => {});
      case 'throw':
        throw new Error('the sampler is empty');
      case 'how':
        return [JSON.stringify({ sampling, env: Object.keys(process.env) })];
      case 'loads':
        return [JSON.stringify({ loads, open })];
      case 'violate':
        return ['{"label":"poor"}'];
      case 'schema':
        return [JSON.stringify(grammar.schema)];
      default:
        return grammar === undefined ? ['Hello ', 'there'] : ['{"label":', '"good"}'];
    }
  }

  async wait(signal, onTextChunk) {
    this.say('Half', onTextChunk);
    await new Promise((resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  }
}
