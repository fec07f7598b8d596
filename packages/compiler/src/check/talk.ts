// What an LLM node says beside its prompt: system prompt, turns before it, images, tools, and how answers are asked for.
import type { LlmTalk, LlmTool, LlmTurn } from '@configurable-agents/core/graph';
import { suggest } from '../expression/suggest.ts';
import type { NodeDoc, TalkDoc } from '../parse/document.ts';
import { parseDuration } from '../parse/duration.ts';
import { entryOf, itemsOf, jsonOf, textOf, valueOf } from '../parse/tree.ts';
import type { YamlNode, YamlScalar } from '../parse/tree.ts';
import { compileTemplate } from '../template/compile.ts';
import type { Place } from '../template/compile.ts';
import { budgetOf } from './budget.ts';
import type { CheckContext } from './context.ts';
import { checkToolUse } from './tool-use.ts';

const DAY_MS = 86_400_000;
const DEFAULT_TURNS = 8;

export function checkTalk(
  { uses, talk, prompt, outputSchema, name }: NodeDoc,
  place: Place,
  context: CheckContext,
): LlmTalk {
  if (uses !== 'llm') return {};
  const { system, messages, images, tools } = talk;
  const turns = itemsOf(messages).flatMap((turn) => turnOf(turn, place));
  checkLastTurn({ name, prompt, messages }, place);
  const offered = itemsOf(tools).flatMap((tool) => toolOf(tool, place, context));
  checkTools(talk, { offered, place });
  const cache = cacheOf(talk.cache);
  if (cache !== undefined) checkCache(talk, { offered, context });
  return {
    ...(system === undefined ? {} : { system: compileTemplate(system, place).template }),
    ...(turns.length === 0 ? {} : { messages: turns }),
    ...(images === undefined ? {} : { images: itemsOf(images).map((image) => compileTemplate(image, place).template) }),
    ...(outputSchema === undefined ? {} : { repair: numberOf(talk.repair, 1) }),
    ...(offered.length === 0
      ? {}
      : {
          tools: offered.map(({ at: _at, ...tool }) => tool),
          tool_choice: textOf(talk.toolChoice) ?? 'auto',
          max_turns: numberOf(talk.maxTurns, DEFAULT_TURNS),
        }),
    ...budgetOf(talk.budget),
    ...(cache === undefined ? {} : { cache }),
  };
}

function turnOf(turn: YamlNode, place: Place): readonly LlmTurn[] {
  const role = textOf(valueOf(turn, 'role'));
  const content = valueOf(turn, 'content');
  if ((role !== 'user' && role !== 'assistant') || content === undefined) return [];
  if (content.kind === 'scalar') return [{ role, content: [{ text: compileTemplate(content, place).template }] }];
  const parts = itemsOf(content).flatMap((part): LlmTurn['content'] => {
    const [text, image] = [valueOf(part, 'text'), valueOf(part, 'image')];
    if (text !== undefined) return [{ text: compileTemplate(text, place).template }];
    return image === undefined ? [] : [{ image: compileTemplate(image, place).template }];
  });
  return [{ role, content: parts }];
}

/** A conversation that a model answers ends with the user. */
function checkLastTurn(
  {
    name,
    prompt,
    messages,
  }: { readonly name: string; readonly prompt: unknown; readonly messages: YamlNode | undefined },
  { reporter }: Place,
): void {
  if (prompt !== undefined) return;
  const role = valueOf(itemsOf(messages).at(-1), 'role');
  if (role === undefined || textOf(role) !== 'assistant') return;
  reporter.report({
    code: 'W104',
    span: role.span,
    message: `the last turn of \`${name}\` is the assistant's, so there is nothing to answer`,
    help: 'end with a turn of the user, or add a `prompt`',
  });
}

