// A trigger: its kind, its condition over the event, and the inputs that it gives the run.
import type { Expression } from '@configurable-agents/core/expression';
import { parseDuration, takesEvent } from '@configurable-agents/core/graph';
import type { GraphTrigger, Schedule, Template } from '@configurable-agents/core/graph';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { suggest } from '../expression/check.ts';
import type { Suggestion } from '../expression/suggest.ts';
import type { Reporter } from '../diagnostic.ts';
import { DYN, mapOf, mayFit, showType, STRING, typeOfSchema } from '../expression/types.ts';
import type { TriggerDoc } from '../parse/document.ts';
import { entryOf, textOf, valueOf } from '../parse/tree.ts';
import type { YamlNode } from '../parse/tree.ts';
import { schemaAt } from '../parse/schemas.ts';
import { envType, withNames } from '../resolve/scope.ts';
import type { Scope } from '../resolve/scope.ts';
import { foreignTrigger } from '../shape/foreign-triggers.ts';
import { compileCondition, compileTemplate } from '../template/compile.ts';
import type { Compiled } from '../template/compile.ts';
import { presentPaths } from '../template/missing.ts';
import { admissionScope, inputNames } from './admission.ts';
import { fieldSchema } from './context.ts';
import type { CheckContext } from './context.ts';
import { eventTypeOf, partsOfEvent } from './event-type.ts';
import type { EventType } from './event-type.ts';
import { debounceOf, limitsOf } from './limits.ts';
import { keptType } from './kept-type.ts';
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
  const event = eventOf(trigger, context);
  const scope = withNames(eventScope(event), { env: envType(context.document) });
  const place = { scope, reporter: lenient(context.reporter) };
  const admission = { scope: admissionScope(context, event), reporter: lenient(context.reporter) };
  const when: Expression | undefined =
    trigger.when && compileCondition(trigger.when, { ...place, neverSeverity: 'error' });
  // Inputs are made once the condition was true.
  const present = when === undefined ? new Set<string>() : presentPaths(when, true);
  const inputs = trigger.inputs.map(({ key, value }): readonly [string, Template] => {
    const compiled = compileTemplate(value, { ...place, present });
    const input = String(key.value);
    checkInput(input, { context, span: key.span, value, given: compiled });
    return [input, compiled.template];
  });
  reportMissing(trigger, context);
  reportForeignKeys(trigger, context);
  const [own, schedule, debounce] = [
    ownSchema(trigger, context),
    scheduleOf(trigger),
    debounceOf(trigger.node, admission),
  ];
  return {
    uses: trigger.uses,
    name,
    enabled: trigger.isEnabled,
    ...(trigger.events === undefined ? {} : { events: trigger.events.map(({ value }) => String(value)) }),
    ...(when === undefined ? {} : { when }),
    ...(inputs.length === 0 ? {} : { inputs: Object.fromEntries(inputs) }),
    ...(trigger.requireId ? { require_id: true } : {}),
    ...(own === undefined ? {} : { schema: own }),
    ...(schedule === undefined ? {} : { schedule }),
    ...(debounce === undefined ? {} : { debounce }),
    ...limitsOf(trigger.node, admission),
  };
}

/** What the entry itself says of its event. */
function ownSchema({ node }: TriggerDoc, { document }: CheckContext): JsonSchema | undefined {
  const schema = valueOf(node, 'schema');
  return schema?.kind === 'map' ? schemaAt(schema, document.library) : undefined;
}

function scheduleOf({ uses, node }: TriggerDoc): Schedule | undefined {
  if (uses !== 'schedule') return undefined;
  const [cron, every] = [textOf(valueOf(node, 'cron')), valueOf(node, 'every')];
  const ms = every?.kind === 'scalar' ? parseDuration(every.value) : undefined;
  const word = <W extends string>(key: string, words: readonly W[], fallback: W): W =>
    words.find((each) => each === textOf(valueOf(node, key))) ?? fallback;
  return {
    ...(cron === undefined ? {} : { cron: cron.trim() }),
    ...(ms === undefined ? {} : { every_ms: ms }),
    timezone: textOf(valueOf(node, 'timezone')) ?? 'UTC',
    catch_up: word('catch_up', ['none', 'last', 'all'], 'last'),
    overlap: word('overlap', ['allow', 'skip', 'queue', 'cancel'], 'allow'),
  };
}

