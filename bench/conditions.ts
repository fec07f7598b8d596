// Twenty conditions as workflows have them, each beside the same in JavaScript.
import type { JsonSchema } from '@configurable-agents/plugin-sdk';

export type State = {
  readonly score: number;
  readonly count: number;
  readonly limit: number;
  readonly name: string;
  readonly status: string;
  readonly approved: boolean;
  readonly tags: readonly string[];
  readonly scores: readonly number[];
  readonly items: readonly { readonly id: string; readonly price: number; readonly done: boolean }[];
  readonly meta: { readonly owner: { readonly team: string }; readonly level: number };
};
export type Env = { readonly state: State };
export type Condition = { readonly text: string; readonly run: (env: Env) => unknown };

const number = { type: 'number' };
const text = { type: 'string' };
const bool = { type: 'boolean' };
const integer = { type: 'integer' };
const object = (properties: { readonly [name: string]: unknown }): { readonly [keyword: string]: unknown } => ({
  type: 'object',
  properties,
});

export const SCHEMA: JsonSchema = object({
  state: object({
    score: number,
    count: integer,
    limit: integer,
    name: text,
    status: text,
    approved: bool,
    tags: { type: 'array', items: text },
    scores: { type: 'array', items: number },
    items: { type: 'array', items: object({ id: text, price: number, done: bool }) },
    meta: object({ owner: object({ team: text }), level: integer }),
  }),
});

/** States that differ, so that nothing can be computed ahead. */
export const ENVS: readonly Env[] = Array.from({ length: 16 }, (_item, i) => ({
  state: {
    score: i / 2,
    count: i,
    limit: 10,
    name: i % 2 === 0 ? 'Ann Smith' : 'bob',
    status: i % 3 === 0 ? 'approved' : 'pending',
    approved: i % 2 === 0,
    tags: ['alpha', 'beta', i % 4 === 0 ? 'urgent' : 'later'],
    scores: [1, 2, 3, i],
    items: Array.from({ length: 8 }, (_each, k) => ({ id: `item-${k}`, price: k * 2.5 + i, done: k < 6 })),
    meta: { owner: { team: i % 2 === 0 ? 'platform' : 'data' }, level: i % 5 },
  },
}));

export const CONDITIONS: readonly Condition[] = [
  { text: 'state.score > 0.8', run: ({ state }) => state.score > 0.8 },
  { text: 'state.count >= 5', run: ({ state }) => state.count >= 5 },
  { text: 'state.status == "approved"', run: ({ state }) => state.status === 'approved' },
  { text: 'state.approved', run: ({ state }) => state.approved },
  { text: '!state.approved', run: ({ state }) => !state.approved },
  { text: 'state.score > 0.5 && state.approved', run: ({ state }) => state.score > 0.5 && state.approved },
  {
    text: 'state.status == "approved" || state.status == "done"',
    run: ({ state }) => state.status === 'approved' || state.status === 'done',
  },
  { text: 'state.count < state.limit', run: ({ state }) => state.count < state.limit },
  { text: 'state.count + 1 <= state.limit', run: ({ state }) => state.count + 1 <= state.limit },
  { text: 'state.score * 2.0 - 1.5 > 3.5', run: ({ state }) => state.score * 2 - 1.5 > 3.5 },
  { text: 'state.count % 2 == 0', run: ({ state }) => state.count % 2 === 0 },
  {
    text: 'state.meta.owner.team == "platform" && state.meta.level > 2',
    run: ({ state }) => state.meta.owner.team === 'platform' && state.meta.level > 2,
  },
  {
    text: 'state.status in ["approved", "done", "archived"]',
    run: ({ state }) => ['approved', 'done', 'archived'].includes(state.status),
  },
  { text: '"urgent" in state.tags', run: ({ state }) => state.tags.includes('urgent') },
  { text: 'size(state.tags) > 2', run: ({ state }) => state.tags.length > 2 },
  { text: 'state.name.startsWith("Ann")', run: ({ state }) => state.name.startsWith('Ann') },
  {
    text: 'state.approved ? state.score > 5.0 : state.score > 7.0',
    run: ({ state }) => (state.approved ? state.score > 5 : state.score > 7),
  },
  { text: 'state.scores[3] > 4.0', run: ({ state }) => (state.scores[3] ?? 0) > 4 },
  { text: 'state.items.exists(i, i.price > 30.0)', run: ({ state }) => state.items.some((i) => i.price > 30) },
  {
    text: 'state.items.all(i, i.done || i.price < 40.0)',
    run: ({ state }) => state.items.every((i) => i.done || i.price < 40),
  },
];
