// What plugins' and workflows' schemas say of values: `x-secret`, `x-trust`, `x-private`, `x-text`, `x-url`, `x-code`, `x-file`.
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { isSchema, propertiesOf, resolve, restOf } from '../assign/keywords.ts';
import type { Schema } from '../assign/keywords.ts';
import type { Shape } from './label.ts';
import { wider, narrower } from './label.ts';

const MARKS = ['x-secret', 'x-trust', 'x-private', 'x-text', 'x-url', 'x-code', 'x-file'] as const;

export type Mark = (typeof MARKS)[number];

type Path = readonly (string | number)[];

/** Marks of a part and of all that holds it: a mark on an object is one on everything in it. */
export function marksAt(schema: JsonSchema, path: Path): ReadonlySet<Mark> {
  const marks = new Set<Mark>();
  let part: Schema | undefined = schema;
  for (const step of [undefined, ...path]) {
    if (step !== undefined) part = stepInto(part, { step, root: schema });
    const found: Schema = part === undefined ? true : (resolve({ schema: part, root: schema }) ?? true);
    if (typeof found !== 'object') {
      part = undefined;
      continue;
    }
    part = found;
    for (const mark of MARKS) {
      const value = found[mark];
      if (value === true || (mark === 'x-trust' && value === 'platform')) marks.add(mark);
    }
  }
  return marks;
}

function stepInto(
  schema: Schema | undefined,
  { step, root }: { readonly step: string | number; readonly root: Schema },
): Schema | undefined {
  if (schema === undefined) return undefined;
  const found = resolve({ schema, root });
  if (typeof found !== 'object') return undefined;
  if (typeof step === 'number') return isSchema(found['items']) ? found['items'] : undefined;
  const named = propertiesOf(found);
  if (Object.hasOwn(named, step)) return named[step];
  const other = restOf(found);
  return typeof other === 'object' ? other : undefined;
}

/** How free the values of a schema are. `isPruned`: what it does not declare is not there. Unknown is text. */
export function shapeOf(
  schema: JsonSchema | undefined,
  { isPruned = false, root = schema ?? true, depth = 0 }: ShapeOptions = {},
): Shape {
  if (schema === undefined || depth > MAX_DEPTH) return 'text';
  const found = resolve({ schema, root });
  if (typeof found !== 'object') return 'text';
  if ('const' in found || 'enum' in found) return 'enum';
  const within = (each: unknown): Shape =>
    isSchema(each) ? shapeOf(each, { isPruned, root, depth: depth + 1 }) : 'text';
  const branches = found['anyOf'] ?? found['oneOf'];
  if (Array.isArray(branches)) return branches.map(within).reduce(wider, 'enum');
  const { type } = found;
  const own = (Array.isArray(type) ? type : [type]).map((each) => shapeOfType(each, { found, within, isPruned }));
  const all = found['allOf'];
  const narrowed = Array.isArray(all) ? all.map(within).reduce(narrower, 'text') : 'text';
  return narrower(own.reduce(wider, 'enum'), narrowed);
}

const MAX_DEPTH = 12;

type ShapeOptions = { readonly isPruned?: boolean; readonly root?: JsonSchema; readonly depth?: number };

function shapeOfType(
  type: unknown,
  {
    found,
    within,
    isPruned,
  }: { readonly found: Schema & object; readonly within: (each: unknown) => Shape; readonly isPruned: boolean },
): Shape {
  switch (type) {
    case 'boolean':
    case 'null':
      return 'enum';
    case 'number':
    case 'integer':
      return 'number';
    case 'string':
      return isToken(found['pattern']) ? 'token' : 'text';
    case 'array': {
      const first = Array.isArray(found['prefixItems']) ? found['prefixItems'].map(within) : [];
      return [...first, ...(found['items'] === false ? [] : [within(found['items'])])].reduce(wider, 'enum');
    }
    case 'object': {
      const parts = Object.values(propertiesOf(found)).map(within);
      const isDeclared = found['additionalProperties'] === false || (isPruned && parts.length > 0);
      const isClosed = isDeclared && found['patternProperties'] === undefined;
      return [...parts, ...(isClosed ? [] : [within(found['additionalProperties'])])].reduce(wider, 'enum');
    }
    default:
      return 'text';
  }
}

/** Letters, digits, `_`, `-`, and single dots or colons between them; repeated. No alternative, so both anchors hold for all of it. */
const TOKEN =
  /^\^(?:\[(?:\\[dw]|[A-Za-z0-9]-[A-Za-z0-9]|[A-Za-z0-9_]|-(?=\]))+\]|\\[dw]|[A-Za-z0-9_-]|(?:\\\.|:)(?![+*?{]|\\\.)|[+*?]|\{\d+(?:,\d*)?\})*\$$/;

/** Whether a pattern lets only words through: nothing that a shell, a path or a URL reads as more than a name. */
export function isToken(pattern: unknown): boolean {
  return typeof pattern === 'string' && pattern.length < 500 && TOKEN.test(pattern);
}
