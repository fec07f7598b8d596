// Names inside templates, placeholders and conditions: what the scope has, and after a dot what the value before it has.
import { functionNames, overloadsOf } from '@configurable-agents/core/expression';
import type { Expression, ExpressionType, Signature } from '@configurable-agents/core/expression';
import { parseExpression } from '../expression/load.ts';
import { SyntaxProblem } from '../expression/syntax-error.ts';
import { showCelType, showType } from '../expression/types.ts';
import { assign } from '../expression/unify.ts';
import type { Reading } from '../observer.ts';
import type { YamlScalar } from '../parse/tree.ts';
import { RESULT_NAMES } from '../resolve/scope.ts';
import { findPart } from './find-part.ts';
import { offer } from './item.ts';
import type { Offer } from './item.ts';
import { MARKER } from './marker.ts';
import type { Snapshot } from './snapshot.ts';
import { typesOf } from './typed.ts';

/** The text of an expression up to the marker and after it, and the names that hold there. */
type Place = Pick<Reading, 'scope' | 'dialect'> & {
  readonly before: string;
  readonly after: string;
  /** Placeholders are paths: no functions. */
  readonly isPath: boolean;
};

/** What may stand at the marker; undefined where a scalar is no template, or the marker is in its fixed text. */
export function namesAt(scalar: YamlScalar, snapshot: Snapshot): readonly Offer[] | undefined {
  // The flow dialect is read as the native one: another scalar in the same place.
  const own = snapshot.readings.filter(
    ({ scalar: { value, span } }) => span[0] === scalar.span[0] && String(value).includes(MARKER),
  );
  const place = placeOf(own, String(own[0]?.scalar.value ?? scalar.value));
  if (place === undefined) return own.some(({ kind }) => kind === 'text') && isProse(scalar) ? [] : undefined;
  return place.before.trimEnd().endsWith('.') ? membersAt(place) : rootsAt(place);
}

/** A text with blanks or lines is written by a person; a single word may be one of those that a schema lists. */
function isProse({ value }: YamlScalar): boolean {
  return /\s/.test(String(value).trim());
}

function placeOf(readings: readonly Reading[], value: string): Place | undefined {
  const index = value.indexOf(MARKER);
  const part = readings.find(
    ({ kind, at: [start, end] }) => kind !== 'text' && start <= index && index + MARKER.length <= end,
  );
  const of = part ?? readings.find(({ kind }) => kind === 'text');
  if (of === undefined) return undefined;
  const place = (start: number, end: number, isPath: boolean): Place => ({
    scope: of.scope,
    dialect: of.dialect,
    before: value.slice(start, index),
    after: value.slice(index + MARKER.length, end),
    isPath,
  });
  if (part !== undefined) return place(part.at[0], part.at[1], part.kind === 'placeholder');
  return openPlace(value.slice(0, index), place);
}

