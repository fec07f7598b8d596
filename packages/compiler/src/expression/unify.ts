// Which type fits which, with type parameters, after cel-go's checker
// (https://github.com/google/cel-go/blob/master/checker/types.go): parameters are bound as they are met.
import type { ExpressionType } from '@configurable-agents/core/expression';
import { DYN } from './basic.ts';

/** What type parameters stand for so far. Immutable: an overload that does not fit leaves no trace. */
export type Binding = ReadonlyMap<string, ExpressionType>;

/** Follows a parameter to what it is bound to. */
function follow(type: ExpressionType, binding: Binding): ExpressionType {
  let found = type;
  while (found.kind === 'parameter') {
    const next = binding.get(found.name);
    if (next === undefined) return found;
    found = next;
  }
  return found;
}

/** The type with all parameters replaced; those that stand for nothing become `dyn` where `isFinal`. */
export function substitute(type: ExpressionType, binding: Binding, isFinal = false): ExpressionType {
  const found = follow(type, binding);
  const inner = (part: ExpressionType): ExpressionType => substitute(part, binding, isFinal);
  switch (found.kind) {
    case 'parameter':
      return isFinal ? DYN : found;
    case 'list':
      return { kind: 'list', item: inner(found.item) };
    case 'map':
      return { ...found, key: inner(found.key), value: inner(found.value) };
    case 'nullable':
    case 'optional':
    case 'type':
      return { kind: found.kind, of: inner(found.of) };
    case 'abstract':
      return { ...found, params: found.params.map(inner) };
    default:
      return found;
  }
}

/** Whether a parameter stands in a type: it cannot be bound to one that holds itself. */
function occurs(name: string, type: ExpressionType, binding: Binding): boolean {
  const found = follow(type, binding);
  switch (found.kind) {
    case 'parameter':
      return found.name === name;
    case 'list':
      return occurs(name, found.item, binding);
    case 'map':
      return occurs(name, found.key, binding) || occurs(name, found.value, binding);
    case 'nullable':
    case 'optional':
    case 'type':
      return occurs(name, found.of, binding);
    case 'abstract':
      return found.params.some((param) => occurs(name, param, binding));
    default:
      return false;
  }
}

/** Null may stand for these, as it may for what is nullable. */
const NULL_FITS = new Set(['duration', 'timestamp', 'optional', 'abstract', 'nullable', 'null']);

/** The binding under which values of `from` may go where `to` is wanted, or undefined where they may not. */
export function assign(from: ExpressionType, to: ExpressionType, binding: Binding): Binding | undefined {
  const bound = assignKnown(from, to, binding);
  return bound === undefined || to.kind !== 'parameter' ? bound : widen(to.name, from, bound);
}

/** A parameter that was bound to less than what it now meets stands for the more general of the two. */
function widen(name: string, met: ExpressionType, binding: Binding): Binding {
  const known = binding.get(name);
  if (known === undefined) return binding;
  if (known.kind === 'parameter') return widen(known.name, met, binding);
  const isWider = isWithin(known, met, binding) && !isWithin(met, known, binding) && !occurs(name, met, binding);
  return isWider ? new Map(binding).set(name, met) : binding;
}

function assignKnown(from: ExpressionType, to: ExpressionType, binding: Binding): Binding | undefined {
  const [a, b] = [follow(from, binding), follow(to, binding)];
  if (b.kind === 'parameter') return bind(b.name, a, binding) ?? (isSameParameter(a, b) ? binding : undefined);
  if (a.kind === 'parameter') return bind(a.name, b, binding);
  if (a.kind === 'dyn' || b.kind === 'dyn') return binding;
  if (a.kind === 'null') return NULL_FITS.has(b.kind) ? binding : undefined;
  if (b.kind === 'nullable') return assign(a.kind === 'nullable' ? a.of : a, b.of, binding);
  // What may be null is checked when it runs.
  if (a.kind === 'nullable') return b.kind === 'null' ? binding : assign(a.of, b, binding);
  if (b.kind === 'null') return NULL_FITS.has(a.kind) ? binding : undefined;
  return assignParts(a, b, binding);
}

function isSameParameter(a: ExpressionType, b: ExpressionType): boolean {
  return a.kind === 'parameter' && b.kind === 'parameter' && a.name === b.name;
}

