// Labels of what a template or an expression gives, out of the labels of what it reads.
import { mapChildren } from '@configurable-agents/core/expression';
import type { Expression } from '@configurable-agents/core/expression';
import type { Template } from '@configurable-agents/core/graph';
import { both, factsOf, factOf, pathOf } from './facts.ts';
import type { Facts, Path } from './facts.ts';
import { atMost, join, mapFlows, through } from './label.ts';
import type { Address, Flow, Flows, Inner, Shape } from './label.ts';

/** Where a template stands, and what its names carry. */
export type Reader = {
  /** Labels of what a path names; a root alone is all of it. */
  readonly lookUp: (path: Path, at?: readonly [start: number, end: number]) => Flows;
  readonly facts: Facts;
  readonly isWritten: (field: string) => boolean;
  readonly place: (inner: Inner) => Address;
};

/** A template's scalar with its labels: `isHost` when they choose the host of the URL that it is. */
export type Leaf = { readonly path: Path; readonly flows: Flows; readonly hostFlows: Flows };

/** Labels of all of a template. */
export function flowsOfTemplate(template: Template, reader: Reader): Flows {
  return join(...leavesOf(template, reader).map(({ flows }) => flows));
}

/** The scalars of a template that carry something. */
export function leavesOf(template: Template, reader: Reader, path: Path = []): readonly Leaf[] {
  switch (template.kind) {
    case 'literal':
      return [];
    case 'list':
      return template.items.flatMap((item, index) => leavesOf(item, reader, [...path, index]));
    case 'object':
      return template.entries.flatMap(([key, value]) => leavesOf(value, reader, [...path, key]));
    case 'value': {
      const flows = readWhole(template.expression, reader, { path });
      return flows.size === 0 ? [] : [{ path, flows, hostFlows: flows }];
    }
    case 'text':
      return textLeaf(template, reader, path);
  }
}

/** Scheme, host and the sign that ends it: what follows chooses no host. */
const FIXED_HOST = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]+[/?#]/i;

function textLeaf({ parts }: Template & { readonly kind: 'text' }, reader: Reader, path: Path): readonly Leaf[] {
  let before = '';
  const found: { readonly flows: Flows; readonly isHost: boolean }[] = [];
  for (const [part, piece] of parts.entries()) {
    if (typeof piece === 'string') {
      before += piece;
      continue;
    }
    const flows =
      piece.kind === 'expression'
        ? readWhole(piece.expression, reader, { path, part })
        : through(readPath(piece.path, reader), `{${showPath(piece.path)}}`, reader.place({ path, part }));
    if (flows.size > 0) found.push({ flows, isHost: !FIXED_HOST.test(before) });
    // Stands for what it gives, so that two in a row do not read as one fixed text.
    before += '{}';
  }
  if (found.length === 0) return [];
  return [
    {
      path,
      flows: join(...found.map(({ flows }) => flows)),
      hostFlows: join(...found.flatMap(({ flows, isHost }) => (isHost ? [flows] : []))),
    },
  ];
}

function readWhole(tree: Expression, reader: Reader, inner: Inner): Flows {
  const flows = flowsOfTree(tree, reader);
  if (flows.size === 0) return flows;
  const path = pathOf(tree);
  return through(
    flows,
    `\${{ ${path === undefined ? '…' : showPath(path)} }}`,
    reader.place({ ...inner, at: tree.at }),
  );
}

/** `{a.b[0]}` as it is written: `output` stands there only inside. */
export function showPath([root, ...steps]: Path): string {
  const shown = steps[0] === 'output' ? steps.slice(1) : steps;
  return `${root}${shown.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('')}`;
}

export function readPath(
  path: Path,
  { lookUp, facts, isWritten }: Reader,
  at?: readonly [start: number, end: number],
): Flows {
  const flows = lookUp(path, at);
  if (flows.size === 0) return flows;
  const fact = factOf(path, facts, isWritten);
  if (fact === undefined) return flows;
  // What a person has let through is as good as written here; a secret stays one, and an input may hold one.
  if (fact === 'known') {
    const isKept = ({ kind }: Flow): boolean => kind === 'secret' || kind === 'input';
    return mapFlows(flows, (flow) => (isKept(flow) ? { ...flow, shape: 'enum' } : undefined));
  }
  return atMost(flows, fact);
}

type Bound = ReadonlyMap<string, Flows>;
const NOTHING_BOUND: Bound = new Map();

/** Labels of an expression's value. Every operand counts: an answer tells of what was asked. */
export function flowsOfTree(tree: Expression, reader: Reader, bound: Bound = NOTHING_BOUND): Flows {
  const path = pathOf(tree);
  if (path !== undefined) {
    const variable = bound.get(String(path[0]));
    return variable ?? readPath(path, reader, tree.at);
  }
  const of = (part: Expression): Flows => flowsOfTree(part, reader, bound);
  switch (tree.kind) {
    case 'has':
      return atMost(of(tree.operand), 'enum');
    case 'call':
      return callFlows(tree, reader, bound);
    case 'comprehension': {
      const range = of(tree.range);
      const inner = new Map([...bound, ...tree.variables.map((name): [string, Flows] => [name, range])]);
      const steps = tree.steps.map((step) => flowsOfTree(step, reader, inner));
      return atMost(join(range, ...steps), DECIDING.has(tree.macro) ? 'enum' : 'text');
    }
    case 'bind': {
      const inner = new Map([...bound, [tree.name, of(tree.value)]] as const);
      return flowsOfTree(tree.body, reader, inner);
    }
    default: {
      const parts: Flows[] = [];
      mapChildren(tree, (child) => {
        parts.push(of(child));
        return child;
      });
      return join(...parts);
    }
  }
}

const DECIDING: ReadonlySet<string> = new Set(['all', 'exists', 'existsOne']);

/** How free a function's result is at most, whatever it is given. */
const RESULT: ReadonlyMap<string, Shape> = new Map([
  ...['==', '!=', '<', '<=', '>', '>=', 'in', '&&', '||', '!'].map((name) => [name, 'enum'] as const),
  ...['contains', 'startsWith', 'endsWith', 'matches', 'bool', 'type'].map((name) => [name, 'enum'] as const),
  ...['-', '*', '/', '%', 'size', 'int', 'uint', 'double', 'indexOf'].map((name) => [name, 'number'] as const),
]);

/** Functions whose result is no freer than what they are given. */
const KEEPING: ReadonlySet<string> = new Set(['+', 'string', 'lowerAscii', 'upperAscii', 'trim', 'dyn']);

function callFlows({ name, args }: Expression & { readonly kind: 'call' }, reader: Reader, bound: Bound): Flows {
  const of = (part: Expression, facts: Facts = reader.facts): Flows => flowsOfTree(part, { ...reader, facts }, bound);
  const [first, second, third] = args;
  if (name === '?:' && first !== undefined && second !== undefined && third !== undefined) {
    const when = (outcome: boolean): Facts =>
      bound.size > 0 ? reader.facts : both(reader.facts, factsOf(first, outcome, reader.isWritten));
    return join(atMost(of(first), 'enum'), of(second, when(true)), of(third, when(false)));
  }
  const given = join(...args.map((arg) => of(arg)));
  const most = RESULT.get(name);
  if (most !== undefined) return atMost(given, most);
  if (KEEPING.has(name)) return given;
  return mapFlows(given, (flow) => ({ ...flow, shape: 'text' }));
}
