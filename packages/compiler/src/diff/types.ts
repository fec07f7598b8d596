// What a run is given and what it gives: a caller's contract. Inputs may get wider and results narrower, and nobody notices.
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { sameJson } from '../assign/keywords.ts';
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

export function diffInputs({ inputs: before }: ExecutionGraph, { inputs: after }: ExecutionGraph): readonly Change[] {
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  const of = (kind: Change['kind'], name: string): Pick<Change, 'subject' | 'kind' | 'name'> => {
    return { subject: 'input', kind, name };
  };
  return [
    ...[...now].flatMap(([name, field]): readonly Change[] => {
      const known = old.get(name);
      if (known !== undefined) return inputChange(name, known, field);
      const { isRequired: breaking, schema } = field;
      const message = `${typeText(schema)}, ${breaking ? 'required: a start without it is refused' : 'optional'}`;
      return [{ ...of('added', name), message, breaking }];
    }),
    ...[...old]
      .filter(([name]) => !now.has(name))
      .map(([name, { schema }]): Change => {
        const message = `${typeText(schema)}: a start that gives it is refused`;
        return { ...of('removed', name), message, breaking: true };
      }),
  ];
}

function inputChange(name: string, before: Field, after: Field): readonly Change[] {
  const said: string[] = [];
  let breaking = false;
  const type = sameJson(before.schema, after.schema) ? undefined : compareTypes(before.schema, after.schema);
  if (type !== undefined && !(type.kind === 'same' && isSaid(before.schema, after.schema))) {
    breaking = type.kind !== 'same' && type.kind !== 'wider';
    said.push(typeChangeText(type), ...('lost' in type ? [`${valueText(type.lost)} is refused now`] : []));
  }
  if (!before.isRequired && after.isRequired) {
    breaking = true;
    said.push('required now: a start without it is refused');
  }
  if (before.isRequired && !after.isRequired) said.push('optional now');
  said.push(...annotations(before.schema, after.schema));
  if (said.length === 0) return [];
  const witness = type !== undefined && 'lost' in type ? { witness: type.lost } : {};
  return [{ subject: 'input', kind: 'changed', name, message: said.join('; '), breaking, ...witness }];
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
  const found = [
    ...[...now].flatMap(([name, field]): readonly Change[] => {
      const known = old.get(name);
      if (known !== undefined) return resultChange(name, known, field);
      return [{ subject: 'result', kind: 'added', name, message: typeText(field.schema), breaking: false }];
    }),
    ...[...old]
      .filter(([name]) => !now.has(name))
      .map(([name, { schema }]): Change => {
        return { subject: 'result', kind: 'removed', name, message: typeText(schema), breaking: true };
      }),
  ];
  return found.length > 0 ? found : wholeResult(before, after);
}

function resultChange(name: string, before: Field, after: Field): readonly Change[] {
  const said: string[] = [];
  let breaking = false;
  const type = sameJson(before.schema, after.schema) ? undefined : compareTypes(before.schema, after.schema);
  if (type !== undefined && !(type.kind === 'same' && isSaid(before.schema, after.schema))) {
    breaking = isWider(type);
    said.push(typeChangeText(type), ...gainedText(type));
  }
  if (before.isRequired && !after.isRequired) {
    breaking = true;
    said.push('it may be absent now');
  }
  if (!before.isRequired && after.isRequired) said.push('it is always there now');
  said.push(...annotations(before.schema, after.schema));
  if (said.length === 0) return [];
  return [{ subject: 'result', kind: 'changed', name, message: said.join('; '), breaking, ...gained(type) }];
}

function wholeResult(before: JsonSchema, after: JsonSchema): readonly Change[] {
  const type = compareTypes(before, after);
  const message = [typeChangeText(type), ...gainedText(type)].join('; ');
  return [{ subject: 'result', kind: 'changed', name: 'result', message, breaking: isWider(type), ...gained(type) }];
}

function isWider({ kind }: TypeChange): boolean {
  return kind !== 'same' && kind !== 'narrower';
}

function gainedText(type: TypeChange): readonly string[] {
  return 'gained' in type ? [`it may be ${valueText(type.gained)} now`] : [];
}

function gained(type: TypeChange | undefined): Pick<Change, 'witness'> {
  return type !== undefined && 'gained' in type ? { witness: type.gained } : {};
}
