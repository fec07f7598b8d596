// What a node answers and where it goes: `output_schema` and `outputs` of both dialects.
import type { Reporter } from '../diagnostic.ts';
import { entryOf, itemsOf, valueOf } from '../parse/tree.ts';
import type { YamlEntry, YamlNode, YamlScalar } from '../parse/tree.ts';
import { entry, listOf, mapOf, textScalar, word } from './build.ts';
import { closed, parseType, schemaEntries } from './types.ts';
import type { Parallel } from './ways.ts';

type Place = {
  readonly fields: ReadonlyMap<string, YamlNode>;
  readonly parallel: Parallel | undefined;
  readonly isCode: boolean;
  readonly reporter: Reporter;
};

/** One part of an answer: its name and how its type is declared. */
type Part = {
  readonly name: YamlScalar;
  readonly type: YamlScalar;
  readonly schema: YamlNode | undefined;
  readonly about: YamlScalar | undefined;
};

export function readAnswer(node: YamlNode, place: Place): readonly YamlEntry[] {
  const declared = entryOf(node, 'output_schema');
  const list = entryOf(node, 'outputs');
  const outputs = itemsOf(list?.value).flatMap((output) => textScalar(output) ?? []);
  const type = textScalar(valueOf(declared?.value, 'type'));
  const [first] = outputs;
  const at = declared?.key ?? list?.key;
  if (first === undefined || at === undefined || list === undefined) return [];
  if (declared !== undefined && type !== undefined && parseType(String(type.value))?.name === 'object') {
    const parts = itemsOf(valueOf(declared.value, 'fields')).flatMap(partOfField);
    reportTwice(parts, place.reporter);
    reportDropped(parts, { outputs, reporter: place.reporter });
    return [
      ...entry('output_schema', objectOf(parts, declared.value, place), at),
      ...written(outputs, { list, place, parts }),
    ];
  }
  if (declared !== undefined && type === undefined) return [];
  const alone: Part | undefined =
    type === undefined
      ? undefined
      : {
          name: first,
          type,
          schema: valueOf(declared?.value, 'schema'),
          about: textScalar(valueOf(declared?.value, 'description')),
        };
  const parts = alone === undefined ? outputs.flatMap((output) => partOfState(output, place.fields)) : [alone];
  return [
    ...simple(parts, { at, place, isOne: alone !== undefined || outputs.length === 1 }),
    ...written(outputs, { list, place, parts }),
  ];
}

/** Text alone needs no schema, and code gives its value as it is; a model gives anything else as a property of an object. */
function simple(
  parts: readonly Part[],
  { at, place, isOne }: { readonly at: YamlScalar; readonly place: Place; readonly isOne: boolean },
): readonly YamlEntry[] {
  const [first] = parts;
  if (first === undefined) return [];
  const { reporter } = place;
  if (isOne && place.isCode)
    return entry(
      'output_schema',
      mapOf([schemaEntries({ ...first, isComplete: true, reporter })], first.type.span),
      at,
    );
  const isText = isOne && first.about === undefined && parseType(String(first.type.value))?.name === 'str';
  return isText ? [] : entry('output_schema', objectOf(parts, first.type, place), at);
}

function partOfField(field: YamlNode): readonly Part[] {
  const [name, type] = [textScalar(valueOf(field, 'name')), textScalar(valueOf(field, 'type'))];
  if (name === undefined || type === undefined) return [];
  return [{ name, type, schema: valueOf(field, 'schema'), about: textScalar(valueOf(field, 'description')) }];
}

/** Without an `output_schema` the state says what is asked for. */
function partOfState(output: YamlScalar, fields: ReadonlyMap<string, YamlNode>): readonly Part[] {
  const field = fields.get(String(output.value));
  const type = textScalar(valueOf(field, 'type'));
  return type === undefined ? [] : [{ name: output, type, schema: valueOf(field, 'schema'), about: undefined }];
}

/** A model gives all of the parts, and nothing beside them. */
function objectOf(parts: readonly Part[], at: YamlNode, { reporter }: Place): YamlNode {
  const properties = parts.map(({ name, about, ...declared }): YamlEntry => {
    const own = schemaEntries({ ...declared, isComplete: true, reporter });
    return { key: name, value: mapOf([own, entry('description', about)], name.span) };
  });
  return mapOf(
    [
      entry('type', word('object', at)),
      entry('properties', { kind: 'map', entries: properties, span: at.span }),
      closed(
        parts.map(({ name }) => name),
        at,
      ),
    ],
    at.span,
  );
}

/** What a `parallel` runs gives its answers to one field: the list of them. */
function written(
  outputs: readonly YamlScalar[],
  {
    list: { key, value },
    place: { parallel, fields, reporter, isCode },
    parts,
  }: { readonly list: YamlEntry; readonly place: Place; readonly parts: readonly Part[] },
): readonly YamlEntry[] {
  const [first, second] = outputs;
  if (first === undefined) return [];
  if (parallel === undefined) return entry('outputs', listOf(outputs, value.span), key);
  for (const output of outputs) if (!fields.has(String(output.value))) reportUnknown(output, { fields, reporter });
  const { collect } = parallel;
  const isBare = isCode || parts.every(({ type }) => parseType(String(type.value))?.name === 'str');
  if (second === undefined && isBare && parts[0]?.about === undefined && parts[0]?.name === first)
    return entry('outputs', listOf([collect], collect.span), key);
  const source = second === undefined ? first : word('${{ output }}', first);
  return entry('outputs', { kind: 'map', entries: [{ key: collect, value: source }], span: first.span }, key);
}

function reportUnknown(
  output: YamlScalar,
  { fields, reporter }: { readonly fields: ReadonlyMap<string, YamlNode>; readonly reporter: Reporter },
): void {
  reporter.report({
    code: 'W307',
    span: output.span,
    message: `there is no state field \`${String(output.value)}\``,
    help: `the fields are ${[...fields.keys()].join(', ')}`,
  });
}

function reportTwice(parts: readonly Part[], reporter: Reporter): void {
  const seen = new Map<string, YamlScalar>();
  for (const { name } of parts) {
    const before = seen.get(String(name.value));
    if (before === undefined) {
      seen.set(String(name.value), name);
      continue;
    }
    reporter.report({
      code: 'W306',
      span: name.span,
      message: `two fields of the answer are named \`${String(name.value)}\``,
      help: 'take one of them out',
      related: [{ span: before.span, message: 'the first' }],
    });
  }
}

/** Whatever a model is asked for goes somewhere. */
function reportDropped(
  parts: readonly Part[],
  { outputs, reporter }: { readonly outputs: readonly YamlScalar[]; readonly reporter: Reporter },
): void {
  const names = new Set(outputs.map(({ value }) => value));
  for (const { name } of parts) {
    if (names.has(name.value)) continue;
    reporter.report({
      code: 'W419',
      span: name.span,
      message: `\`${String(name.value)}\` is asked for and goes to no state field`,
      help: `add it to \`outputs\`, or take it out of \`output_schema\``,
    });
  }
}
