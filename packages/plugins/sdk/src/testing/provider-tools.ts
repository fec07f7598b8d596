import type { Context } from '../context.ts';
import type { GenerateRequest, Message, Part, Provider, ToolCall } from '../provider.ts';
import { answerOf } from './provider-parts.ts';
import type { ProviderFixtures } from './provider.ts';
import { spied } from './spy.ts';
import { problemOf, shown } from './values.ts';
import { demand } from './violation.ts';

type Asked = {
  readonly tool: NonNullable<ProviderFixtures['tool']>;
  readonly request: GenerateRequest;
  readonly context: Context;
};

/** Text that nobody else sends, so that it is found again in what goes to the service. */
const RESULT = 'the result 6f1e2a of the tool';

/** A call of a tool comes as a part, and its result goes to the service as a message. */
export async function checkTools(provider: Provider, { tool, request, context }: Asked): Promise<void> {
  const { offer } = tool;
  const asked = { ...request, tools: [offer] };
  const calls = (await answerOf(provider, asked, tool.call ?? context)).flatMap(callOf);
  demand(calls.length > 0, 'provider/tool-call', 'none came');
  demand(new Set(calls.map(({ id }) => id)).size === calls.length, 'provider/tool-call', `ids are ${shown(calls)}`);
  for (const call of calls) {
    demand(call.id !== '' && call.name === offer.name, 'provider/tool-call', `it is ${shown(call)}`);
    const problem = problemOf(offer.input, call.input);
    demand(problem === undefined, 'provider/tool-call', `it is ${shown(call)}: ${problem}`);
  }
  const results = calls.map(({ id, name }): Message => ({
    role: 'tool',
    toolCallId: id,
    name,
    content: JSON.stringify({ found: RESULT }),
  }));
  const messages: readonly Message[] = [
    ...request.messages,
    { role: 'assistant', content: '', toolCalls: calls },
    ...results,
  ];
  const spy = spied(tool.result ?? context);
  const parts = await answerOf(provider, { ...asked, messages }, spy.context);
  const isAnswered = parts.some(({ kind }) => kind === 'text' || kind === 'object');
  demand(isAnswered, 'provider/tool-result', 'after the result no answer came');
  // A provider without a network keeps the result to itself.
  const isSent = spy.sent.length === 0 || spy.sent.some((each) => each.includes(RESULT));
  demand(isSent, 'provider/tool-result', 'it was not sent to the service');
}

function callOf(part: Part): readonly ToolCall[] {
  if (part.kind !== 'tool_call') return [];
  const { kind: _kind, ...call } = part;
  return [call];
}