function toolOf(tool: YamlNode, place: Place, context: CheckContext): readonly (LlmTool & { readonly at: YamlNode })[] {
  const alone = textOf(tool);
  if (alone !== undefined) {
    checkToolUse({ uses: alone, at: tool, given: undefined }, context);
    return [{ uses: alone, name: alone.split('.').at(-1) ?? alone, at: tool }];
  }
  const [uses, workflow, mcp] = [
    textOf(valueOf(tool, 'uses')),
    textOf(valueOf(tool, 'workflow')),
    valueOf(tool, 'mcp'),
  ];
  const given = valueOf(tool, 'with');
  const calls = valueOf(tool, 'max_calls');
  const named = textOf(valueOf(tool, 'name'));
  const about = textOf(valueOf(tool, 'description'));
  const common = {
    ...(given === undefined ? {} : { with: compileTemplate(given, place).template }),
    ...(calls?.kind === 'scalar' ? { max_calls: numberOf(calls, 1) } : {}),
    ...(about === undefined ? {} : { description: about }),
    at: tool,
  };
  if (uses !== undefined) {
    checkToolUse({ uses, at: valueOf(tool, 'uses') ?? tool, given }, context);
    return [{ ...common, uses, name: named ?? uses.split('.').at(-1) ?? uses }];
  }
  if (workflow !== undefined) return [{ ...common, workflow, name: named ?? nameOfFile(workflow) }];
  return mcp?.kind === 'map' ? [{ ...common, mcp: jsonOf(mcp) as NonNullable<LlmTool['mcp']> }] : [];
}

function nameOfFile(reference: string): string {
  return (reference.split('/').at(-1) ?? reference).replace(/\.ya?ml$/, '').replaceAll(/\W/g, '_');
}

type Offered = { readonly offered: readonly (LlmTool & { readonly at: YamlNode })[]; readonly place: Place };

/** Tools are told apart by their names, and the one that must be called is one of them. */
function checkTools({ toolChoice }: TalkDoc, { offered, place: { reporter } }: Offered): void {
  const seen = new Map<string, YamlNode>();
  for (const { name, at } of offered) {
    if (name === undefined) continue;
    const before = seen.get(name);
    seen.set(name, before ?? at);
    if (before === undefined) continue;
    reporter.report({
      code: 'W306',
      span: (entryOf(at, 'name')?.value ?? at).span,
      message: `two tools are named \`${name}\``,
      help: 'give one of them another `name`',
      related: [{ span: before.span, message: 'the first' }],
    });
  }
  const choice = textOf(toolChoice);
  if (toolChoice === undefined || choice === undefined || ['auto', 'required', 'none'].includes(choice)) return;
  // What a server of tools offers is known when it runs.
  if (seen.has(choice) || offered.some(({ mcp }) => mcp !== undefined)) return;
  reporter.report({
    code: 'W317',
    span: toolChoice.span,
    message: `\`${choice}\` is none of the node's tools`,
    ...suggest(choice, ['auto', 'required', 'none', ...seen.keys()]),
  });
}

/** Answers that lead to writes are made anew each time. */
function checkCache(
  { cache }: TalkDoc,
  { offered, context }: Pick<Offered, 'offered'> & { readonly context: CheckContext },
): void {
  const { catalogue, reporter } = context;
  const writing = offered.find(({ uses = '' }) => catalogue.tools.get(uses)?.effects === 'write');
  if (cache === undefined || writing === undefined) return;
  reporter.report({
    code: 'W321',
    span: cache.span,
    message: `\`cache\` has no effect: the tool \`${writing.uses}\` writes, so every run asks the model`,
    help: 'remove `cache`, or let a node of its own make the change',
  });
}

function cacheOf(node: YamlNode | undefined): LlmTalk['cache'] {
  if (node === undefined || (node.kind === 'scalar' && node.value !== true)) return undefined;
  const ttl = valueOf(node, 'ttl');
  const ms = ttl?.kind === 'scalar' ? parseDuration(ttl.value) : undefined;
  return { ttl_ms: ms ?? DAY_MS, scope: textOf(valueOf(node, 'scope')) === 'run' ? 'run' : 'workflow' };
}

function numberOf(node: YamlScalar | undefined, fallback: number): number {
  return typeof node?.value === 'number' ? node.value : fallback;
}
