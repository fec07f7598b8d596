import '@ai-sdk/openai-compatible';
import { plugin } from '@configurable-agents/plugin-openai-compatible';
import { describePlugin } from '../../ai-sdk/test/wire/plugin.ts';

describePlugin(plugin, { variable: 'OPENAI_COMPATIBLE_API_KEY', model: 'any' });
