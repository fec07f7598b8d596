import type { LanguageModelV4ToolCall } from '@ai-sdk/provider';
import { RetryableError } from '@configurable-agents/plugin-sdk';
import type { JsonObject, Part } from '@configurable-agents/plugin-sdk';
import { inputOf } from './prompt.ts';
import { THOUGHTS_KEY } from './thoughts.ts';
import type { Thought } from './thoughts.ts';

/** A call that the model wants. Models differ from one attempt to the next: arguments that are no JSON may be some then. */
export function toolCallOf(
  part: LanguageModelV4ToolCall,
  { provider, thoughts }: { readonly provider: string; readonly thoughts: readonly Thought[] },
): Part {
  const { toolCallId: id, toolName: name, providerMetadata = {} } = part;
  const input = inputOf(part.input);
  if (input === undefined) {
    throw new RetryableError(`${provider} called a tool with arguments that are no JSON`, {
      class: 'invalid_output',
      code: 'MODEL_ANSWER_INVALID',
    });
  }
  // Metadata of an answer is JSON that came over the wire, but for fields that adapters leave undefined.
  const metadata = JSON.parse(JSON.stringify(providerMetadata)) as JsonObject;
  const data = { ...metadata, ...(thoughts.length === 0 ? {} : { [THOUGHTS_KEY]: thoughts }) };
  return { kind: 'tool_call', id, name, input, ...(Object.keys(data).length === 0 ? {} : { providerData: data }) };
}
