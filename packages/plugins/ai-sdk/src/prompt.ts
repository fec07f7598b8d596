// The conversation and the tools of a request in the words of the AI SDK. Pure.
import type {
  LanguageModelV4CallOptions,
  LanguageModelV4FilePart,
  LanguageModelV4Message,
  LanguageModelV4Prompt,
  LanguageModelV4ReasoningPart,
  LanguageModelV4ToolCallPart,
  SharedV4ProviderOptions,
} from '@ai-sdk/provider';
import type { GenerateRequest, Image, Json, Message, ToolCall } from '@configurable-agents/plugin-sdk';
import { thoughtsIn } from './thoughts.ts';

export function promptOf({ system, messages }: GenerateRequest): LanguageModelV4Prompt {
  return [...(system === undefined ? [] : [{ role: 'system' as const, content: system }]), ...messages.map(messageOf)];
}

function messageOf(message: Message): LanguageModelV4Message {
  const { role, content } = message;
  const text = { type: 'text' as const, text: content };
  switch (role) {
    case 'user': {
      const { images = [] } = message;
      return { role, content: [...(content === '' && images.length > 0 ? [] : [text]), ...images.map(imageOf)] };
    }
    case 'assistant': {
      const parts = (message.toolCalls ?? []).map(callOf);
      const thoughts = parts.flatMap((part) => part.thoughts);
      // Thoughts come first: so they came, and vendors refuse another order.
      return { role, content: [...thoughts, ...(content === '' ? [] : [text]), ...parts.map(({ call }) => call)] };
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

/** An address goes to the vendor as it is, who fetches it. */
function imageOf(image: Image): LanguageModelV4FilePart {
  if ('url' in image) return { type: 'file', mediaType: 'image/*', data: { type: 'url', url: new URL(image.url) } };
  return { type: 'file', mediaType: image.mediaType, data: { type: 'data', data: image.data } };
}

type Call = { readonly thoughts: readonly LanguageModelV4ReasoningPart[]; readonly call: LanguageModelV4ToolCallPart };

function callOf({ id, name, input, providerData = {} }: ToolCall): Call {
  const { thoughts, options } = thoughtsIn(providerData);
  const providerOptions = Object.keys(options).length === 0 ? {} : { providerOptions: options };
  return {
    thoughts: thoughts.map(({ text, metadata }) => ({
      type: 'reasoning',
      text,
      providerOptions: metadata as SharedV4ProviderOptions,
    })),
    call: { type: 'tool-call', toolCallId: id, toolName: name, input, ...providerOptions },
  };
}

/** Ours are 2020-12, theirs are typed as draft 7; both are passed through as they are. */
export function toolsOf({
  tools = [],
  toolChoice: choice,
}: GenerateRequest): Pick<LanguageModelV4CallOptions, 'tools' | 'toolChoice'> {
  if (tools.length === 0) return {};
  const named = typeof choice === 'object' ? { type: 'tool' as const, toolName: choice.name } : undefined;
  return {
    ...(choice === undefined ? {} : { toolChoice: named ?? { type: choice as Exclude<typeof choice, object> } }),
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