/** Triggers whose keys the language itself has: the shape check knows them. */
const OWN: ReadonlySet<string> = new Set(['generic', 'github', 'stripe', 'slack', 'standard', 'manual', 'schedule']);
const OF_SCHEDULES = ['cron', 'every', 'timezone', 'catch_up', 'overlap'];

/** Keys that a trigger does not take: `with` is configuration, and no trigger that there is takes any. */
function reportForeignKeys({ uses, node }: TriggerDoc, { catalogue, reporter }: CheckContext): void {
  if (OWN.has(uses) || !catalogue.triggers.has(uses)) return;
  for (const name of ['with', ...OF_SCHEDULES]) {
    const given = entryOf(node, name);
    if (given === undefined) continue;
    const message =
      name === 'with'
        ? `the trigger \`${uses}\` takes no configuration`
        : `\`${name}\` is a key of schedules, and this is \`${uses}\``;
    reporter.report({ code: 'W105', span: given.key.span, message, help: `remove \`${name}\`` });
  }
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

const TIME: JsonSchema = { type: 'string', format: 'date-time' };

function eventOf(trigger: TriggerDoc, context: CheckContext): EventType {
  const { uses, at, events = [] } = trigger;
  const { catalogue, reporter, eventSchemas: schemas } = context;
  if (uses === 'schedule') {
    return {
      type: mapOf({ scheduled_at: STRING, fired_at: STRING }),
      schema: {
        type: 'object',
        properties: { scheduled_at: TIME, fired_at: TIME },
        required: ['scheduled_at', 'fired_at'],
      },
    };
  }
  if (uses === 'manual') return { type: mapOf({ inputs: DYN }), schema: {} };
  const manifest = catalogue.triggers.get(uses);
  const own = ownSchema(trigger, context);
  if (manifest !== undefined && own !== undefined) return { type: typeOfSchema(own), schema: own, isExact: true };
  if (manifest !== undefined) {
    return eventTypeOf(manifest, { uses, events: events.map(({ value }) => String(value)), schemas });
  }
  reporter.report({
    code: 'W304',
    span: at.span,
    message: `there is no trigger \`${uses}\``,
    ...wayOfTrigger(uses, [...catalogue.triggers.keys(), 'manual', 'schedule']),
  });
  return { type: DYN, schema: {} };
}

function wayOfTrigger(uses: string, names: readonly string[]): Suggestion {
  const meant = foreignTrigger(uses);
  return meant !== undefined && names.includes(meant)
    ? { help: `write \`${meant}\``, meant: { from: uses, to: meant } }
    : suggest(uses, names);
}

/** Vendors add fields before schemas tell of them: one that is not there may be misspelt, and is no error. */
function lenient(reporter: Reporter): Reporter {
  return {
    ...reporter,
    report: (finding) =>
      reporter.report(finding.reason === 'undeclared-field' ? { ...finding, severity: 'warning' } : finding),
  };
}

function eventScope(event: EventType): Scope {
  const { type, schema } = event;
  return {
    ...partsOfEvent(event),
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
  readonly value: YamlNode;
  readonly given: Compiled;
};

function checkInput(input: string, { context, span, value, given }: Input): void {
  const field = context.fields.get(input);
  const known = inputNames(context);
  if (field === undefined || !known.includes(input)) {
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
      span: value.span,
      ...(mayFit(given.type, field.schema) ? {} : { plain: `is ${showType(given.type)}`, ...keptType(value) }),
      related: [{ span: field.at.span, message: `\`${input}\` is declared here` }],
    },
    context.reporter,
  );
}

/** An entry that gives inputs gives all that are required: nobody else can add to them. */
function reportMissing(trigger: TriggerDoc, context: CheckContext): void {
  // These hold the inputs themselves; every other event holds none.
  const { uses } = trigger;
  const isOwn =
    uses === 'generic' || uses === 'manual' || (uses !== 'schedule' && !context.catalogue.triggers.has(uses));
  if (trigger.inputs.length === 0 && isOwn) return;
  const given = new Set(trigger.inputs.map(({ key }) => String(key.value)));
  for (const name of inputNames(context)) {
    const schema = context.fields.get(name)?.schema;
    if ((typeof schema === 'object' && 'default' in schema) || given.has(name)) continue;
    context.reporter.report({
      code: 'W309',
      span: trigger.at.span,
      message: `the trigger leaves the required input \`${name}\` open`,
      help: `add it under \`inputs:\`, such as \`inputs: { ${name}: … }\``,
    });
  }
}
