// The type of `event` in a trigger's entry: of the one event that it names, or of what several have in common.
import type { ExpressionType } from '@configurable-agents/core/expression';
import { takesEvent } from '@configurable-agents/core/graph';
import type { JsonSchema, TriggerManifest } from '@configurable-agents/plugin-sdk';
import { DYN, mapOf, typeOfSchema } from '../expression/types.ts';
import type { Scope } from '../resolve/scope.ts';

/** JSON Schema of one event of a trigger, where the host knows it. */
export type EventSchemas = (trigger: string, type: string) => JsonSchema | undefined;

type Asked = { readonly uses: string; readonly events: readonly string[]; readonly schemas: EventSchemas };

/** `event` as its type, and as the schema of all that it may be. `isExact`: it says what is always there. */
export type EventType = { readonly type: ExpressionType; readonly schema: JsonSchema; readonly isExact?: boolean };

export function eventTypeOf(manifest: TriggerManifest, { uses, events, schemas }: Asked): EventType {
  const { eventTypes = [] } = manifest;
  const taken = eventTypes.filter((type) => events.some((pattern) => takesEvent(pattern, type)));
  const types = taken.map((type) => schemas(uses, type)).filter((schema) => schema !== undefined);
  const [first, ...others] = types.map(typeOfSchema);
  const base = typeOfSchema(manifest.event);
  if (first === undefined) return { type: base, schema: manifest.event };
  // Beside events that are described, one that is not may hold anything.
  if (types.length < taken.length) return { type: base.kind === 'map' ? { ...base, open: true } : base, schema: {} };
  return { type: others.reduce(common, first), schema: anyOf(types), isExact: true };
}

/** One schema for several, whose references point into one set of definitions: a trigger's events share it. */
function anyOf(schemas: readonly JsonSchema[]): JsonSchema {
  const [first = true] = schemas;
  if (schemas.length === 1 || typeof first === 'boolean') return first;
  return { anyOf: schemas, $defs: first['$defs'] };
}

/** What a value of either type certainly is. A field that only one of them has may be there, so it may be read. */
function common(a: ExpressionType, b: ExpressionType): ExpressionType {
  if (a.kind === 'nullable' || b.kind === 'nullable') {
    const inner = common(a.kind === 'nullable' ? a.of : a, b.kind === 'nullable' ? b.of : b);
    return inner.kind === 'dyn' ? DYN : { kind: 'nullable', of: inner };
  }
  if (a.kind === 'list' && b.kind === 'list') return { kind: 'list', item: common(a.item, b.item) };
  if (a.kind !== 'map' || b.kind !== 'map') return a.kind === b.kind ? a : DYN;
  const names = new Set([...Object.keys(a.fields), ...Object.keys(b.fields)]);
  const fields = [...names].map((name): [string, ExpressionType] => {
    const [left, right] = [a.fields[name], b.fields[name]];
    return [name, left === undefined || right === undefined ? (left ?? right ?? DYN) : common(left, right)];
  });
  return mapOf(Object.fromEntries(fields), a.open || b.open);
}

/** What a scope says of the parts of `event` that may be missing. */
export function partsOfEvent({ schema, isExact = false }: EventType): Pick<Scope, 'partsOf'> {
  return isExact ? { partsOf: (name) => (name === 'event' ? schema : undefined) } : {};
}
