// The document against the JSON Schema of the language: one finding for each root cause, at the key or the value.
import type { ErrorObject } from 'ajv/dist/2020.js';
import { suggestOr } from '../expression/suggest.ts';
import type { Json } from '@configurable-agents/plugin-sdk';
import type { Reporter } from '../diagnostic.ts';
import { entryOf, jsonOf, textOf, valueOf } from '../parse/tree.ts';
import type { YamlNode } from '../parse/tree.ts';
import type { Span } from '../source.ts';
import { unquotedPlaceholder } from '../template/unquoted.ts';
import { isAccess } from './access.ts';
import { badName } from './bad-name.ts';
import { find } from './find.ts';
import { foreignTrigger } from './foreign-triggers.ts';
import { foreignValue } from './foreign-values.ts';
import { meantDuration } from './meant-duration.ts';
import { mend } from './mend.ts';
import type { Change, Changes } from './mend.ts';
import { oldBoolean } from './old-boolean.ts';
import { unknownKey } from './unknown-key.ts';
import { withProperties } from './state-fields.ts';
import { wantedOf } from './wanted.ts';
import { rightForm } from './wrong-type.ts';
import { placeName, typeName, typeNames } from './words.ts';
import { validateWorkflow } from './workflow-validator.generated.ts';

/** What the generated validator is: errors of the last call are its property. */
export type WorkflowValidator = ((value: unknown) => boolean) & { errors?: readonly ErrorObject[] | null };

/** A dialect as its schema has it. */
export type Shape = {
  readonly validate: WorkflowValidator;
  /** What other languages call things is known of the native dialect only. */
  readonly isNative: boolean;
};

export type CheckShape = (root: YamlNode, reporter: Reporter, shape: Shape) => YamlNode;

const NATIVE: Shape = { validate: validateWorkflow, isNative: true };

function errorsOf(value: Json, { validate }: Shape): readonly ErrorObject[] {
  return validate(value) ? [] : (validate.errors ?? []);
}

/** Keys under keys that are not known are found in as many rounds. */
const MOST_ROUNDS = 5;

/** Of so many keys it is asked what was meant by them; the reporter shows fewer. */
const MOST_UNKNOWN = 1000;

/** Reports everything in which the document differs from the schema. The tree that it gives has the keys that were meant. */
export function checkShape(root: YamlNode, reporter: Reporter, shape: Shape = NATIVE): YamlNode {
  const { isNative } = shape;
  let tree = isNative ? withProperties(root, reporter) : root;
  let errors = errorsOf(jsonOf(tree), shape);
  const stands = new Set<string>();
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const changes: Changes = new Map();
    const lacking = new Set(errors.filter(({ keyword }) => keyword === 'required').map((each) => each.instancePath));
    const unknowns = errors.filter(({ keyword }) => keyword === 'additionalProperties');
    for (const error of unknowns.slice(0, MOST_UNKNOWN)) {
      const { node } = find(tree, error.instancePath);
      const unknown =
        node?.kind === 'map'
          ? unknownKey(error, { node, lacks: lacking.has(error.instancePath), isNative })
          : undefined;
      if (node?.kind !== 'map' || unknown?.change === undefined) continue;
      const own = changes.get(node) ?? new Map<string, Change>();
      const key = String(error.params['additionalProperty']);
      const { change, finding } = unknown;
      // Two that mean one key: the second is told as it stands.
      const isTaken =
        change.kind === 'rename' && [...own.values()].some((each) => each.kind === 'rename' && each.to === change.to);
      if (own.has(key) || isTaken) continue;
      changes.set(node, own.set(key, change));
      reporter.report(finding);
      if (unknown.stands !== undefined) stands.add(`${error.instancePath} ${unknown.stands}`);
    }
    if (changes.size === 0) break;
    tree = mend(tree, changes);
    errors = errorsOf(jsonOf(tree), shape);
  }
  reportAll(errors, { tree, stands, reporter, isNative });
  return tree;
}

type Rest = {
  readonly tree: YamlNode;
  readonly stands: ReadonlySet<string>;
  readonly reporter: Reporter;
  readonly isNative: boolean;
};

function reportAll(errors: readonly ErrorObject[], { tree, stands, reporter, isNative }: Rest): void {
  const seen = new Set<string>();
  let unknowns = 0;
  // Of keys that do not go together the one that makes another kind of node is the cause.
  const kinds = new Set(errors.filter(isKind).map(({ instancePath }) => parentOf(instancePath)));
  for (const error of errors) {
    if (error.keyword === 'false schema' && kinds.has(parentOf(error.instancePath)) && !isKind(error)) continue;
    // `if` only says that its `then` or `else` did not hold, which is an error of its own.
    if (error.keyword === 'if' || error.keyword === 'propertyNames') continue;
    const { node, span, key, holder } = find(tree, error.instancePath);
    if (node === undefined) continue;
    const before = `${error.instancePath} ${error.keyword} ${error.propertyName ?? ''} ${JSON.stringify(error.params)}`;
    if (seen.has(before)) continue;
    seen.add(before);
    if (error.keyword === 'required' && stands.has(`${error.instancePath} ${String(error.params['missingProperty'])}`))
      continue;
    if (error.keyword === 'additionalProperties') unknowns += 1;
    report(error, { node, span, key, holder, reporter, isBrief: unknowns > MOST_UNKNOWN, isNative });
  }
}

