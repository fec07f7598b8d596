// Changes of a workflow's tree: what a careless edit, a bad merge or a program that writes YAML would make of it.
import type { Random } from './random.ts';

export type Tree = null | boolean | number | string | readonly Tree[] | { readonly [key: string]: Tree };

/** Keys of the language, of JSON Schema and of other languages. */
const KEYS = (
  'name uses with when outputs output_schema for_each retry timeout on_error join entry finally prompt llm code workflow in as index_as ' +
  'max_items max_parallel on_item_error max_attempts initial factor max from to routes max_iterations on_limit state type properties ' +
  'items default enum required triggers events inputs cron every timezone nodes edges result execution observability tests mocks expect ' +
  '$ref $defs anyOf oneOf allOf not pattern minimum maxLength additionalProperties reduce schema duration until signal form provider model ' +
  'system messages tools cache models schemas defaults env budget concurrency key limit rate_limit if id steps needs __proto__ constructor <<'
).split(' ') as [string, ...string[]];

const VALUES: readonly [Tree, ...Tree[]] = [
  null,
  true,
  false,
  0,
  -1,
  1,
  3.5,
  1e21,
  '',
  ' ',
  'a',
  'yes',
  '30s',
  '5 minutes',
  '1.0',
  'END',
  'START',
  'fail',
  'continue',
  'any',
  '{a}',
  '{{ a }}',
  '{a.b[0]}',
  '${{ a }}',
  '${{ state.a + 1 }}',
  '${{',
  '}}',
  '*/5 * * * *',
  '0 25 * * *',
  'string',
  'integer',
  '#/$defs/a',
  '#',
  [],
  {},
  [[]],
  [{}],
  [null],
  { a: null },
  { type: 'string' },
  { to: 'a' },
  { type: 'object', properties: {} },
  { in: [1, 2] },
  { $ref: '#' },
  { anyOf: [] },
  ['a', 'a'],
  '\u0000',
  '\ud800',
  'é',
  '👍',
  'a\nb',
  '\t',
  '!x',
  '&a',
  '*a',
  '# c',
  '- a',
  'a: b',
  '"',
  "'",
];

const TOKENS = (
  '&& || ! == != < <= > >= + - * / % ? : ( ) [ ] { } . , in true false null 1 1.5 1u \'a\' "b" size( has( state inputs event run loop ' +
  'item index env secrets output .text .map(x, x) .filter(x, true) .exists(x, x > 1) .?a .matches( duration( timestamp( b"a" r"a" cel.bind('
).split(' ') as [string, ...string[]];

/** Up to four changes. */
export function mutateTree(tree: Tree, random: Random): Tree {
  let changed = tree;
  for (let left = 1 + random.below(4); left > 0; left -= 1)
    changed = once(changed, { random, root: changed, depth: 0 });
  return changed;
}

type Place = { readonly random: Random; readonly root: Tree; readonly depth: number };

/** Walks down at random, and changes where it stops. */
function once(tree: Tree, place: Place): Tree {
  const { random, depth } = place;
  const deeper = { ...place, depth: depth + 1 };
  if (isList(tree) && tree.length > 0 && !random.once(4)) {
    const at = random.below(tree.length);
    return tree.with(at, once(tree[at] ?? null, deeper));
  }
  if (isMap(tree) && Object.keys(tree).length > 0 && !random.once(5)) {
    const keys = Object.keys(tree);
    const at = keys[random.below(keys.length)] ?? '';
    return Object.fromEntries(
      Object.entries(tree).map(([key, value]) => [key, key === at ? once(value, deeper) : value]),
    );
  }
  return changed(tree, place);
}

function changed(tree: Tree, { random, root }: Place): Tree {
  if (isList(tree)) return changedList(tree, { random, root });
  if (isMap(tree)) return changedMap(tree, { random, root });
  if (typeof tree === 'string' && !random.once(3)) return changedText(tree, random);
  return random.once(4) ? part(root, random) : random.pick(VALUES);
}

type Source = { readonly random: Random; readonly root: Tree };

function changedList(list: readonly Tree[], { random, root }: Source): Tree {
  const at = random.below(list.length + 1);
  switch (random.below(5)) {
    case 0:
      return list.toSpliced(at, 1);
    case 1:
      return list.toSpliced(at, 0, list[random.below(list.length)] ?? part(root, random));
    case 2:
      return list.toReversed();
    case 3:
      return list.toSpliced(at, 0, random.pick(VALUES));
    default:
      return random.pick(VALUES);
  }
}

function changedMap(map: { readonly [key: string]: Tree }, { random, root }: Source): Tree {
  const entries = Object.entries(map);
  const at = random.below(entries.length + 1);
  const [key = 'a', value = null] = entries[at] ?? [];
  switch (random.below(6)) {
    case 0:
      return Object.fromEntries(entries.toSpliced(at, 1));
    case 1:
      return Object.fromEntries(entries.toSpliced(at, 1, [random.pick(KEYS), value]));
    case 2:
      return Object.fromEntries([
        ...entries,
        [random.pick(KEYS), random.once(2) ? part(root, random) : random.pick(VALUES)],
      ]);
    case 3: {
      // Two keys swap their values.
      const [other, otherValue] = entries[random.below(entries.length)] ?? [key, value];
      return { ...map, [key]: otherValue, [other]: value };
    }
    case 4:
      return Object.fromEntries(entries.toSpliced(at, 1, [key.slice(1) + key.slice(0, 1), value]));
    default:
      return random.pick(VALUES);
  }
}

function changedText(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const to = at + random.below(6);
  switch (random.below(7)) {
    case 0:
      return text.slice(0, at) + text.slice(to);
    case 1:
      return text.slice(0, at) + random.pick(TOKENS) + text.slice(at);
    case 2:
      return text.slice(0, at) + random.pick(TOKENS) + text.slice(to);
    case 3:
      return `\${{ ${text} }}`;
    case 4:
      return `${text} {${text.slice(0, 8)}}`;
    case 5:
      return text.slice(0, at) + String(random.pick(VALUES)) + text.slice(at);
    default:
      return text + text.slice(at, to);
  }
}

/** Some part of the same workflow: a subtree in a place where it does not belong. */
function part(tree: Tree, random: Random): Tree {
  const children = isList(tree) ? tree : isMap(tree) ? Object.values(tree) : [];
  const child = children[random.below(children.length)];
  return child === undefined || random.once(3) ? tree : part(child, random);
}

function isList(tree: Tree): tree is readonly Tree[] {
  return Array.isArray(tree);
}

function isMap(tree: Tree): tree is { readonly [key: string]: Tree } {
  return typeof tree === 'object' && tree !== null && !Array.isArray(tree);
}
