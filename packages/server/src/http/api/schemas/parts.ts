// What the schemas of answers are made of. A schema with a title is a component of the document.
import { Type } from '@configurable-agents/plugin-sdk';
import type { TSchema } from '@configurable-agents/plugin-sdk';
import { PROBLEM_CODES } from '../../../problem.ts';

type Text = ReturnType<typeof Type.String>;
type Properties = { readonly [name: string]: TSchema };

export const TEXT: TSchema = Type.String();
export const COUNT: TSchema = Type.Integer({ minimum: 0 });
export const TIME: TSchema = Type.String({ format: 'date-time', description: 'UTC, with milliseconds.' });
export const YES_OR_NO: TSchema = Type.Boolean();
/** Any JSON. */
export const ANY: TSchema = Type.Unknown();
/** An object of what its owner decides. */
export const SOME_OBJECT: TSchema = Type.Object({}, { additionalProperties: true });
export const JSON_SCHEMA: TSchema = Type.Union([Type.Boolean(), SOME_OBJECT], { description: 'A JSON Schema.' });

export const nullable = (schema: TSchema): TSchema => Type.Union([schema, Type.Null()]);
export const optional = (schema: TSchema): TSchema => Type.Optional(schema);
export const list = (schema: TSchema): TSchema => Type.Array(schema);
export const words = (known: readonly string[]): TSchema => Type.Enum([...known]);
export const object = (properties: Properties, title?: string): TSchema =>
  Type.Object({ ...properties }, title === undefined ? {} : { title });

/** A page of a list. */
export const page = (items: TSchema, more: Properties = {}): TSchema =>
  object({ items: list(items), next_cursor: nullable(TEXT), ...more });

/** RFC 9457. */
export const PROBLEM: TSchema = object(
  {
    type: Type.String({ description: 'A URN that is the same for every problem of a code.' }),
    title: TEXT,
    status: COUNT,
    detail: Type.String({ description: 'What was found, what was expected, what to do.' }),
    code: words(PROBLEM_CODES),
    errors: optional(Type.Array(SOME_OBJECT, { description: 'Each finding, where there can be several.' })),
  },
  'Problem',
);

export const USAGE: TSchema = object(
  {
    input_tokens: nullable(COUNT),
    output_tokens: nullable(COUNT),
    cost_usd: nullable(Type.Number()),
  },
  'Usage',
);

/** A moment in a query. */
export const MOMENT: Text = Type.String({
  description: 'ISO 8601, or a duration before now such as `10m`.',
  examples: ['10m', '2026-01-31T12:00:00Z'],
});
/** The same, of what a sentence begins with: `Only runs that were accepted since`. */
export function moment(what: string): Text {
  return Type.String({ ...MOMENT, description: `${what}: ISO 8601, or a duration before now such as \`10m\`.` });
}
/** How long a caller waits for the end of a run. */
export const WAIT: Text = Type.String({
  description: 'Wait this long for the end, such as `30s`; five minutes at most.',
  examples: ['30s'],
});
