// The conversation and the tools of a request in the words of the AI SDK. Pure.
import type {
  LanguageModelV4CallOptions,
  LanguageModelV4Message,
  LanguageModelV4Prompt,
  SharedV4ProviderOptions,
} from '@ai-sdk/provider';
import type { GenerateRequest, Json, Message, ToolCall } from '@configurable-agents/plugin-sdk';

export function promptOf({ system, messages }: GenerateRequest): LanguageModelV4Prompt {
  return [...(system === undefined ? [] : [{ role: 'system' as const, content: system }]), ...messages.map(messageOf)];
}

function messageOf(message: Message): LanguageModelV4Message {
  const { role, content } = message;
  const text = { type: 'text' as const, text: content };
  switch (role) {
    case 'user':
      return { role, content: [text] };
    case 'assistant': {
      const calls = (message.toolCalls ?? []).map(({ id, name, input, providerData }: ToolCall) => ({
        type: 'tool-call' as const,
        toolCallId: id,
        toolName: name,
        input,
        // It is what the adapter gave as its metadata.
        ...(providerData === undefined ? {} : { providerOptions: providerData as SharedV4ProviderOptions }),
      }));
      return { role, content: [...(content === '' ? [] : [text]), ...calls] };
    }
    case 'tool': {
      const output = { type: 'text' as const, value: content };
      return {
        role,
        content: [{ type: 'tool-result', toolCallId: message.toolCallId, toolName: message.name, output }],
      };
    }
  }
}

/** Ours are 2020-12, theirs are typed as draft 7; both are passed through as they are. */
export function toolsOf({ tools = [] }: GenerateRequest): Pick<LanguageModelV4CallOptions, 'tools'> {
  if (tools.length === 0) return {};
  return {
    tools: tools.map(({ name, description, input }) => ({
      type: 'function' as const,
      name,
      description,
      inputSchema: typeof input === 'boolean' ? {} : input,
    })),
  };
}

/** The input of a call as the model wrote it; undefined where it is no JSON. A tool without arguments is called with nothing. */
export function inputOf(text: string): Json | undefined {
  try {
    return text.trim() === '' ? {} : (JSON.parse(text) as Json);
  } catch {
    return undefined;
  }
}