/** A placeholder or an expression that is not closed yet. */
function openPlace(before: string, place: (start: number, end: number, isPath: boolean) => Place): Place | undefined {
  const expression = before.lastIndexOf('${{');
  const length = before.length + MARKER.length;
  if (expression >= 0 && !before.slice(expression).includes('}}')) return place(expression + 3, length, false);
  const [, braces, path] = /(\{+)[ \t]*((?:[A-Za-z_]\w*(?:\[\d+\])*\.)*)$/.exec(before) ?? [];
  // Two braces are one that is text.
  if (braces === undefined || path === undefined || braces.length % 2 === 0) return undefined;
  return place(before.length - path.length, length, true);
}

function rootsAt(place: Place): readonly Offer[] {
  const { scope, isPath } = place;
  const names = [...new Set(scope.names())].flatMap((name) => {
    const type = scope.typeOf(name);
    // A node that does not run before has no result here, and its type is anybody's guess.
    if (type === undefined || (scope.isNode(name) && type.kind === 'dyn')) return [];
    return [offer(scope.isNode(name) ? 'node' : isRoot(name) ? 'name' : 'field', name, detailOf(name, type, place))];
  });
  if (isPath) return names;
  const tree = parsed(place);
  const here = tree && findPart(tree, (part) => part.kind === 'name' && part.name === MARKER);
  const variables = (here?.bound ?? []).map((name) => offer('name', name));
  const words = ['true', 'false', 'null'].map((word) => offer('keyword', word));
  const functions = functionNames()
    .filter((name) => /^[a-z][\w.]*$/i.test(name))
    .flatMap((name) =>
      functionOffer(
        name,
        (overloadsOf(name) ?? []).filter(({ method }) => !method),
      ),
    );
  return [...variables, ...names, ...words, ...functions];
}

const ROOTS: ReadonlySet<string> = new Set(['state', 'inputs', 'run', 'env', 'secrets', 'event', 'loop', 'result']);

function isRoot(name: string): boolean {
  return ROOTS.has(name);
}

/** What a node gives is read by its bare name. */
function detailOf(name: string, type: ExpressionType, { scope }: Place): Pick<Offer, 'detail'> {
  const own = scope.isNode(name) && type.kind === 'map' ? (type.fields['output'] ?? type) : type;
  return { detail: scope.isNode(name) ? `result: ${showType(own)}` : showType(own) };
}

function functionOffer(name: string, overloads: readonly Signature[]): readonly Offer[] {
  if (overloads.length === 0) return [];
  const shown = overloads.map(({ params, result, method }) => {
    const given = (method ? params.slice(1) : params).map(showCelType).join(', ');
    return `${name}(${given}): ${showCelType(result)}`;
  });
  return [offer('function', name, { detail: shown[0] ?? '', documentation: `\`\`\`\n${shown.join('\n')}\n\`\`\`` })];
}

/** Fields of the value before the dot, and the functions that are called on it. */
function membersAt(place: Place): readonly Offer[] {
  const tree = parsed(place);
  const operand = tree && operandOf(tree);
  if (tree === undefined || operand === undefined) return [];
  const type = plain(typesOf(tree, place)(operand));
  if (type === undefined) return [];
  const fields = type.kind === 'map' ? Object.entries(type.fields) : [];
  const properties = fields.map(([name, of]) => offer('property', name, { detail: showType(of) }));
  const isResult = operand.kind === 'name' && place.scope.isNode(operand.name);
  const whole = isResult ? place.scope.typeOf(operand.name) : undefined;
  const results = [...RESULT_NAMES].map((name) => {
    const of = whole?.kind === 'map' ? whole.fields[name] : undefined;
    return offer('property', name, of === undefined ? {} : { detail: showType(of) });
  });
  return [...properties, ...(isResult ? results : []), ...(place.isPath ? [] : methodsOf(type))];
}

function methodsOf(type: ExpressionType): readonly Offer[] {
  return functionNames()
    .filter((name) => /^[a-z]\w*$/i.test(name))
    .flatMap((name) => {
      const methods = (overloadsOf(name) ?? []).filter(({ method }) => method);
      const fitting = methods.filter(({ params: [first] }) => first !== undefined && takes(first, type));
      return functionOffer(name, fitting);
    });
}

/** Whether a method's first parameter takes a value; what may be anything offers nothing. */
function takes(parameter: ExpressionType, type: ExpressionType): boolean {
  return type.kind !== 'dyn' && parameter.kind !== 'dyn' && assign(type, parameter, new Map()) !== undefined;
}

/** What may be missing may be asked for its fields all the same. */
function plain(type: ExpressionType | undefined): ExpressionType | undefined {
  return type?.kind === 'nullable' || type?.kind === 'optional' ? plain(type.of) : type;
}

/** What stands before the marker's dot. */
function operandOf(tree: Expression): Expression | undefined {
  const isAsked = (part: Expression): boolean =>
    (part.kind === 'select' || part.kind === 'has') && part.field === MARKER;
  const found = findPart(tree, isAsked)?.part;
  return found?.kind === 'select' || found?.kind === 'has' ? found.operand : undefined;
}

const CLOSING: { readonly [opening: string]: string } = { '(': ')', '[': ']', '{': '}' };

/** The expression with the marker, completed so that it parses; undefined where no way of doing so is known. */
function parsed({ before, after, dialect }: Place): Expression | undefined {
  const closed = `${before}${MARKER}${closersOf(before)}`;
  for (const text of [`${before}${MARKER}${after}`, closed, `${before}${MARKER} : null${closersOf(before)}`]) {
    try {
      return parseExpression(text, dialect);
    } catch (error) {
      if (!(error instanceof SyntaxProblem)) throw error;
    }
  }
  return undefined;
}

/** The brackets that are open at the end of a text, closed. */
function closersOf(text: string): string {
  const open: string[] = [];
  for (const character of text.replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '')) {
    if (CLOSING[character] !== undefined) open.push(CLOSING[character]);
    else if (character === open.at(-1)) open.pop();
  }
  return open.toReversed().join('');
}
