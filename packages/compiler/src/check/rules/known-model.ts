import { declaredModel } from '@configurable-agents/core/graph';
import { suggestOr } from '../../expression/suggest.ts';
import { modelsOf } from '../../parse/llm.ts';
import { textOf } from '../../parse/tree.ts';
import type { CheckRule } from '../context.ts';

/** Each LLM node's model is one that its provider tells of, and can do what the node asks of it. */
export const knownModel: CheckRule = ({ document, catalogue, provider, reporter }) => {
  const asked = document.nodes.flatMap((node) => modelsOf(node.llm).map((llm) => ({ ...node, llm })));
  for (const { name, llm, talk, outputSchema, outputSchemaAt } of asked) {
    const at = llm.model;
    const [model, own] = [textOf(at), textOf(llm.provider)];
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
    } else if (talk.tools !== undefined && !info.tools) {
      reporter.report({
        code: 'W313',
        span: talk.tools.span,
        message: `\`${name}\` has \`tools\`, and \`${model}\` calls none`,
        help: 'take a model that calls tools, or remove them',
        related: [{ span: at.span, message: 'the model' }],
      });
    } else if (outputSchema !== undefined && !info.structuredOutput) {
      reporter.report({
        code: 'W313',
        span: outputSchemaAt?.span ?? at.span,
        message: `\`${name}\` has an \`output_schema\`, and \`${model}\` gives text only`,
        help: 'take a model with structured output, or remove the schema and ask for the form in the prompt',
        related: [{ span: at.span, message: 'the model' }],
      });
    }
  }
};
