// How many bytes a template gives, by what its placeholders may hold: inputs and outputs by their schemas, answers of models by what
// they may say, values that the engine computes by their own templates.
import { overloadsOf } from '@configurable-agents/core/expression';
import type { Expression } from '@configurable-agents/core/expression';
import type { ExecutionGraph, ForEach, GraphNode, Template, TextPart } from '@configurable-agents/core/graph';
import { isSchema } from '../assign/keywords.ts';
import { pathOf, schemaAt } from '../template/produced.ts';
import { answerSize } from './answer.ts';
import type { Models } from './answer.ts';
import { failureText, fromOutside, growing, reduced, unboundedOutput, unreadable } from './causes.ts';
import { lengthForm } from './form.ts';
import { exactly, times, withForm } from './interval.ts';
import { itemsOf } from './items.ts';
import { executionSchema, inputPath, inputsOf, isWritten, pathText } from './names.ts';
import type { Path } from './names.ts';
import { greatestSize, isPrunedAt, leastSize, listSize, openSize, plusSizes, sizeOfNumbers } from './size.ts';
import { sizeOfSchema, sizeOfText, sizeOfValue } from './size.ts';
import type { Shown, Size } from './size.ts';

/** Where a part of a value is read. */
type Read = { readonly node: GraphNode; readonly rest: Path; readonly shown: Shown };

/** Sizes of what a graph's nodes write, for the templates that read it. */
export class Written {
  readonly #graph: ExecutionGraph;
  readonly #models: Models;
  readonly #nodes: ReadonlyMap<string, GraphNode>;
  readonly #known = new Map<string, Size>();

  constructor(graph: ExecutionGraph, models: Models) {
    this.#graph = graph;
    this.#models = models;
    this.#nodes = new Map(graph.nodes.map((node) => [node.name, node]));
  }

  /** The size of what a template of a node gives. */
  template(template: Template, node: GraphNode, shown: Shown = 'text'): Size {
    switch (template.kind) {
      case 'literal':
        return sizeOfValue(template.value, shown);
      case 'text': {
        const text = plusSizes(...template.parts.map((part) => this.#part(part, node)));
        return shown === 'text' ? text : escaped(text);
      }
      case 'value':
        return this.#tree(template.expression, node, shown);
      case 'list':
        return listOf(template.items.map((item) => this.template(item, node, 'json')));
      case 'object':
        return objectOf(template.entries.map(([key, value]) => [key, this.template(value, node, 'json')]));
    }
  }

  /** The same of what stands at a path in it. */
  partOf(template: Template, { node, rest, shown }: Read): Size {
    const [step, ...further] = rest;
    if (step === undefined) return this.template(template, node, shown);
    if (template.kind === 'object') {
      const entry = template.entries.find(([key]) => key === step);
      return entry === undefined ? sizeOfText('null') : this.partOf(entry[1], { node, rest: further, shown });
    }
    if (template.kind === 'list')
      return greatestSize(template.items.map((item) => this.partOf(item, { node, rest: further, shown })));
    const path = template.kind === 'value' ? pathOf(template.expression) : undefined;
    // A part is no longer than the whole.
    return path === undefined ? this.template(template, node, 'json') : this.#path([...path, ...rest], node, shown);
  }

  #part(part: TextPart, node: GraphNode): Size {
    if (typeof part === 'string') return sizeOfText(part);
    return part.kind === 'path' ? this.#path(part.path, node, 'text') : this.#tree(part.expression, node, 'text');
  }

  #tree(tree: Expression, node: GraphNode, shown: Shown): Size {
    if (tree.type !== undefined) return sizeOfNumbers(1);
    const path = pathOf(tree);
    if (path !== undefined) return this.#path(path, node, shown);
    switch (tree.kind) {
      case 'string':
        return sizeOfValue(tree.value, shown);
      case 'null':
      case 'bool':
      case 'int':
      case 'uint':
      case 'double':
        return sizeOfNumbers(1);
      case 'list':
        return listOf(tree.items.map((item) => this.#tree(item, node, 'json')));
      case 'call':
        return this.#call(tree, node, shown);
      default:
        return openSize(unreadable(node));
    }
  }

  #call({ name, args }: Expression & { readonly kind: 'call' }, node: GraphNode, shown: Shown): Size {
    const sizes = (parts: readonly Expression[]): readonly Size[] => parts.map((part) => this.#tree(part, node, shown));
    if (name === '?:') return greatestSize(sizes(args.slice(1)));
    // Texts are put together, and lists; a sum of numbers is no longer than both of them.
    if (name === '+') return plusSizes(sizeOfNumbers(1), ...sizes(args));
    const isShort = overloadsOf(name)?.every(({ result }) => SHORT.has(result.kind)) === true;
    return isShort ? sizeOfNumbers(1) : openSize(unreadable(node));
  }

  /** A value by its path; one that leads nowhere is null. */
  #path(path: Path, node: GraphNode, shown: Shown): Size {
    const key = JSON.stringify([isLocal(path, node) ? node.name : '', path, shown]);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    // Who asks for it again on the way is a part of itself.
    this.#known.set(key, openSize(growing(pathText(path))));
    const found = this.#root(path, node, shown);
    // A symbol is the length as it is shown, that of null too.
    const size = found.bytes.form === undefined ? greatestSize([sizeOfText('null'), found]) : found;
    this.#known.set(key, size);
    return size;
  }

  #root(path: Path, node: GraphNode, shown: Shown): Size {
    const [root = '', ...rest] = path;
    const { for_each: map } = node;
    if (map !== undefined && root === map.as) return this.#item(map, { node, rest, shown });
    if (root === 'loop' || root === map?.index_as) return sizeOfNumbers(4);
    const read = this.#nodes.get(String(root));
    if (read !== undefined) return this.#result({ node: read, rest, shown });
    const input = inputPath(path, this.#graph);
    if (input !== undefined) return this.#input(input, shown);
    const [field, ...within] = root === 'state' ? rest : path;
    return typeof field === 'string' && Object.hasOwn(this.#graph.state, field)
      ? this.#field(field, within, shown)
      : symbolic(path);
  }

  #item({ in: list }: ForEach, { node, rest, shown }: Read): Size {
    if (list.kind === 'list') return greatestSize(list.items.map((item) => this.partOf(item, { node, rest, shown })));
    if (list.kind === 'literal' && Array.isArray(list.value))
      return greatestSize(list.value.map((item) => sizeOfValue(item, shown)));
    const path = list.kind === 'value' ? pathOf(list.expression) : undefined;
    return path === undefined ? openSize(unreadable(node)) : this.#path([...path, 0, ...rest], node, shown);
  }

  #input(path: Path, shown: Shown): Size {
    const { inputs } = this.#graph;
    if (typeof inputs === 'boolean') return symbolic(path);
    const schema = schemaAt(inputs, path);
    if (schema === undefined) return symbolic(path);
    return sizeOfSchema(schema, { root: inputs, shown, input: path, open: fromOutside(pathText(path)) });
  }

