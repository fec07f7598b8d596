// A trigger: its kind, its condition over the event, and the inputs that it gives the run.
import type { Expression } from '@configurable-agents/core/expression';
import { takesEvent } from '@configurable-agents/core/graph';
import type { GraphTrigger, Template } from '@configurable-agents/core/graph';
import { suggest } from '../expression/check.ts';
import type { Reporter } from '../diagnostic.ts';
import { DYN, mapOf, mayFit, showType } from '../expression/types.ts';
import type { TriggerDoc } from '../parse/document.ts';
import type { Scope } from '../resolve/scope.ts';
import { compileCondition, compileTemplate } from '../template/compile.ts';
import type { Compiled } from '../template/compile.ts';
import { fieldSchema } from './context.ts';
import type { CheckContext } from './context.ts';
import { eventTypeOf } from './event-type.ts';
import type { EventType } from './event-type.ts';
import { checkFlow } from './misfit.ts';

export function checkTriggers(context: CheckContext): readonly GraphTrigger[] {
  const names = new Map<string, number>();
  return context.document.triggers.map((trigger) => {
    const count = (names.get(trigger.uses) ?? 0) + 1;
    names.set(trigger.uses, count);
    const name = trigger.name ?? (count === 1 ? trigger.uses : `${trigger.uses}_${count}`);
    return checkTrigger(trigger, { context, name });
  });
}

function checkTrigger(
  trigger: TriggerDoc,
  { context, name }: { readonly context: CheckContext; readonly name: string },
): GraphTrigger {
  checkEvents(trigger, context);
  const scope = eventScope(eventOf(trigger, context));
  const place = { scope, reporter: lenient(context.reporter) };
  const when: Expression | undefined =
    trigger.when && compileCondition(trigger.when, { ...place, neverSeverity: 'error' });
  const inputs = trigger.inputs.map(({ key, value }): readonly [string, Template] => {
    const compiled = compileTemplate(value, place);
    const input = String(key.value);
    checkInput(input, { context, span: key.span, valueSpan: value.span, given: compiled });
    return [input, compiled.template];
  });
  reportMissing(trigger, context);
  return {
    uses: trigger.uses,
    name,
    enabled: trigger.isEnabled,
    ...(trigger.events === undefined ? {} : { events: trigger.events.map(({ value }) => String(value)) }),
    ...(when === undefined ? {} : { when }),
    ...(inputs.length === 0 ? {} : { inputs: Object.fromEntries(inputs) }),
    ...(trigger.requireId ? { require_id: true } : {}),
  };
}

/** Each entry of `events:` takes at least one event that the trigger has. */
function checkEvents({ uses, at, events }: TriggerDoc, { catalogue, reporter }: CheckContext): void {
  const { eventTypes = [], needsEvents = false } = catalogue.triggers.get(uses) ?? {};
  if (needsEvents && (events ?? []).length === 0) {
    reporter.report({
      code: 'W311',
      span: at.span,
      message: `the trigger \`${uses}\` needs its \`events:\``,
      help: `name those that start a run, such as \`events: [${eventTypes.find((type) => type === 'push') ?? eventTypes[0] ?? ''}]\``,
    });
  }
  if (eventTypes.length === 0) return;
  for (const { value, span } of events ?? []) {
    const pattern = String(value);
    if (eventTypes.some((type) => takesEvent(pattern, type))) continue;
    const families = new Set(eventTypes.flatMap((type) => [type, type.slice(0, Math.max(0, type.indexOf('.')))]));
    reporter.report({
      code: 'W310',
      span,
      message: `\`${uses}\` has no event \`${pattern}\``,
      ...suggest(
        pattern,
        [...families].filter((type) => type !== ''),
      ),
    });
  }
}

function eventOf({ uses, at, events = [] }: TriggerDoc, context: CheckContext): EventType {
  const { catalogue, reporter, eventSchemas: schemas } = context;
  if (uses === 'manual') return { type: mapOf({ inputs: DYN }), schema: {} };
  const manifest = catalogue.triggers.get(uses);
  if (manifest !== undefined) {
    return eventTypeOf(manifest, { uses, events: events.map(({ value }) => String(value)), schemas });
  }
  reporter.report({
    code: 'W304',
    span: at.span,
    message: `there is no trigger \`${uses}\``,
    ...suggest(uses, [...catalogue.triggers.keys(), 'manual']),
  });
  return { type: DYN, schema: {} };
}

/** Vendors add fields before schemas tell of them: one that is not there may be misspelt, and is no error. */
function lenient(reporter: Reporter): Reporter {
  return {
    ...reporter,
    report: (finding) =>
      reporter.report(finding.reason === 'undeclared-field' ? { ...finding, severity: 'warning' } : finding),
  };
}

function eventScope({ type, schema }: EventType): Scope {
  return {
    typeOf: (name) => (name === 'event' ? type : undefined),
    schemaOf: (name) => (name === 'event' ? schema : undefined),
    names: () => ['event'],
    isNode: () => false,
    use: () => {},
    absence: () => undefined,
  };
}

type Input = {
  readonly context: CheckContext;
  readonly span: readonly [number, number];
  readonly valueSpan: readonly [number, number];
  readonly given: Compiled;
};

function checkInput(input: string, { context, span, valueSpan, given }: Input): void {
  const field = context.fields.get(input);
  if (field === undefined || context.writers.has(input)) {
    const known = [...context.fields.keys()].filter((name) => !context.writers.has(name));
    context.reporter.report({
      code: 'W308',
      span,
      message: `the workflow takes no input \`${input}\``,
      ...suggest(input, known),
    });
    return;
  }
  checkFlow(
    {
      what: `\`${input}\``,
      into: 'the input',
      from: given.schema,
      to: fieldSchema(input, context) ?? {},
    },
    {
      span: valueSpan,
      ...(mayFit(given.type, field.schema) ? {} : { plain: `is ${showType(given.type)}` }),
      related: [{ span: field.at.span, message: `\`${input}\` is declared here` }],
    },
    context.reporter,
  );
}

/** An entry that gives inputs gives all that are required: nobody else can add to them. */
function reportMissing(trigger: TriggerDoc, { fields, writers, reporter }: CheckContext): void {
  if (trigger.inputs.length === 0) return;
  const given = new Set(trigger.inputs.map(({ key }) => String(key.value)));
  for (const [name, { schema }] of fields) {
    const isRequired = !writers.has(name) && !(typeof schema === 'object' && 'default' in schema);
    if (!isRequired || given.has(name)) continue;
    reporter.report({
      code: 'W309',
      span: trigger.at.span,
      message: `the trigger leaves the required input \`${name}\` open`,
      help: `add it under \`inputs:\``,
    });
  }
}
