// A conversation with a model: it is asked, its calls of tools are made, and it is asked again with what they gave, until it answers.
import { TerminalError } from '@configurable-agents/plugin-sdk';
import type { GenerateRequest, Json, Message, ToolCall } from '@configurable-agents/plugin-sdk';
import type { LlmSettings } from '../graph/graph.ts';
import type { Told, Toolbox } from './tools.ts';

/** Calls of tools that one answer may ask for. */
const MOST_CALLS = 32;
const TOO_MANY: Told = {
  text: JSON.stringify({ error: `not called: an answer may call ${MOST_CALLS} times; call again for the rest` }),
  isProblem: true,
};

/** What came of one call of a model. */
export type Answer = {
  readonly text: string;
  readonly object: Json | undefined;
  readonly calls: readonly ToolCall[];
};

/** A call of a tool as the journal shows it. `is_error`: `result` is what went wrong. */
export type Called = {
  readonly name: string;
  readonly input: Json;
  readonly result: string;
  readonly is_error?: true;
  readonly duration_ms: number;
};

/** What changes from one call to the next. */
export type Asked = Pick<GenerateRequest, 'messages' | 'tools' | 'toolChoice'>;

export type Conversing = {
  readonly llm: LlmSettings;
  readonly offers: Toolbox['offers'];
  readonly call: (call: ToolCall) => Promise<Told>;
  readonly ask: (asked: Asked) => Promise<Answer>;
  /** Hears of every call of a tool, as it ends. */
  readonly onCall: (called: Called) => void;
};

/**
 * Goes on until the model answers without a call. Calls of one turn are made one after the other, as the model gave them. `isFirst`: the model
 * was asked nothing before in this attempt, so that a tool that it must call is still to be called. Throws `NODE_TURNS_EXCEEDED`.
 */
export async function converse(
  { llm, offers, call: callTool, ask, onCall }: Conversing,
  messages: readonly Message[],
  { isFirst }: { readonly isFirst: boolean },
): Promise<{ readonly answer: Answer; readonly asked: readonly Message[] }> {
  const { max_turns: most = 1 } = llm;
  let asked = messages;
  for (let turn = 1; ; turn += 1) {
    const choice = choiceOf(llm, { isFirst: isFirst && turn === 1 });
    const answer = await ask({
      messages: asked,
      ...(offers.length === 0 ? {} : { tools: offers, toolChoice: choice }),
    });
    const { text, calls } = answer;
    if (calls.length === 0 || offers.length === 0) return { answer, asked };
    if (turn >= most) throw turnsExceeded(most);
    asked = [...asked, { role: 'assistant', content: text, toolCalls: calls }];
    for (const [i, call] of calls.entries()) {
      const { text: content } = i < MOST_CALLS ? await calling(call) : heard(call, TOO_MANY);
      asked = [...asked, { role: 'tool', toolCallId: call.id, name: call.name, content }];
    }
  }

  async function calling(call: ToolCall): Promise<Told> {
    const started = performance.now();
    try {
      return heard(call, await callTool(call), started);
    } catch (error) {
      heard(call, { text: error instanceof Error ? error.message : String(error), isProblem: true }, started);
      throw error;
    }
  }

  function heard({ name, input }: ToolCall, told: Told, started = performance.now()): Told {
    const error = told.isProblem ? { is_error: true as const } : {};
    onCall({ name, input, result: told.text, ...error, duration_ms: Math.round(performance.now() - started) });
    return told;
  }
}

/** Whoever must call a tool has done so once the first turn is over; it would never answer otherwise. */
function choiceOf(
  { tool_choice: choice = 'auto' }: LlmSettings,
  { isFirst }: { readonly isFirst: boolean },
): NonNullable<GenerateRequest['toolChoice']> {
  if (choice === 'none') return choice;
  if (!isFirst || choice === 'auto') return 'auto';
  return choice === 'required' ? choice : { name: choice };
}

function turnsExceeded(most: number): TerminalError {
  return new TerminalError(
    `the model still called tools in ${most === 1 ? 'its only turn' : `the last of its ${most} turns`}; raise \`max_turns\`, or say in the prompt when it has enough`,
    { class: 'error', code: 'NODE_TURNS_EXCEEDED' },
  );
}
