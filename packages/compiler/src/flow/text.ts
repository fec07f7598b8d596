// Prompts and values of inputs: every name of a field becomes `state.`, names of `inputs` become what they stand for.
import type { Reporter } from '../diagnostic.ts';
import { spanIn } from '../parse/span-map.ts';
import type { YamlScalar } from '../parse/tree.ts';
import { scanTemplate } from '../template/scan.ts';
import type { Piece } from '../template/scan.ts';
import { joined, madeOf, partOf, word } from './build.ts';
import type { Part } from './build.ts';

/** What a placeholder may name. */
export type Names = {
  readonly fields: ReadonlySet<string>;
  /** `inputs` of the node: each is a template of its own. */
  readonly inputs: ReadonlyMap<string, YamlScalar>;
  /** The list that the node runs over: as the value of an input it is the item. */
  readonly items?: string | undefined;
  /** The native text of `state._loop_iteration_NAME` here; undefined where the reader is in no such loop. */
  readonly counter: (name: string, at: YamlScalar, offset: number) => string | undefined;
  readonly reporter: Reporter;
};

/** Roots that are the language's, where no field has their name. */
const ROOTS: ReadonlySet<string> = new Set(['run', 'env', 'inputs', 'secrets']);

export const ITEM = '_parallel_item';
export const INDEX = '_parallel_index';
const COUNTER = /^_loop_iteration_(\w+)$/;

type Placeholder = Piece & { readonly kind: 'placeholder' };

/** The template with native placeholders. Everything else of it stays as it is, also its escapes. */
export function nativeText(scalar: YamlScalar, names: Names): YamlScalar {
  if (typeof scalar.value !== 'string') return scalar;
  const text = scalar.value;
  const parts: Part[] = [];
  let done = 0;
  let length = 0;
  for (const piece of scanTemplate(text)) {
    if (piece.kind !== 'placeholder') continue;
    const open = text.lastIndexOf('{', piece.start);
    const close = text.indexOf('}', piece.end - 1) + 1;
    const found = placeholderOf(piece, { scalar, names });
    if (found === undefined) continue;
    length += found.reduce((sum, part) => sum + part.text.length, 0);
    if (length > MOST) return tooLong(scalar, names);
    parts.push(partOf(scalar, done, open), ...found);
    done = close;
  }
  if (done === 0) return scalar;
  return joined([...parts, partOf(scalar, done)], scalar);
}

/** A long input that a prompt names thousands of times is a bomb. */
const MOST = 1024 * 1024;

function tooLong(scalar: YamlScalar, { reporter }: Names): YamlScalar {
  reporter.report({
    code: 'W006',
    span: scalar.span,
    message: `with its \`inputs\` the text has more than ${MOST} characters`,
    help: 'name a long input once',
  });
  return word('', scalar);
}

/** What stands instead of a placeholder with its braces; undefined where it is right as it is. */
function placeholderOf(
  { path, start, end }: Placeholder,
  { scalar, names }: { readonly scalar: YamlScalar; readonly names: Names },
): readonly Part[] | undefined {
  const [root, first] = path;
  const inner = partOf(scalar, start, end);
  if (root === 'state') {
    if (first === undefined) return reportState({ scalar, start, end, reporter: names.reporter });
    if (first === ITEM || first === INDEX)
      return [madeOf('{', scalar, start), partOf(scalar, start + 'state.'.length, end), madeOf('}', scalar, end - 1)];
    const [, counted] = COUNTER.exec(String(first)) ?? [];
    const counter = counted === undefined ? undefined : names.counter(counted, scalar, start);
    return counter === undefined ? undefined : [madeOf(`\${{ ${counter} }}`, scalar, start)];
  }
  const input = names.inputs.get(String(root));
  if (input !== undefined) return inputOf(input, { rest: partOf(scalar, start + String(root).length, end), names });
  const isKnown = root === ITEM || root === INDEX || (ROOTS.has(String(root)) && !names.fields.has(String(root)));
  if (isKnown) return undefined;
  return [madeOf('{state.', scalar, start), inner, madeOf('}', scalar, end - 1)];
}

/** The text of an input in the place of its name; where a part of it is read, it is one placeholder. */
function inputOf(input: YamlScalar, { rest, names }: { readonly rest: Part; readonly names: Names }): readonly Part[] {
  const value = nativeText(inputText(input, names), { ...names, inputs: new Map() });
  const all = partOf(value, 0);
  const sole = /^\{([^{}]*)\}$/.exec(all.text);
  if (rest.text === '' || sole === null) return [all];
  return [partOf(value, 0, all.text.length - 1), rest, partOf(value, all.text.length - 1)];
}

/** An input is a template, or the bare name of a field. */
export function inputText(input: YamlScalar, { fields, items }: Pick<Names, 'fields' | 'items'>): YamlScalar {
  const text = String(input.value);
  if (text === items) return joined([madeOf(`{${ITEM}}`, input)], input);
  if (fields.has(text)) return joined([madeOf('{state.', input), partOf(input, 0), madeOf('}', input)], input);
  return typeof input.value === 'string' ? input : joined([madeOf(input.spelling, input)], input);
}

function reportState({
  scalar,
  start,
  end,
  reporter,
}: {
  readonly scalar: YamlScalar;
  readonly start: number;
  readonly end: number;
  readonly reporter: Reporter;
}): undefined {
  reporter.report({
    code: 'W203',
    span: spanIn(scalar, [start, end]),
    message: '`state` is no value by itself',
    help: 'name a field, such as `{state.topic}`; write `{{` for a brace that is text',
  });
  return undefined;
}

/** Names that the placeholders of a text begin with. */
export function rootsIn(text: string): ReadonlySet<string> {
  return new Set(scanTemplate(text).flatMap((piece) => (piece.kind === 'placeholder' ? [String(piece.path[0])] : [])));
}

/** A condition with native counters. It is read by the dialect's own grammar, in which braces around a path mean nothing. */
export function nativeCondition(scalar: YamlScalar, counter: Names['counter']): YamlScalar {
  const text = String(scalar.value);
  const parts: Part[] = [];
  let done = 0;
  for (const { 0: whole, 1: name = '', index } of text.matchAll(
    /\{\s*state\._loop_iteration_(\w+)\s*\}|\bstate\._loop_iteration_\w+/g,
  )) {
    const counted = name === '' ? whole.slice('state._loop_iteration_'.length) : name;
    const found = counter(counted, scalar, index);
    if (found === undefined) continue;
    parts.push(partOf(scalar, done, index), madeOf(`(${found})`, scalar, index));
    done = index + whole.length;
  }
  return done === 0 ? scalar : joined([...parts, partOf(scalar, done)], scalar);
}
