// What an event brings into a run: every field that somebody outside wrote, and no plugin vouches for.
import type { ExecutionGraph, GraphTrigger } from '@configurable-agents/core/graph';
import type { JsonSchema, TriggerManifest } from '@configurable-agents/plugin-sdk';
import { eventTypeOf } from '../check/event-type.ts';
import type { EventSchemas } from '../check/event-type.ts';
import { schemaAt } from '../template/produced.ts';
import { atMost, flowsOf, join, NO_FLOWS } from './label.ts';
import type { Address, Flows } from './label.ts';
import { marksAt, shapeOf } from './marks.ts';
import { flowsOfTemplate, showPath } from './read.ts';

/** Triggers whose events come from the host itself, or from one who may start any run. */
const OWN: ReadonlySet<string> = new Set(['manual', 'schedule']);

/**
 * Labels of each input by the triggers that give it. An input that no trigger gives comes from whoever starts the run by command or
 * API, who has the right to decide what it does: it carries none.
 */
export function inputFlowsOf(
  { triggers, state }: ExecutionGraph,
  {
    manifests,
    eventSchemas,
  }: { readonly manifests: ReadonlyMap<string, TriggerManifest>; readonly eventSchemas: EventSchemas },
): (field: string) => Flows {
  const given = new Map<string, Flows>();
  for (const [index, trigger] of triggers.entries()) {
    if (OWN.has(trigger.uses)) continue;
    const event = eventSchemaOf(trigger, manifests.get(trigger.uses), eventSchemas);
    const inputs = trigger.inputs ?? (trigger.uses === 'generic' ? undefined : {});
    for (const field of inputs === undefined ? Object.keys(state) : Object.keys(inputs)) {
      const template = inputs?.[field];
      const at = (inner: { readonly path: readonly (string | number)[] }): Address => ({
        of: 'trigger',
        trigger: index,
        input: field,
        inner,
      });
      const flows =
        template === undefined
          ? outside(['event', 'inputs', field], at({ path: [] }))
          : flowsOfTemplate(template, {
              lookUp: (path) => eventFlows(path, event, at({ path: [] })),
              facts: new Map(),
              isWritten: () => false,
              place: at,
            });
      given.set(field, join(given.get(field) ?? NO_FLOWS, flows));
    }
  }
  return (field) => given.get(field) ?? NO_FLOWS;
}

type EventSchema = { readonly schema: JsonSchema; readonly marked: JsonSchema };

/** `schema` says most; the trigger's own says what it vouches for. */
function eventSchemaOf(
  { uses, events = [] }: GraphTrigger,
  manifest: TriggerManifest | undefined,
  schemas: EventSchemas,
): EventSchema {
  if (manifest === undefined) return { schema: true, marked: true };
  return { schema: eventTypeOf(manifest, { uses, events, schemas }).schema, marked: manifest.event };
}

function eventFlows(path: readonly (string | number)[], { schema, marked }: EventSchema, at: Address): Flows {
  const [root, ...steps] = path;
  if (root !== 'event') return NO_FLOWS;
  if (marksAt(schema, steps).has('x-trust') || marksAt(marked, steps).has('x-trust')) return NO_FLOWS;
  // Nothing holds an event against its schema before the run, but numbers of a verified sender are numbers.
  return atMost(outside(path, at), shapeOf(schemaAt(schema, steps), { root: schema }));
}

function outside(path: readonly (string | number)[], at: Address): Flows {
  const way = { shown: showPath(path), at, before: undefined };
  return flowsOf({ kind: 'untrusted', name: showPath(path), shape: 'text', viaModel: false, way });
}
