import { RetryableError } from '@configurable-agents/plugin-sdk';
import type { Context, GenerateRequest, Json, JsonObject, Part, Provider } from '@configurable-agents/plugin-sdk';
import { render, toText } from '../expression/render.ts';
import type { Attempt, AttemptOutput } from './execute.ts';
import { toJson } from './json.ts';
import { checkOutput } from './validate.ts';

type Answer = {
  readonly text: string;
  readonly object: Json | undefined;
  readonly usage: (Part & { readonly kind: 'usage' }) | undefined;
};

/** Runs an attempt of an LLM node against its provider: text, or with `output_schema` a validated object. */
export async function runLlm({ job, node, plugins, contexts, show }: Attempt): Promise<AttemptOutput> {
  const { llm } = node;
  if (llm === undefined) throw new Error(`invariant: the LLM node ${node.name} has no settings`);
  const prompt = toText(render(llm.prompt, job.scope));
  const provider = job.provider ?? llm.provider;
  const model = aliasOf(llm.model, plugins.configOf(provider));
  show({ provider, model, prompt });
  const { plugin, value } = await plugins.provider(provider);
  const request: GenerateRequest = {
    model,
    messages: [{ role: 'user', content: prompt }],
    parameters: llm.parameters,
    state: (job.scope['state'] ?? {}) as JsonObject,
    ...(node.output_schema === undefined ? {} : { outputSchema: node.output_schema }),
  };
  const answer = await collect(value, { request, context: contexts.contextFor(plugin) });
  const counted = {
    usage: { input_tokens: answer.usage?.inputTokens ?? null, output_tokens: answer.usage?.outputTokens ?? null },
    costUsd: answer.usage?.costUsd ?? null,
  };
  if (node.output_schema === undefined) return { output: answer.text, ...counted };
  const output = checkOutput(node.output_schema, toJson(answer.object ?? parse(answer.text)));
  return { output, text: answer.text === '' ? JSON.stringify(output) : answer.text, ...counted };
}

/** The model that `providers.NAME.aliases` of the configuration puts in a model's place: ids are retired upstream, files stay. */
function aliasOf(model: string, { aliases }: JsonObject): string {
  if (typeof aliases !== 'object' || aliases === null || Array.isArray(aliases)) return model;
  const alias = Object.hasOwn(aliases, model) ? (aliases as JsonObject)[model] : undefined;
  return typeof alias === 'string' ? alias : model;
}

async function collect(
  provider: Provider,
  { request, context }: { readonly request: GenerateRequest; readonly context: Context },
): Promise<Answer> {
  let text = '';
  let object: Json | undefined;
  let usage: Answer['usage'];
  for await (const part of provider.generate(request, context)) {
    if (part.kind === 'text') text += part.text;
    else if (part.kind === 'object') object = part.value;
    else usage = part;
  }
  return { text, object, usage };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new RetryableError('the model was asked for JSON by the schema and answered other text', {
      class: 'invalid_output',
      code: 'NODE_OUTPUT_INVALID',
    });
  }
}
