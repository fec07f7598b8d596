// Why a length has no bound, in words, and the edit that gives it one.
import type { GraphNode } from '@configurable-agents/core/graph';
import type { Cause } from './size.ts';

export function growing(name: string): Cause {
  return {
    why: `\`${name}\` may grow with each iteration`,
    edit: `write \`${name}\` by a node with a bound: a model with \`max_tokens\`, or a schema with \`maxLength\``,
  };
}

export function unreadable({ name }: GraphNode): Cause {
  return {
    why: `\`${name}\` shows an expression whose length is not known`,
    edit: 'read fields that have bounds, or join texts by `+`',
  };
}

export function unboundedOutput({ kind, name }: GraphNode): Cause {
  const why = `what \`${name}\` gives may have any length`;
  switch (kind) {
    case 'action':
      return { why, edit: `bound it by the \`output_schema\` of \`${name}\`: \`maxLength\`, \`maxItems\`` };
    case 'subrun':
      return { why, edit: `let a model with \`max_tokens\` read \`${name}\` first` };
    default:
      return { why, edit: `bound the fields of \`${name}\` by \`maxLength\`` };
  }
}

export function failureText({ name }: GraphNode): Cause {
  return {
    why: `what goes wrong in \`${name}\` is told in any length`,
    edit: `read \`${name}.error\` in a condition, and write the text of each case yourself`,
  };
}

export function reduced(field: string): Cause {
  return {
    why: `\`${field}\` is put together by its \`reduce\`, so its length is not known`,
    edit: `read what the nodes that write \`${field}\` give`,
  };
}

export function fromOutside(name: string): Cause {
  return { why: `\`${name}\` may have any length`, edit: `leave \`${name}\` out of the prompt` };
}