function bind(name: string, type: ExpressionType, binding: Binding): Binding | undefined {
  if (type.kind === 'parameter' && type.name === name) return binding;
  if (occurs(name, type, binding)) return undefined;
  return new Map(binding).set(name, type);
}

function assignParts(a: ExpressionType, b: ExpressionType, binding: Binding): Binding | undefined {
  switch (a.kind) {
    case 'list':
      return b.kind === 'list' ? assign(a.item, b.item, binding) : undefined;
    case 'map': {
      const keys = b.kind === 'map' ? assign(a.key, b.key, binding) : undefined;
      return b.kind === 'map' && keys !== undefined ? assign(a.value, b.value, keys) : undefined;
    }
    case 'optional':
      return b.kind === 'optional' ? assign(a.of, b.of, binding) : undefined;
    case 'type':
      // A type's own parameter does not matter: `type(1) == string` compares two types.
      return b.kind === 'type' ? (assign(a.of, b.of, binding) ?? binding) : undefined;
    case 'abstract':
      return b.kind === 'abstract' && a.name === b.name ? assignAll(a.params, b.params, binding) : undefined;
    default:
      return a.kind === b.kind ? binding : undefined;
  }
}

/** The same for types side by side, one after the other. */
export function assignAll(
  from: readonly ExpressionType[],
  to: readonly ExpressionType[],
  binding: Binding,
): Binding | undefined {
  if (from.length !== to.length) return undefined;
  let found: Binding | undefined = binding;
  for (let i = 0; i < from.length && found !== undefined; i += 1) {
    found = assign(from[i] as ExpressionType, to[i] as ExpressionType, found);
  }
  return found;
}

/** Whether values of `a` are among those of `b`: `dyn` is more general than all, part by part. */
function isWithin(a: ExpressionType, b: ExpressionType, binding: Binding): boolean {
  const [x, y] = [follow(a, binding), follow(b, binding)];
  if (y.kind === 'dyn') return true;
  if (x.kind === 'dyn') return false;
  if (y.kind === 'parameter' || x.kind === 'parameter') return true;
  if (x.kind === 'null') return y.kind === 'null' || NULL_FITS.has(y.kind);
  if (x.kind !== y.kind) return y.kind === 'nullable' && isWithin(x, y.of, binding);
  switch (x.kind) {
    case 'list':
      return y.kind === 'list' && isWithin(x.item, y.item, binding);
    case 'map':
      return y.kind === 'map' && isWithin(x.key, y.key, binding) && isWithin(x.value, y.value, binding);
    case 'optional':
    case 'nullable':
    case 'type':
      return 'of' in y && isWithin(x.of, y.of, binding);
    case 'abstract':
      return y.kind === 'abstract' && y.params.every((param, i) => isWithin(x.params[i] ?? DYN, param, binding));
    default:
      return true;
  }
}

/** One type for the items of a list: the more general of two that fit, else `dyn`. */
export function join(
  types: readonly ExpressionType[],
  binding: Binding,
): { readonly type: ExpressionType; readonly binding: Binding } {
  let [type] = types;
  let bound = binding;
  if (type === undefined) return { type: DYN, binding };
  for (const next of types.slice(1)) {
    const forward = assign(next, type, bound);
    if (forward === undefined) return { type: DYN, binding: bound };
    if (isWithin(type, next, bound) && !isWithin(next, type, bound)) type = next;
    bound = forward;
    type = sharedFields(substitute(type, bound), substitute(next, bound));
  }
  return { type, binding: bound };
}

/** Objects with other fields have only those in common that both know. */
function sharedFields(a: ExpressionType, b: ExpressionType): ExpressionType {
  if (a.kind !== 'map' || b.kind !== 'map' || a.fields === b.fields) return a;
  const shared = Object.entries(a.fields).filter(
    ([name, type]) => Object.hasOwn(b.fields, name) && b.fields[name]?.kind === type.kind,
  );
  const isSame = shared.length === Object.keys(a.fields).length && shared.length === Object.keys(b.fields).length;
  return isSame && !a.open && !b.open ? a : { ...a, fields: Object.fromEntries(shared), open: true };
}