function parentOf(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf('/'));
}

/** Keys that make a node's kind. */
function isKind({ keyword, instancePath }: ErrorObject): boolean {
  return keyword === 'false schema' && /^\/nodes\/\d+\/(?:uses|prompt|messages|code|workflow)$/.test(instancePath);
}

type Place = {
  readonly node: YamlNode;
  readonly span: Span;
  readonly key?: Span | undefined;
  /** The map or list that holds the node. */
  readonly holder?: YamlNode | undefined;
  readonly reporter: Reporter;
  readonly isBrief?: boolean | undefined;
  readonly isNative?: boolean;
};

function report(
  error: ErrorObject,
  { node, span, key: keySpan, holder, reporter, isBrief, isNative = true }: Place,
): void {
  switch (error.keyword) {
    case 'additionalProperties':
      reportUnknownKey(error, { node, span, reporter, isBrief, isNative });
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
      if (isUnknownTrigger(holder)) break;
      reporter.report({
        code: 'W105',
        span: keySpan ?? span,
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
        message: `${placeName(error.instancePath)} is ${typeName(node)}, and must be ${typeNames(error.params['type'])}`,
        help: rightForm(error.instancePath, { node, types: String(error.params['type']).split(',') }),
      });
      break;
    case 'enum':
      reportEnum(error, { node, span, reporter });
      break;
    case 'const':
      reporter.report({
        code: 'W104',
        span,
        message: `${placeName(error.instancePath)} must be \`${String(error.params['allowedValue'])}\`${describe(error)}`,
      });
      break;
    case 'pattern':
      if (reportDuration(error, { node, span, reporter })) break;
      if (reportName(error, { node, span, reporter })) break;
      // Whether there is such an action, and what a list is, is told by the rules that know.
      if (/\/(?:uses|for_each\/in)$/.test(error.instancePath)) break;
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

function reportEnum(error: ErrorObject, { node, span, reporter }: Place): void {
  const allowed = (error.params['allowedValues'] as readonly unknown[]).map(String);
  const given = node.kind === 'scalar' ? node.spelling : typeName(node);
  const message = `\`${given}\` is not one of ${allowed.join(', ')}`;
  const foreign = foreignValue(given, allowed);
  if (foreign === undefined) {
    const { help, meant } = suggestOr(given, allowed, '');
    reporter.report({ code: 'W104', span, message, ...(meant === undefined ? {} : { help, meant }) });
    return;
  }
  // Types have one meaning in every language; another word may be meant otherwise.
  const applicability = /\/(?:jsonType|type)\b/.test(error.schemaPath) ? 'safe' : 'unsafe';
  const fix = { title: `write \`${foreign}\``, span, text: foreign, applicability } as const;
  reporter.report({ code: 'W104', span, message, help: `write \`${foreign}\``, fix });
}

/** Which keys go with a trigger is known once it is known which one is meant. */
function isUnknownTrigger(node: YamlNode | undefined): boolean {
  return foreignTrigger(textOf(valueOf(node, 'uses')) ?? '') !== undefined;
}

/** What a name may not be, whether it stands as a value or as a key. */
function reportName(error: ErrorObject, { node, span, reporter }: Place): boolean {
  if (!/(?<!\/properties)\/(?:name|alias|fieldName)\/pattern$/.test(error.schemaPath)) return false;
  const { propertyName: key } = error;
  if (key !== undefined) reporter.report(badName(key, { span: entryOf(node, key)?.key.span ?? span }));
  else if (node.kind === 'scalar') reporter.report(badName(node.spelling, { span, scalar: node }));
  return true;
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

function reportUnknownKey(error: ErrorObject, { node, reporter, isBrief = false, isNative = true }: Place): void {
  // Addresses and credentials have a finding of their own.
  const isOwn =
    error.instancePath.startsWith('/observability/') && isAccess(String(error.params['additionalProperty']));
  const unknown = isOwn ? undefined : unknownKey(error, { node, isBrief, isNative });
  if (unknown !== undefined) reporter.report(unknown.finding);
}

function startOf(node: YamlNode): Span {
  const [first] = node.kind === 'map' ? node.entries : [];
  return first === undefined ? node.span : first.key.span;
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
