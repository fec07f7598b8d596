// The document against the JSON Schema of the language: one finding for each root cause, at the key or the value.
import type { ErrorObject } from 'ajv/dist/2020.js';
import { nearest } from '@configurable-agents/core/graph';
import { suggestOr } from '../expression/suggest.ts';
import type { Json } from '@configurable-agents/plugin-sdk';
import type { Reporter } from '../diagnostic.ts';
import { entryOf, itemsOf, jsonOf } from '../parse/tree.ts';
import type { YamlNode } from '../parse/tree.ts';
import type { Span } from '../source.ts';
import { unquotedPlaceholder } from '../template/unquoted.ts';
import { isAccess } from './access.ts';
import { meantDuration } from './meant-duration.ts';
import { oldBoolean } from './old-boolean.ts';
import { wantedOf } from './wanted.ts';
import { validateWorkflow } from './workflow-validator.generated.ts';

/** What the generated validator is: errors of the last call are its property. */
export type WorkflowValidator = ((value: unknown) => boolean) & { errors?: readonly ErrorObject[] | null };

function validate(value: Json): readonly ErrorObject[] {
  return validateWorkflow(value) ? [] : (validateWorkflow.errors ?? []);
}

/** Reports everything in which the document differs from the schema. */
export function checkShape(root: YamlNode, reporter: Reporter): void {
  const seen = new Set<string>();
  const errors = validate(jsonOf(root));
  const unknown = errors.filter(({ keyword }) => keyword === 'additionalProperties');
  const slips = Map.groupBy(unknown, ({ instancePath }) => instancePath);
  for (const error of errors) {
    // `if` only says that its `then` or `else` did not hold, which is an error of its own.
    if (error.keyword === 'if' || error.keyword === 'propertyNames') continue;
    const { node, span } = find(root, error.instancePath);
    if (node === undefined) continue;
    const before = `${error.instancePath} ${error.keyword} ${error.propertyName ?? ''} ${JSON.stringify(error.params)}`;
    if (seen.has(before)) continue;
    seen.add(before);
    if (followsFrom(error, slips)) continue;
    report(error, { node, span, reporter });
  }
}

/** Keys that make a node's kind: a slip in one of them leaves the node without any. */
const KINDS = ['uses', 'prompt', 'code', 'workflow'];
/** Keys of which one is needed, by the one that the schema asks for. */
const EITHER: { readonly [missing: string]: readonly string[] } = { uses: KINDS, cron: ['cron', 'every'] };

/** What follows from a slip in another key of the same map, which is reported as that: a key that seems missing, or out of place. */
function followsFrom(error: ErrorObject, slips: ReadonlyMap<string, readonly ErrorObject[]>): boolean {
  const steps = error.instancePath.split('/');
  const isMisplaced = error.keyword === 'false schema';
  const near = slips.get(isMisplaced ? steps.slice(0, -1).join('/') : error.instancePath) ?? [];
  const missing = String(error.params['missingProperty']);
  const meant = isMisplaced ? KINDS : error.keyword === 'required' ? (EITHER[missing] ?? [missing]) : [];
  return near.some((slip) => nearest(unknownKey(slip), meant) !== undefined);
}

/** The node at a JSON Pointer, and the span to point at: its key where it is a property. */
function find(root: YamlNode, pointer: string): { readonly node: YamlNode | undefined; readonly span: Span } {
  let node: YamlNode | undefined = root;
  for (const raw of pointer.split('/').slice(1)) {
    const step = raw.replaceAll('~1', '/').replaceAll('~0', '~');
    node = node?.kind === 'list' ? itemsOf(node)[Number(step)] : entryOf(node, step)?.value;
  }
  return { node, span: node?.span ?? [0, 0] };
}

type Place = { readonly node: YamlNode; readonly span: Span; readonly reporter: Reporter };

function report(error: ErrorObject, { node, span, reporter }: Place): void {
  switch (error.keyword) {
    case 'additionalProperties':
      reportUnknownKey(error, { node, span, reporter });
      break;
    case 'required': {
      const key = String(error.params['missingProperty']);
      reporter.report({
        code: 'W102',
        span: startOf(node),
        message: `${placeName(error.instancePath)} needs \`${key}\`${key === 'cron' ? ' or `every`' : ''}`,
        help: `add \`${key}:\`${describeKey(error, key)}`,
      });
      break;
    }
    case 'false schema': {
      const key = error.instancePath.split('/').at(-1) ?? '';
      const parent = error.instancePath.split('/').slice(0, -1).join('/');
      reporter.report({
        code: 'W105',
        span,
        message: `\`${key}\` does not go with the other keys of ${placeName(parent)}`,
        help: `remove \`${key}\``,
      });
      break;
    }
    case 'type':
      if (reportMeant({ node, span, reporter }, error.params['type'])) break;
      reporter.report({
        code: 'W103',
        span,
        message: `${placeName(error.instancePath)} is ${typeName(node)}, and must be ${listOf(error.params['type'])}`,
      });
      break;
    case 'enum': {
      const allowed = (error.params['allowedValues'] as readonly unknown[]).map(String);
      const given = node.kind === 'scalar' ? node.spelling : typeName(node);
      const { help, meant } = suggestOr(given, allowed, '');
      const way = meant === undefined ? {} : { help, meant };
      reporter.report({ code: 'W104', span, message: `\`${given}\` is not one of ${allowed.join(', ')}`, ...way });
      break;
    }
    case 'const':
      reporter.report({
        code: 'W104',
        span,
        message: `${placeName(error.instancePath)} must be \`${String(error.params['allowedValue'])}\`${describe(error)}`,
      });
      break;
    case 'pattern':
      if (reportDuration(error, { node, span, reporter })) break;
      reporter.report({
        code: 'W104',
        span: error.propertyName === undefined ? span : (entryOf(node, error.propertyName)?.key.span ?? span),
        message: `\`${error.propertyName ?? (node.kind === 'scalar' ? node.spelling : '')}\` is not ${expectation(error)}`,
      });
      break;
    default:
      reporter.report({
        code: 'W104',
        span,
        message: `${placeName(error.instancePath)} must ${wantedOf(error)}`,
      });
  }
}

