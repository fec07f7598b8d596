import type { Expression, ExpressionType } from '@configurable-agents/core/expression';
import type { Problems } from './problem.ts';
import { BOOL, dictionaryOf, DYN, listOf, showType } from './types.ts';

type Parts = {
  readonly body: ExpressionType;
  readonly key: ExpressionType;
  readonly range: ExpressionType;
  readonly problems: Problems;
};

/** What a macro gives, from the types of its range, its first variable and its last step. */
export function macroType(
  { macro, steps, at }: Expression & { readonly kind: 'comprehension' },
  { body, key, range, problems }: Parts,
): ExpressionType {
  const place = steps.at(-1)?.at ?? at;
  switch (macro) {
    case 'all':
    case 'exists':
    case 'existsOne':
      return BOOL;
    case 'filter':
      return listOf(key);
    case 'map':
    case 'transformList':
      return listOf(body);
    case 'transformMap':
      return dictionaryOf(key, body);
    case 'transformMapEntry':
      if (body.kind === 'map') return { ...body, fields: {}, open: true };
      if (body.kind === 'dyn') return dictionaryOf(DYN, DYN);
      return problems.add('W202', { at: place, message: `a map of new entries is needed, this is ${showType(body)}` });
    case 'sortBy':
      return range.kind === 'list' ? range : listOf(DYN);
    case 'optMap':
      return { kind: 'optional', of: body };
    case 'optFlatMap': {
      if (body.kind === 'optional' || body.kind === 'dyn') return body;
      const message = `\`optFlatMap\` needs an optional, this is ${showType(body)}`;
      return problems.add('W202', { at: place, message, help: 'use optMap' });
    }
  }
}
