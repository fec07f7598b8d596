import { plugin } from '@configurable-agents/plugin-openai-compatible';
import { chatWire } from '../../ai-sdk/test/wire/chat-wire.ts';
import type { Wire } from '../../ai-sdk/test/wire/wire.ts';

export const KEY = 'sk-fake-0123456789';

export const WIRE: Wire = chatWire({
  name: 'openai-compatible',
  provider: plugin.providers?.['openai-compatible'],
  model: 'qwen3:8b',
  key: { value: KEY, variable: 'OPENAI_COMPATIBLE_API_KEY' },
});
