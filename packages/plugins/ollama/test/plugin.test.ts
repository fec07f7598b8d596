import '@ai-sdk/openai-compatible';
import { plugin } from '@configurable-agents/plugin-ollama';
import { describePlugin } from '../../ai-sdk/test/wire/plugin.ts';

describePlugin(plugin, {
  net: '127.0.0.1:11434',
  url: 'http://127.0.0.1:11434/v1/chat/completions',
  model: 'llama3.2',
});
