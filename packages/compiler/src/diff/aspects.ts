// What there is to say of a node, by the keys of a workflow file.
import { templateSource } from '@configurable-agents/core/graph';
import type { ForEach, GraphNode, LlmSettings, RetryPolicy, Route, Template } from '@configurable-agents/core/graph';
import { durationText } from '../bounds/duration-text.ts';
import { aspects, bareTemplate, maybe, shownExpression, shownJson, shownTemplate } from './bare.ts';
import type { Aspects, Shown } from './change.ts';
import { typeText } from './type-text.ts';

/** Everything but where the node stands: that is for its edges. */
export function aspectsOf(node: GraphNode): Aspects {
  return new Map([...commonOf(node), ...ownOf(node)]);
}

function commonOf(node: GraphNode): Aspects {
  const { description, when, routes, for_each: map, join, losers, on_error: onError, writes } = node;
  return aspects({
    uses: shownJson(usesOf(node)),
    description: maybe(description, shownJson),
    when: maybe(when, shownExpression),
    routes: maybe(routes, shownRoutes),
    for_each: maybe(map, shownMap),
    join: maybe(join, shownJson),
    losers: maybe(losers, shownJson),
    on_error: maybe(onError, (how) => ({ same: how, text: typeof how === 'string' ? how : `to ${how.to}` })),
    finally: maybe(node.finally, shownJson),
    outputs:
      writes.length === 0
        ? undefined
        : { same: writes, text: writes.map(({ field, path }) => [field, ...path].join(' from ')).join(', ') },
  });
}

function ownOf(node: GraphNode): Aspects {
  switch (node.kind) {
    case 'action': {
      const { llm, retry, timeout_ms: timeout, output_schema: schema, effects, idempotent, on_unknown: unknown } = node;
      return new Map([
        ...(llm === undefined ? [] : modelOf(llm)),
        ...(node.with === undefined ? [] : inputsOf(node.with)),
        ...aspects({
          output_schema: maybe(schema, (found) => ({ same: found, text: typeText(found) })),
          retry: shownRetry(retry),
          timeout: shownMs(timeout),
          effects: shownJson(effects),
          idempotent: shownJson(idempotent),
          on_unknown: maybe(unknown, shownJson),
        }),
      ]);
    }
    case 'set':
      return inputsOf(node.with);
    case 'subrun':
      return new Map([
        ...inputsOf(node.with),
        ...aspects({
          wait: shownJson(node.wait),
          'the workflow itself': maybe(node.graph, (hash) => ({ same: hash, text: hash.slice(0, 19) })),
          timeout: maybe(node.timeout_ms, shownMs),
        }),
      ]);
    case 'wait':
      return waitOf(node.wait);
    case 'approval':
      return aspects({
        'with.message': shownTemplate(node.message),
        'with.show': shownTemplate(node.show),
        'with.form': { same: node.form, text: typeText(node.form) },
        'with.timeout': maybe(node.timeout_ms, shownMs),
        'with.default': maybe(node.default, shownTemplate),
      });
  }
}

/** What a node runs, in a word. */
export function usesOf(node: GraphNode): string {
  switch (node.kind) {
    case 'action':
      return node.uses;
    case 'subrun':
      return `workflow ${node.workflow}`;
    default:
      return node.kind;
  }
}

function modelOf({ provider, model, prompt, parameters, system, messages, images, ...rest }: LlmSettings): Aspects {
  const { tools, tool_choice: choice, max_turns: turns, repair, cache, budget, fallback } = rest;
  const settings = Object.entries(parameters).map(([name, value]) => [`llm.${name}`, shownJson(value)] as const);
  return new Map([
    ...aspects({
      'llm.provider': shownJson(provider),
      'llm.model': shownJson(model),
      'llm.fallback': maybe(fallback, (all) => ({
        same: all,
        text: all.map((each) => `${each.provider} ${each.model}`).join(', '),
      })),
      prompt: maybe(prompt, shownTemplate),
      system: maybe(system, shownTemplate),
      messages: maybe(messages, (turnsBefore) => {
        const same = turnsBefore.map(({ role, content }) => ({
          role,
          content: content.map((part) => bareTemplate('text' in part ? part.text : part.image)),
        }));
        const shown = turnsBefore.map(
          ({ role, content }) =>
            `${role}: ${content.map((part) => templateSource('text' in part ? part.text : part.image)).join(' ')}`,
        );
        return { same, text: shown.join('\n') };
      }),
      images: maybe(images, (all) => ({
        same: all.map(bareTemplate),
        text: all.map(templateSource).join(', '),
      })),
      tools: maybe(tools, (all) => ({
        same: all.map((tool) => ({ ...tool, with: maybe(tool.with, shownTemplate) })),
        text: all.map(({ name, uses, workflow, mcp }) => name ?? uses ?? workflow ?? JSON.stringify(mcp)).join(', '),
      })),
      tool_choice: maybe(choice, shownJson),
      max_turns: maybe(turns, shownJson),
      repair: maybe(repair, shownJson),
      cache: maybe(cache, shownJson),
      budget: maybe(budget, shownJson),
    }),
    ...settings,
  ]);
}

/** Each input of an action on its own; other templates whole. */
function inputsOf(template: Template): Aspects {
  if (template.kind === 'object')
    return new Map(template.entries.map(([key, value]) => [`with.${key}`, shownTemplate(value)]));
  const { value } = template.kind === 'literal' ? template : { value: undefined };
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return new Map(
      Object.entries(value).map(([key, each]) => [`with.${key}`, shownTemplate({ kind: 'literal', value: each })]),
    );
  return new Map([['with', shownTemplate(template)]]);
}

function waitOf(wait: (GraphNode & { readonly kind: 'wait' })['wait']): Aspects {
  switch (wait.for) {
    case 'duration':
      return aspects({ 'with.duration': shownTemplate(wait.duration) });
    case 'time':
      return aspects({ 'with.until': shownTemplate(wait.until) });
    case 'signal':
      return aspects({
        'with.signal': shownJson(wait.signal),
        'with.schema': { same: wait.schema, text: typeText(wait.schema) },
        'with.timeout': maybe(wait.timeout_ms, shownMs),
        'with.default': maybe(wait.default, shownTemplate),
      });
  }
}

function shownRoutes(routes: readonly Route[]): Shown {
  const all = routes.map(({ when, to }) => ({ when: when === undefined ? 'else' : shownExpression(when).text, to }));
  return { same: all, text: all.map(({ when, to }) => `${when}: ${to.join(', ') || 'END'}`).join('; ') };
}

function shownMap({ in: list, ...rest }: ForEach): Shown {
  const { as, max_parallel: parallel, max_items: most, on_item_error: onError } = rest;
  const text = `${templateSource(list)} as ${as}, ${parallel} at once, at most ${most}, ${onError} on an error`;
  return { same: { ...rest, list: bareTemplate(list) }, text };
}

function shownRetry(retry: RetryPolicy): Shown {
  const { max_attempts: most, initial_ms: first, factor, max_ms: longest, retry_on: classes, jitter } = retry;
  if (most === 1) return { same: { most }, text: 'none' };
  const waits = `${durationText(first)} × ${factor} to ${durationText(longest)}${jitter ? ', with jitter' : ''}`;
  const on = classes === undefined ? '' : `, on ${classes.join(', ')}`;
  return { same: retry, text: `${most} attempts, ${waits}${on}` };
}

function shownMs(ms: number): Shown {
  return { same: ms, text: durationText(ms) };
}