/** `30 seconds` says what is meant. */
function reportDuration(error: ErrorObject, { node, span, reporter }: Place): boolean {
  if (!error.schemaPath.includes('/duration/') || node.kind !== 'scalar') return false;
  const meant = meantDuration(node.spelling);
  if (meant === undefined) return false;
  reporter.report({
    code: 'W104',
    span,
    message: `\`${node.spelling}\` is no duration as it is written here`,
    help: `write \`${meant}\``,
    fix: { title: `write \`${meant}\``, span: node.span, text: meant },
  });
  return true;
}

/** What is meant where a value is of another type: a placeholder without quotes, or a boolean of YAML 1.1. */
function reportMeant({ node, reporter }: Place, types: unknown): boolean {
  const placeholder = unquotedPlaceholder(node);
  if (placeholder !== undefined) {
    reporter.report(placeholder);
    return true;
  }
  const old = String(types).split(',').includes('boolean') ? oldBoolean(node) : undefined;
  if (old !== undefined) reporter.report(old);
  return old !== undefined;
}

function unknownKey({ params }: ErrorObject): string {
  return String(params['additionalProperty']);
}

function reportUnknownKey(error: ErrorObject, { node, reporter }: Place): void {
  const key = unknownKey(error);
  // Addresses and credentials have a finding of their own.
  if (error.instancePath.startsWith('/observability/') && isAccess(key)) return;
  const known = Object.keys((error.parentSchema?.['properties'] ?? {}) as object);
  const way = suggestOr(key, known, `the keys here are ${known.join(', ')}`);
  const span = entryOf(node, key)?.key.span ?? node.span;
  // Inside a node, an edge or a retry policy a key that is not read changes what runs; elsewhere it may be a note.
  const severity = /^\/(?:nodes|edges)\//.test(error.instancePath) ? 'error' : 'warning';
  reporter.report({
    code: 'W101',
    span,
    message: `unknown key \`${key}\` in ${placeName(error.instancePath)}`,
    severity,
    ...way,
  });
}

/** `/nodes/0/retry` as people say it. */
function placeName(pointer: string): string {
  const steps = pointer.split('/').slice(1);
  if (steps.length === 0) return 'the workflow';
  const names = steps.filter((step) => !/^\d+$/.test(step));
  const last = steps.at(-1) ?? '';
  if (/^\d+$/.test(last)) return `an entry of \`${names.at(-1)}\``;
  return `\`${names.slice(-2).join('.')}\``;
}

function startOf(node: YamlNode): Span {
  const [first] = node.kind === 'map' ? node.entries : [];
  return first === undefined ? node.span : first.key.span;
}

function typeName(node: YamlNode): string {
  if (node.kind !== 'scalar') return node.kind === 'map' ? 'a map' : 'a list';
  if (node.value === null) return 'empty';
  return typeof node.value === 'string'
    ? 'text'
    : typeof node.value === 'boolean'
      ? `the boolean ${node.value}`
      : 'a number';
}

const TYPE_NAMES: { readonly [type: string]: string } = {
  string: 'text',
  object: 'a map',
  array: 'a list',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  null: 'null',
};

function listOf(types: unknown): string {
  const names = String(types)
    .split(',')
    .map((type) => TYPE_NAMES[type] ?? type);
  return names.join(' or ');
}

function describeKey(error: ErrorObject, key: string): string {
  const properties = (error.parentSchema?.['properties'] ?? {}) as {
    readonly [name: string]: { readonly description?: string };
  };
  return inBrackets(properties[key]?.description);
}

function describe(error: ErrorObject): string {
  return inBrackets(error.parentSchema?.['description']);
}

function inBrackets(text: unknown): string {
  return typeof text === 'string' ? ` (${text.replace(/\.$/, '')})` : '';
}

function expectation(error: ErrorObject): string {
  const text = error.parentSchema?.['description'];
  return typeof text === 'string'
    ? `what is asked for here: ${text.replace(/\.$/, '')}`
    : 'of the form that is asked for here';
}
