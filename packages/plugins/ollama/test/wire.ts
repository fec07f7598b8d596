// Ollama's wire for clients of OpenAI, with what it answers for a model that was not pulled.
import { plugin } from '@configurable-agents/plugin-ollama';
import { chatWire, openAiError } from '../../ai-sdk/test/wire/chat-wire.ts';
import { openFakeApi, replying } from '../../ai-sdk/test/wire/fake-api.ts';
import type { Recorded, Respond } from '../../ai-sdk/test/wire/fake-api.ts';
import type { Wire } from '../../ai-sdk/test/wire/wire.ts';

const MODEL = 'qwen3:8b';

function refuse({ path, body }: Recorded): Respond | undefined {
  if (path !== '/v1/chat/completions') return (response) => response.writeHead(404).end('404 page not found');
  const { model } = body;
  if (model === MODEL) return undefined;
  return replying(404, openAiError(`model '${String(model)}' not found`, null, 'not_found_error'));
}

export const WIRE: Wire = {
  ...chatWire({ name: 'ollama', provider: plugin.providers?.['ollama'], model: MODEL }),
  open: () => openFakeApi(refuse),
};
