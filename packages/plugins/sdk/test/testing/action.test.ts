import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { TerminalError } from '@configurable-agents/plugin-sdk';
import type { Action, Context, Json, Tool } from '@configurable-agents/plugin-sdk';
import { checkAction, checkTool, contextWith } from '@configurable-agents/plugin-sdk/testing';
import type { ActionFixtures } from '@configurable-agents/plugin-sdk/testing';
import { catchTwins } from '../support/twins.ts';

type Numbers = { readonly n: number };
const numbers = { type: 'object', required: ['n'], additionalProperties: false, properties: { n: { type: 'number' } } };
const numberIn = (input: unknown): number => (input as Numbers).n;

/** Doubles a number. */
const good: Action = {
  input: numbers,
  output: numbers,
  effects: 'pure',
  idempotent: true,
  run: ({ input }) => ({ n: numberIn(input) * 2 }),
};
const inputs = [{ n: 1 }, { n: -0.5 }];
const fixtures: ActionFixtures = { inputs, refused: [{ n: 'one' }, {}, null] };

/** Puts a number where it belongs; twice is once. */
const sending = (body: (input: unknown, context: Context) => string): Action => ({
  ...good,
  effects: 'write',
  run: async ({ input, context }) => {
    await context.fetch('https://api.acme.example/n', { method: 'PUT', body: body(input, context) });
    return input;
  },
});
const online = contextWith({ fetch: () => Promise.resolve(Response.json({})) });

type Twin = { readonly action: Partial<Action>; readonly fixtures?: Partial<ActionFixtures> };

let calls = 0;
/** A context of a call that is found by its signal only. */
const waiting: Action['run'] = async ({ input, context }) => {
  if (numberIn(input) === 9) await sleep(60_000, undefined, { signal: context.signal });
  return { n: 1 };
};
const deaf: Action['run'] = async ({ input }) => {
  if (numberIn(input) === 9) await sleep(300);
  return { n: 1 };
};

describe('contract kit: action', () => {
  it('passes one that keeps the contract', () => checkAction(good, fixtures));

  it('passes one that waits for its signal', () =>
    checkAction({ ...good, effects: 'read', run: waiting }, { ...fixtures, slow: { input: { n: 9 } } }));

  it('passes an idempotent write that asks for the same twice', () =>
    checkAction(
      sending((input) => JSON.stringify(input)),
      { ...fixtures, context: online },
    ));

  it('asks nothing of a write that is idempotent for other inputs', () =>
    checkAction(
      { ...sending(() => String((calls += 1))), idempotent: { whenInput: { method: ['GET'] } } },
      { ...fixtures, context: online },
    ));

  it('lets a made-up input fail, when the failure says what it is', async () => {
    const run: Action['run'] = ({ input }) => {
      if (!inputs.some(({ n }) => n === numberIn(input))) throw new TerminalError('no such number');
      return input;
    };
    await checkAction({ ...good, run }, fixtures);
  });

  it('checks the default of an output that the workflow types', () =>
    assert.rejects(
      checkAction({ ...good, output: { fromConfig: '/output_schema', default: { type: 'string' } } }, fixtures),
      { rule: 'action/output-fits' },
    ));

  it('says that a fixture proves nothing', async () => {
    await assert.rejects(checkAction(undefined, fixtures), { name: 'TypeError' });
    await assert.rejects(checkAction(good, { inputs: [] }), { name: 'TypeError' });
    await assert.rejects(checkAction(good, { ...fixtures, slow: { input: { n: 1 } } }), /was over before/);
  });

  const world: unknown[] = [];
  catchTwins<'action', Twin>('action', {
    check: ({ action, fixtures: own }) => checkAction({ ...good, ...action }, { ...fixtures, ...own }),
    twins: {
      'action/effects': { action: { effects: 'some' as Action['effects'] } },
      'action/idempotent-said': { action: { idempotent: 'yes' as unknown as boolean } },
      'action/timeout': { action: { timeoutMs: 0 } },
      'action/lane': { action: { lane: 'gpu' as 'cpu' } },
      'action/schemas': { action: { output: { type: 'object', check: () => true } } },
      'action/takes-inputs': { action: { input: { ...numbers, required: ['m'] } } },
      'action/refuses-inputs': { action: { input: true } },
      'action/answers': {
        action: {
          run: () => {
            throw new TerminalError('never');
          },
        },
      },
      'action/output-clones': { action: { output: {}, run: ({ input }) => ({ n: input, at: new Date(0) }) } },
      // Only an input that no fixture has shows it.
      'action/output-fits': { action: { run: ({ input }) => (numberIn(input) > 10 ? { n: 'many' } : input) } },
      'action/failure-classed': {
        action: {
          run: ({ input }) => {
            if (numberIn(input) > 10) throw new RangeError('too many');
            return input;
          },
        },
      },
      'action/input-untouched': { action: { run: ({ input }) => Object.assign(input as object, { n: 7 }) } },
      'action/pure': { action: { run: () => ({ n: (calls += 1) }) } },
      'action/idempotent': {
        action: sending((_input, { now }) => String(now() + (calls += 1))),
        fixtures: { context: online },
      },
      'action/abort': { action: { effects: 'read', run: deaf }, fixtures: { slow: { input: { n: 9 } } } },
    },
  });

  it('catches an idempotent write that leaves another world the second time', () =>
    assert.rejects(
      checkAction(
        { ...good, effects: 'write', run: ({ input }) => (world.push(input), input) },
        { ...fixtures, world: () => world.length },
      ),
      { rule: 'action/idempotent' },
    ));

  it('catches a made-up call that does not end', () =>
    assert.rejects(
      checkAction(
        {
          ...good,
          effects: 'read',
          run: async ({ input }) => (numberIn(input) > 10 ? await sleep(5000, input) : input),
        },
        fixtures,
      ),
      { rule: 'action/abort' },
    ));
});

describe('contract kit: tool', () => {
  const tool: Tool = { ...good, description: 'Doubles a number.' };
  it('passes one that keeps the contract', () => checkTool(tool, fixtures));

  it('holds it to the rules of an action', () =>
    assert.rejects(checkTool({ ...tool, run: () => ({ n: (calls += 1) }) }, fixtures), { rule: 'action/pure' }));

  catchTwins<'tool', Partial<Tool>>('tool', {
    check: (change) => checkTool({ ...tool, ...change }, { inputs: [...inputs, 7 as Json].slice(0, 2) }),
    twins: {
      'tool/description': { description: ' ' },
      'tool/object-input': { input: { type: ['object', 'number'] } },
    },
  });
});
