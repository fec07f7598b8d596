// What is known when a run is let in: its inputs, the state before any write, and for a trigger's entry the event.
import { mapOf, typeOfSchema } from '../expression/types.ts';
import { envType } from '../resolve/scope.ts';
import type { Scope } from '../resolve/scope.ts';
import { fieldSchema } from './context.ts';
import type { CheckContext } from './context.ts';
import { partsOfEvent } from './event-type.ts';
import type { EventType } from './event-type.ts';

/** Fields that are inputs: those that `inputs` names, or that no node writes. */
export function inputNames({ document, writers }: CheckContext): readonly string[] {
  const named = document.inputs?.map(({ value }) => String(value));
  return document.fields.map(({ name }) => name).filter((name) => named?.includes(name) ?? !writers.has(name));
}

/** `inputs`, their names alone, `state`, and `event` where there is one. */
export function admissionScope(context: CheckContext, event?: EventType): Scope {
  const inputs = new Set(inputNames(context));
  const types = (names: Iterable<string>): ReturnType<typeof mapOf> =>
    mapOf(Object.fromEntries([...names].map((name) => [name, typeOfSchema(fieldSchema(name, context) ?? true)])));
  const env = envType(context.document);
  const roots = {
    inputs: types(inputs),
    state: types(context.fields.keys()),
    env,
    ...(event && { event: event.type }),
  };
  const own = new Map(Object.entries(roots));
  return {
    ...(event && partsOfEvent(event)),
    isNode: () => false,
    names: () => [...inputs, ...own.keys()],
    typeOf: (name) => (inputs.has(name) ? typeOfSchema(fieldSchema(name, context) ?? true) : own.get(name)),
    schemaOf: (name) => (name === 'event' ? event?.schema : inputs.has(name) ? fieldSchema(name, context) : undefined),
    absence: () => undefined,
    use: () => {},
  };
}
