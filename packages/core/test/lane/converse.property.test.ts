// What holds of every conversation with tools, whatever a model does.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PluginError, TerminalError } from '@configurable-agents/plugin-sdk';
import type { Message, ToolCall } from '@configurable-agents/plugin-sdk';
import { converse } from '../../src/lane/converse.ts';
import type { Asked, Called } from '../../src/lane/converse.ts';

/** What a model does in each turn: the calls that it makes. A turn without calls, or the end of the script, is its answer. */
type Script = readonly (readonly { readonly name: string; readonly isRefused?: boolean }[])[];

const script: fc.Arbitrary<Script> = fc.array(
  fc.oneof(
    { weight: 9, arbitrary: fc.array(callArbitrary(), { maxLength: 4 }) },
    { weight: 1, arbitrary: fc.array(callArbitrary(), { minLength: 30, maxLength: 40 }) },
  ),
  { maxLength: 8 },
);
const choices = fc.constantFrom('auto', 'none', 'required', 'a');
const MOST_CALLS = 32;

function callArbitrary(): fc.Arbitrary<Script[number][number]> {
  return fc.record({ name: fc.constantFrom('a', 'b', 'nobody') });
}

type Played = {
  readonly asked: readonly Asked[];
  readonly made: readonly ToolCall[];
  readonly shown: readonly Called[];
  readonly end: { readonly answer: string } | { readonly error: unknown };
};

const FIRST: readonly Message[] = [{ role: 'user', content: 'Go' }];
const NO_KEY = new TerminalError('the key is not taken', { class: 'auth' });

async function play(
  script_: Script,
  { choice = 'auto', most = 8, isFirst = true }: { choice?: string; most?: number; isFirst?: boolean },
): Promise<Played> {
  const [asked, made, shown]: [Asked[], ToolCall[], Called[]] = [[], [], []];
  const refused = new Set<string>();
  const offers = ['a', 'b'].map((name) => ({ name, description: name, input: true }));
  const talk = {
    llm: { provider: 'p', model: 'm', parameters: {}, tool_choice: choice, max_turns: most },
    offers,
    call: (call: ToolCall) => {
      made.push(call);
      return refused.has(call.id) ? Promise.reject(NO_KEY) : Promise.resolve({ text: `${call.id}!`, isProblem: false });
    },
    ask: (each: Asked) => {
      asked.push(each);
      const turn = asked.length;
      const calls = (script_[turn - 1] ?? []).map(({ name, isRefused }, i) => {
        const id = `${turn}.${i}`;
        if (isRefused === true) refused.add(id);
        return { id, name, input: { turn, i } };
      });
      return Promise.resolve({ text: `turn ${turn}`, object: undefined, calls });
    },
    onCall: (each: Called) => void shown.push(each),
  };
  const end = await converse(talk, FIRST, { isFirst }).then(
    ({ answer }) => ({ answer: answer.text }),
    (error: unknown) => ({ error }),
  );
  return { asked, made, shown, end };
}

describe('a conversation with tools', () => {
  const most = fc.integer({ min: 1, max: 10 });

  it('ends by an answer, or after `max_turns` calls of the model', () =>
    fc.assert(
      fc.asyncProperty(script, most, async (turns, limit) => {
        const { asked, end } = await play(turns, { most: limit });
        const answered = turns.findIndex((calls) => calls.length === 0);
        const wanted = (answered === -1 ? turns.length : answered) + 1;
        assert.equal(asked.length, Math.min(wanted, limit));
        if (wanted <= limit) assert.deepEqual(end, { answer: `turn ${wanted}` });
        else assert.ok('error' in end && end.error instanceof PluginError && end.error.code === 'NODE_TURNS_EXCEEDED');
      }),
    ));

  it('answers each call once, in order and right after it, and forgets nothing', () =>
    fc.assert(
      fc.asyncProperty(script, async (turns) => {
        const { asked } = await play(turns, { most: 20 });
        for (const [i, { messages }] of asked.entries()) {
          const expected = turns
            .slice(0, i)
            .flatMap((calls, turn) => [
              `assistant turn ${turn + 1} ${calls.map((_, at) => `${turn + 1}.${at}`).join()}`,
              ...calls.map((_, at) => `tool ${turn + 1}.${at}`),
            ]);
          assert.deepEqual(messages.map(inShort), ['user Go', ...expected]);
        }
      }),
    ));

  it('makes 32 calls of an answer at most, shows all of them, and tells the others that they were not made', () =>
    fc.assert(
      fc.asyncProperty(script, async (turns) => {
        const { made, shown, asked } = await play(turns, { most: 20 });
        const played = turns.slice(0, asked.length - 1);
        const ids = (limit: number): readonly string[] =>
          played.flatMap((calls, turn) => calls.slice(0, limit).map((_, at) => `${turn + 1}.${at}`));
        assert.deepEqual(
          made.map(({ id }) => id),
          ids(MOST_CALLS),
        );
        assert.equal(shown.length, ids(Infinity).length);
        const failed = shown.filter(({ is_error: isError }) => isError === true);
        assert.equal(failed.length, ids(Infinity).length - ids(MOST_CALLS).length);
        for (const { result } of failed) assert.match(result, /not called: an answer may call 32 times/);
      }),
    ));

  it('makes no call after one that no answer of a model can mend, and shows that one', () =>
    fc.assert(
      fc.asyncProperty(script, fc.nat(), async (turns, at) => {
        const all = turns.flatMap((calls, turn) => calls.slice(0, MOST_CALLS).map((_, i) => ({ turn, i })));
        const reached = turns.findIndex((calls) => calls.length === 0);
        const bad = all.filter(({ turn }) => reached === -1 || turn < reached)[at % Math.max(1, all.length)];
        fc.pre(bad !== undefined);
        const broken = turns.map((calls, turn) =>
          calls.map((call, i) => ({ ...call, isRefused: turn === bad.turn && i === bad.i })),
        );
        const { made, shown, end } = await play(broken, { most: 20 });
        assert.deepEqual(end, { error: NO_KEY });
        assert.equal(made.at(-1)?.id, `${bad.turn + 1}.${bad.i}`);
        assert.partialDeepStrictEqual(shown.at(-1), { result: 'the key is not taken', is_error: true });
      }),
    ));

  it('must call a tool in its first turn at most, and is always free to answer afterwards', () =>
    fc.assert(
      fc.asyncProperty(script, choices, fc.boolean(), async (turns, choice, isFirst) => {
        const { asked } = await play(turns, { choice, most: 20, isFirst });
        const wanted = choice === 'a' ? { name: 'a' } : choice;
        for (const [i, { toolChoice }] of asked.entries()) {
          if (choice === 'none') assert.equal(toolChoice, 'none');
          else assert.deepEqual(toolChoice, i === 0 && isFirst ? wanted : 'auto');
        }
      }),
    ));
});

function inShort(message: Message): string {
  if (message.role === 'tool') return `tool ${message.toolCallId}`;
  const calls = message.role === 'assistant' ? ` ${(message.toolCalls ?? []).map(({ id }) => id).join()}` : '';
  return `${message.role} ${message.content}${calls}`;
}
