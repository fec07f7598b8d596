// Which secrets of the environment a node asks for.
import { childrenOf } from '@configurable-agents/core/expression';
import type { Expression } from '@configurable-agents/core/expression';
import type { Template } from '@configurable-agents/core/graph';

/** Whether a template reads `secrets.NAME`. */
export function readsSecrets(template: Template): boolean {
  switch (template.kind) {
    case 'literal':
      return false;
    case 'value':
      return namesSecrets(template.expression);
    case 'object':
      return template.entries.some(([, value]) => readsSecrets(value));
    case 'list':
      return template.items.some(readsSecrets);
    case 'text':
      return template.parts.some((part) => {
        if (typeof part === 'string') return false;
        return part.kind === 'expression' ? namesSecrets(part.expression) : part.path[0] === 'secrets';
      });
  }
}

function namesSecrets(tree: Expression): boolean {
  return (tree.kind === 'name' && tree.name === 'secrets') || childrenOf(tree).some(namesSecrets);
}
