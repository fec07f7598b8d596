// `state.fields` as the JSON Schema of a native `state`, and which of its fields are inputs.
import type { Reporter } from '../diagnostic.ts';
import { entriesOf, entryOf, valueOf } from '../parse/tree.ts';
import type { YamlEntry, YamlNode } from '../parse/tree.ts';
import { entry, listOf, mapOf, scalarOf, textScalar, word } from './build.ts';
import { nullable, schemaEntries } from './types.ts';

/** `state` and, where the native rule would choose others, `inputs`. `collected` fields name what goes elsewhere. */
export function readState(
  root: YamlNode,
  { written, collected, reporter }: Outputs & { readonly reporter: Reporter },
): readonly YamlEntry[] {
  const state = entryOf(root, 'state');
  const declared = valueOf(state?.value, 'fields');
  if (state === undefined || declared === undefined) return [];
  const fields = entriesOf(declared);
  const properties = fields.map(({ key, value }) => ({ key, value: fieldOf(value, reporter) }));
  const { span } = declared;
  const schema = mapOf(
    [entry('type', word('object', state.key)), entry('properties', { kind: 'map', entries: properties, span })],
    span,
  );
  const isInput = ({ key, value }: YamlEntry): boolean =>
    isRequired(value) || !(written.has(String(key.value)) || collected.has(String(key.value)));
  const isUsual = fields.every((field) => isInput(field) === !written.has(String(field.key.value)));
  const inputs = fields.filter(isInput).map(({ key }) => key);
  return [{ key: state.key, value: schema }, ...(isUsual ? [] : entry('inputs', listOf(inputs, span), state.key))];
}

/** Fields that nodes write, and those by which a node in `parallel` names its answer, which goes elsewhere. */
export type Outputs = { readonly written: ReadonlySet<string>; readonly collected: ReadonlySet<string> };

export function isRequired(field: YamlNode): boolean {
  return scalarOf(valueOf(field, 'required'))?.value === true;
}

/** A field that nobody must give and that has no default is null until a node writes it. */
function fieldOf(field: YamlNode, reporter: Reporter): YamlNode {
  const type = textScalar(valueOf(field, 'type'));
  const fallback = entryOf(field, 'default');
  if (type === undefined) return mapOf([], field.span);
  const isEmpty = fallback === undefined ? !isRequired(field) : scalarOf(fallback.value)?.value === null;
  const own = schemaEntries({ type, schema: valueOf(field, 'schema'), isComplete: false, reporter });
  return mapOf(
    [
      isEmpty ? nullable(own) : own,
      entry('description', textScalar(valueOf(field, 'description'))),
      fallback === undefined ? (isEmpty ? entry('default', word(null, type)) : []) : [fallback],
    ],
    field.span,
  );
}
