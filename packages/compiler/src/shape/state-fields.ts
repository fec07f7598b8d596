// `state:` with fields beside each other, where a JSON Schema has them under `properties`.
import type { Reporter } from '../diagnostic.ts';
import { entryOf } from '../parse/tree.ts';
import type { YamlEntry, YamlNode } from '../parse/tree.ts';

const KEYWORDS = new Set(
  'properties $defs definitions patternProperties dependentSchemas additionalProperties items not if then else allOf anyOf oneOf required enum const default examples title description type propertyNames unevaluatedProperties contains dependentRequired $schema $id $ref $comment'.split(
    ' ',
  ),
);

/** Reports fields that stand beside `type`, and gives the tree in which they are `properties`. */
export function withProperties(root: YamlNode, reporter: Reporter): YamlNode {
  const state = entryOf(root, 'state');
  if (root.kind !== 'map' || state?.value.kind !== 'map' || entryOf(state.value, 'properties') !== undefined)
    return root;
  const { entries, span } = state.value;
  const isField = ({ key, value }: YamlEntry): boolean => value.kind === 'map' && !KEYWORDS.has(String(key.value));
  const fields = entries.filter(isField);
  const [first] = fields;
  if (first === undefined) return root;
  reporter.report({
    code: 'W101',
    severity: 'error',
    span: first.key.span,
    message: `\`${String(first.key.value)}\` is a field, and \`state\` is a JSON Schema, whose fields stand under \`properties\``,
    help: 'write `type: object` and `properties:`, and the fields under it',
  });
  const named = { ...state.key, value: 'properties', spelling: 'properties' };
  const properties: YamlEntry = { key: named, value: { kind: 'map', entries: fields, span } };
  const value: YamlNode = { ...state.value, entries: [...entries.filter((each) => !isField(each)), properties] };
  return { ...root, entries: root.entries.map((entry) => (entry === state ? { ...entry, value } : entry)) };
}