  /** Of a field that nodes write: the longest of what they write, and of what it begins with. */
  #field(field: string, path: Path, shown: Shown): Size {
    const declared = this.#graph.state[field];
    if (declared?.reduce === 'sum') return sizeOfNumbers(1);
    if (declared?.reduce !== undefined && isWritten(field, this.#graph)) return openSize(reduced(field));
    const written = this.#graph.nodes.flatMap((node) =>
      node.writes
        .filter((write) => write.field === field)
        .map((write) => this.#result({ node, rest: ['output', ...write.path, ...path], shown })),
    );
    const given = Object.hasOwn(inputsOf(this.#graph), field) ? [this.#input([field, ...path], shown)] : [];
    const first = declared?.default === undefined ? [] : [sizeOfValue(declared.default, shown)];
    return greatestSize([...written, ...given, ...first]);
  }

  #result({ node, rest: [part = 'output', ...rest], shown }: Read): Size {
    if (part === 'usage' || part === 'cost_usd') return sizeOfNumbers(4);
    if (part === 'error') return openSize(failureText(node));
    const { for_each: map } = node;
    if (map === undefined) return this.#output(part, { node, rest, shown });
    // Beside each item `collect` says what went wrong.
    if (map.on_item_error === 'collect') return openSize(unboundedOutput(node));
    if (typeof rest[0] === 'number') return this.#output('output', { node, rest: rest.slice(1), shown });
    return listSize(itemsOf(map, this.#graph), this.#output('output', { node, rest: [], shown: 'json' }));
  }

  #output(part: Path[number], { node, rest, shown }: Read): Size {
    if (node.kind === 'set') return this.partOf(node.with, { node, rest, shown });
    const open = unboundedOutput(node);
    const answer =
      node.kind === 'action' && node.llm !== undefined ? answerSize(node, node.llm, this.#models) : undefined;
    const schema = executionSchema(node, this.#graph);
    if (answer !== undefined && (part === 'text' || schema === undefined))
      return shown === 'text' && part !== 'text' ? answer : escaped(answer);
    if (schema === undefined) return openSize(open);
    const at = schemaAt(schema, rest);
    const isPruned = isSchema(schema) && isPrunedAt(schema, rest);
    const size = at === undefined ? openSize(open) : sizeOfSchema(at, { root: schema, shown, open, isPruned });
    return answer === undefined ? size : leastSize(size, escaped(answer));
  }
}

/** Kinds of values that are short however they came about. */
const SHORT: ReadonlySet<string> = new Set(['bool', 'int', 'uint', 'double', 'null']);

/** What JSON makes at worst of what was written otherwise: `9e20` is shown with 21 digits, a control character as `\u0001`. */
const REWRITTEN = 6;

/** The same as JSON, or as a part of it. */
function escaped({ bytes, ...size }: Size): Size {
  const { bytes: quotes } = sizeOfText('""');
  return {
    ...plusSizes({ ...size, bytes: times({ ...bytes, lo: 0 }, exactly(REWRITTEN)) }, { bytes: quotes, tokens: 0 }),
  };
}

function listOf(items: readonly Size[]): Size {
  return atMostSize(plusSizes(sizeOfText('[]'), ...items.flatMap((item) => [item, sizeOfText(',')])));
}

function objectOf(entries: readonly (readonly [key: string, size: Size])[]): Size {
  return atMostSize(
    plusSizes(sizeOfText('{}'), ...entries.flatMap(([key, size]) => [sizeOfValue(`${key}: `, 'json'), size])),
  );
}

/** Without a least length: the last entry has nothing behind it. */
function atMostSize(size: Size): Size {
  return { ...size, bytes: { ...size.bytes, lo: 0 } };
}

function isLocal([root]: Path, { for_each: map }: GraphNode): boolean {
  return map !== undefined && (root === map.as || root === map.index_as);
}

/** A length that only the start of a run decides. */
function symbolic(path: Path): Size {
  const name = pathText(path);
  return { ...openSize(fromOutside(name)), bytes: withForm({ lo: 0, hi: Infinity }, lengthForm('bytes', name)) };
}
