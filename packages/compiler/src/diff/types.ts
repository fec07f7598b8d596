// What a run is given and what it gives: a caller's contract. Inputs may get wider and results narrower, and nobody notices.
import { sameJson } from '@configurable-agents/core/graph';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { byName } from './by-name.ts';
import type { Change } from './change.ts';
import { compareTypes, typeChangeText, valueText } from './compare-types.ts';
import type { TypeChange } from './compare-types.ts';
import { typeText } from './type-text.ts';

type Field = { readonly schema: JsonSchema; readonly isRequired: boolean };
type Fields = ReadonlyMap<string, Field>;

/** The properties of an object's schema, each with the definitions that it may refer to. */
function fieldsOf(schema: JsonSchema): Fields {
  if (typeof schema === 'boolean') return new Map();
  const { properties = {}, required = [], $defs } = schema;
  const needed = new Set(Array.isArray(required) ? required : []);
  return new Map(
    Object.entries(properties as { readonly [name: string]: JsonSchema }).map(([name, field]) => [
      name,
      { schema: withDefs(field, $defs), isRequired: needed.has(name) },
    ]),
  );
}

function withDefs(schema: JsonSchema, $defs: unknown): JsonSchema {
  return typeof schema === 'object' && $defs !== undefined ? { ...schema, $defs } : schema;
}

/** What one side of the contract may become without anybody noticing, and how it is told that somebody does. */
type Contract = {
  readonly subject: 'input' | 'result';
  readonly harmless: TypeChange['kind'];
  readonly witness: 'lost' | 'gained';
  readonly witnessed: (value: string) => string;
  readonly required: { readonly text: string; readonly breaking: boolean };
  readonly optional: { readonly text: string; readonly breaking: boolean };
};

const INPUT: Contract = {
  subject: 'input',
  harmless: 'wider',
  witness: 'lost',
  witnessed: (value) => `${value} is refused now`,
  required: { text: 'required now: a start without it is refused', breaking: true },
  optional: { text: 'optional now', breaking: false },
};

const RESULT: Contract = {
  subject: 'result',
  harmless: 'narrower',
  witness: 'gained',
  witnessed: (value) => `it may be ${value} now`,
  required: { text: 'it is always there now', breaking: false },
  optional: { text: 'it may be absent now', breaking: true },
};

export function diffInputs({ inputs: before }: ExecutionGraph, { inputs: after }: ExecutionGraph): readonly Change[] {
  const input = { subject: 'input' } as const;
  return byName(fieldsOf(before), fieldsOf(after), {
    added: (name, { isRequired: breaking, schema }) => {
      const message = `${typeText(schema)}, ${breaking ? 'required: a start without it is refused' : 'optional'}`;
      return [{ ...input, kind: 'added', name, message, breaking }];
    },
    changed: (name, old, now) => fieldChange(name, { before: old, after: now, contract: INPUT }),
    removed: (name, { schema }) => {
      const message = `${typeText(schema)}: a start that gives it is refused`;
      return [{ ...input, kind: 'removed', name, message, breaking: true }];
    },
  });
}

function fieldChange(
  name: string,
  { before, after, contract }: { readonly before: Field; readonly after: Field; readonly contract: Contract },
): readonly Change[] {
  const said: string[] = [];
  let breaking = false;
  const type = sameJson(before.schema, after.schema) ? undefined : compareTypes(before.schema, after.schema);
  if (type !== undefined && !(type.kind === 'same' && isSaid(before.schema, after.schema))) {
    breaking = isFelt(type, contract);
    said.push(...typeTexts(type, contract));
  }
  if (before.isRequired !== after.isRequired) {
    const { text, breaking: breaks } = after.isRequired ? contract.required : contract.optional;
    breaking ||= breaks;
    said.push(text);
  }
  said.push(...annotations(before.schema, after.schema));
  if (said.length === 0) return [];
  const { subject } = contract;
  return [{ subject, kind: 'changed', name, message: said.join('; '), breaking, ...witnessOf(type, contract) }];
}

function isFelt({ kind }: TypeChange, { harmless }: Contract): boolean {
  return kind !== 'same' && kind !== harmless;
}

function typeTexts(type: TypeChange, { witness, witnessed }: Contract): readonly string[] {
  return [typeChangeText(type), ...(witness in type ? [witnessed(valueText(type[witness]))] : [])];
}

function witnessOf(type: TypeChange | undefined, { witness }: Contract): Pick<Change, 'witness'> {
  return type !== undefined && witness in type ? { witness: type[witness] } : {};
}

/** Whether all that differs is told by `annotations`. */
function isSaid(before: JsonSchema, after: JsonSchema): boolean {
  const bare = (schema: JsonSchema): unknown => {
    if (typeof schema === 'boolean') return schema;
    const { default: _default, description: _description, ...rest } = schema;
    return rest;
  };
  return sameJson(bare(before), bare(after));
}

/** What does not bear on which values fit. */
function annotations(before: JsonSchema, after: JsonSchema): readonly string[] {
  const of = (schema: JsonSchema, key: string): unknown => (typeof schema === 'boolean' ? undefined : schema[key]);
  const said: string[] = [];
  const [old, now] = [of(before, 'default'), of(after, 'default')];
  if (!sameJson(old, now)) said.push(`default ${shown(old)} → ${shown(now)}`);
  if (of(before, 'description') !== of(after, 'description')) said.push('described otherwise');
  return said;
}

function shown(value: unknown): string {
  return value === undefined ? 'none' : valueText(value);
}

export function diffResult({ outputs: before }: ExecutionGraph, { outputs: after }: ExecutionGraph): readonly Change[] {
  if (sameJson(before, after)) return [];
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  if (old.size === 0 || now.size === 0) return wholeResult(before, after);
  const result = { subject: 'result' } as const;
  const found = byName(old, now, {
    added: (name, { schema }) => [{ ...result, kind: 'added', name, message: typeText(schema), breaking: false }],
    changed: (name, was, is) => fieldChange(name, { before: was, after: is, contract: RESULT }),
    removed: (name, { schema }) => [{ ...result, kind: 'removed', name, message: typeText(schema), breaking: true }],
  });
  return found.length > 0 ? found : wholeResult(before, after);
}

function wholeResult(before: JsonSchema, after: JsonSchema): readonly Change[] {
  const type = compareTypes(before, after);
  const message = typeTexts(type, RESULT).join('; ');
  const breaking = isFelt(type, RESULT);
  return [{ subject: 'result', kind: 'changed', name: 'result', message, breaking, ...witnessOf(type, RESULT) }];
}
