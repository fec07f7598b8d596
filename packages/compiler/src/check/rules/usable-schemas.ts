import { isSchema, resolve } from '../../assign/keywords.ts';
import type { Schema } from '../../assign/keywords.ts';
import { patternProblem } from '@configurable-agents/core/pattern';
import { suggestOr } from '../../expression/suggest.ts';
import { spanIn } from '../../parse/span-map.ts';
import { entriesOf, jsonOf, valueOf } from '../../parse/tree.ts';
import type { YamlNode } from '../../parse/tree.ts';
import type { Reporter } from '../../diagnostic.ts';
import type { CheckRule } from '../context.ts';

/** Schemas refer to what is there, and their patterns are regular expressions. */
export const usableSchemas: CheckRule = ({ document, reporter }) => {
  const shared = [...document.library.keys()].map((name) => `#/schemas/${name}`);
  const check = (at: YamlNode | undefined): void => {
    if (at === undefined) return;
    const root = jsonOf(at);
    if (isSchema(root)) walk(at, { root, shared, reporter });
  };
  check(valueOf(document.root, 'state'));
  for (const { value } of entriesOf(valueOf(document.root, 'schemas'))) check(value);
  for (const { node } of document.triggers) check(valueOf(node, 'schema'));
  for (const { uses, with: given } of document.nodes) {
    if (uses === 'wait' || uses === 'approval') for (const key of ['schema', 'form']) check(valueOf(given, key));
  }
  for (const { outputSchemaAt } of document.nodes) check(outputSchemaAt);
};

type Walk = { readonly root: Schema; readonly shared: readonly string[]; readonly reporter: Reporter };

/** Keywords whose values are data, in which nothing is a keyword. */
const DATA = new Set(['const', 'enum', 'default', 'examples']);
/** Keywords whose keys are names. */
const NAMED = new Set(['properties', 'patternProperties', '$defs', 'dependentSchemas']);

function walk(node: YamlNode, place: Walk): void {
  const { reporter } = place;
  if (node.kind === 'list') for (const item of node.items) walk(item, place);
  if (node.kind !== 'map') return;
  for (const { key, value } of node.entries) {
    const keyword = String(key.value);
    if (DATA.has(keyword)) continue;
    if (keyword === '$ref' && value.kind === 'scalar') checkReference(value, place);
    if (keyword === 'pattern' && value.kind === 'scalar') checkPattern(value, reporter);
    if (keyword === 'patternProperties' && value.kind === 'map') {
      for (const entry of value.entries) checkPattern(entry.key, reporter);
    }
    if (NAMED.has(keyword) && value.kind === 'map') {
      for (const entry of value.entries) walk(entry.value, place);
    } else {
      walk(value, place);
    }
  }
}

function checkReference(at: YamlNode & { readonly kind: 'scalar' }, { root, shared, reporter }: Walk): void {
  const reference = String(at.value);
  if (shared.includes(reference)) return;
  // What is no reference into the same schema has been reported by the shape check.
  if (!/^#(?:\/(?:\$defs|schemas)\/|$)/.test(reference) || resolve({ schema: { $ref: reference }, root }) !== undefined)
    return;
  const defs = typeof root === 'object' && isSchema(root['$defs']) ? root['$defs'] : {};
  const own = typeof defs === 'object' ? Object.keys(defs).map((name) => `#/$defs/${name}`) : [];
  const known = [...own, ...shared];
  const none =
    known.length === 0 ? 'the schema has no `$defs`, and the file no `schemas`' : `there are ${known.join(', ')}`;
  reporter.report({
    code: 'W104',
    span: at.span,
    message: `\`${reference}\` leads to nothing in this schema, or in a circle`,
    ...suggestOr(reference, known, none),
  });
}

/** It is tried on text that others send: one that no engine matches in time linear to the text is refused. */
function checkPattern(at: YamlNode & { readonly kind: 'scalar' }, reporter: Reporter): void {
  const source = String(at.value);
  const problem = patternProblem(source);
  if (problem === undefined) return;
  const { kind, message, help } = problem;
  if (kind === 'unreadable')
    reporter.report({ code: 'W104', span: at.span, message: `\`${source}\` ${message}`, help });
  else reporter.report({ code: 'W106', span: spanIn(at, problem.at), message, help });
}
