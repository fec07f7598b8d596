// Types of the parts of an expression, as the compiler's own checker finds them.
import { childrenOf } from '@configurable-agents/core/expression';
import type { Expression, ExpressionType } from '@configurable-agents/core/expression';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { checkExpression } from '../expression/check.ts';
import type { Reading } from '../observer.ts';
import { desugar } from '../resolve/scope.ts';
import { schemaOfTree } from '../template/produced.ts';
import type { ParsedReading } from './snapshot.ts';

type Place = Pick<Reading, 'scope' | 'dialect'>;

/** The type of each part, by its place: nodes' results are read through a part that is not written, at the place of their name. */
export type PartTypes = (part: Expression) => ExpressionType | undefined;

export function typesOf(tree: Expression, { scope, dialect }: Place): PartTypes {
  const types = new Map<string, ExpressionType>();
  const noted = (part: Expression, type: ExpressionType): void => void types.set(markOf(part), type);
  checkExpression(desugar(tree, scope), { ...scope, noted }, dialect);
  return (part) => types.get(markOf(part));
}

/** What is not written comes after what is, and has the same place: the outer one counts. */
function markOf({ kind, at }: Expression): string {
  return `${at.join(' ')}${kind === 'name' || kind === 'select' ? '' : kind}`;
}

/** The parts at an offset of the source, from the whole to the smallest. */
export function partsAt({ tree, spanOf }: ParsedReading, offset: number): readonly Expression[] {
  const parts: Expression[] = [];
  const isHere = ({ at }: Expression): boolean => {
    const [start, end] = spanOf(at);
    return start <= offset && offset <= end;
  };
  for (let part: Expression | undefined = tree; part !== undefined;) {
    parts.push(part);
    part = childrenOf(part).find(isHere);
  }
  return parts;
}

/** The values of a part, as exactly as is known. */
export function schemaOfPart(part: Expression, { tree, scope, dialect }: ParsedReading): JsonSchema | undefined {
  const type = typesOf(tree, { scope, dialect })(part);
  return type && schemaOfTree(desugar(part, scope), type, (name) => scope.schemaOf(name));
}
