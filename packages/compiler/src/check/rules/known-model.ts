import { declaredModel } from '@configurable-agents/core/graph';
import type { ModelInfo } from '@configurable-agents/plugin-sdk';
import { suggestOr } from '../../expression/suggest.ts';
import type { NodeDoc } from '../../parse/document.ts';
import { modelsOf } from '../../parse/llm.ts';
import { itemsOf, textOf, valueOf } from '../../parse/tree.ts';
import type { YamlNode } from '../../parse/tree.ts';
import type { Span } from '../../source.ts';
import type { CheckRule } from '../context.ts';

/** Each LLM node's model is one that its provider tells of, and can do what the node asks of it. */
export const knownModel: CheckRule = ({ document, catalogue, provider, reporter }) => {
  const asked = document.nodes.flatMap((node) => modelsOf(node.llm).map((llm) => ({ ...node, llm })));
  for (const node of asked) {
    const at = node.llm.model;
    const [model, own] = [textOf(at), textOf(node.llm.provider)];
    const models = catalogue.providers.get(provider ?? own ?? '')?.models;
    if (at === undefined || model === undefined || models === undefined || Object.keys(models).length === 0) continue;
    const info = declaredModel(models, model);
    if (info === undefined) {
      const known = Object.keys(models).slice(0, 6).join(', ');
      reporter.report({
        code: 'W312',
        span: at.span,
        message: `\`${provider ?? own}\` tells of no model \`${model}\``,
        ...suggestOr(model, Object.keys(models), `it has ${known}`),
      });
      continue;
    }
    const lack = lackOf(node, info);
    if (lack === undefined) continue;
    reporter.report({
      code: 'W313',
      span: lack.span ?? at.span,
      message: `\`${node.name}\` has ${lack.has}, and \`${model}\` ${lack.but}`,
      help: lack.help,
      related: [{ span: at.span, message: 'the model' }],
    });
  }
};

/** What a node asks of its model that the model cannot do. */
type Lack = { readonly span: Span | undefined; readonly has: string; readonly but: string; readonly help: string };

function lackOf({ talk, outputSchema, outputSchemaAt }: NodeDoc, info: ModelInfo): Lack | undefined {
  if (talk.tools !== undefined && !info.tools) {
    const help = 'take a model that calls tools, or remove them';
    return { span: talk.tools.span, has: '`tools`', but: 'calls none', help };
  }
  const images = imagesIn(talk);
  if (images[0] !== undefined && info.images === false) {
    const help = 'take a model that takes images, or remove them';
    return { span: images[0].span, has: 'images', but: 'takes none', help };
  }
  const address = images.find((image) => /^\s*https:/i.test(textOf(image) ?? ''));
  if (address !== undefined && info.images === 'inline') {
    const help = 'name a file in the folder of the workflows, or give a `data:` address';
    return { span: address.span, has: 'an image by its address', but: 'takes images by their bytes only', help };
  }
  if (outputSchema === undefined || info.structuredOutput) return undefined;
  const help = 'take a model with structured output, or remove the schema and ask for the form in the prompt';
  return { span: outputSchemaAt?.span, has: 'an `output_schema`', but: 'gives text only', help };
}

function imagesIn({ images, messages }: NodeDoc['talk']): readonly YamlNode[] {
  const parts = itemsOf(messages).flatMap((turn) => itemsOf(valueOf(turn, 'content')));
  return [...parts.flatMap((part) => valueOf(part, 'image') ?? []), ...itemsOf(images)];
}
