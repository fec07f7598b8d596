// Which overload of a function takes the arguments, after cel-go's checker: all that fit count, and where they disagree about the
// result it is `dyn`.
import type { ExpressionType, Signature } from '@configurable-agents/core/expression';
import { DYN, showType } from './types.ts';
import { assignAll, substitute } from './unify.ts';
import type { Binding } from './unify.ts';

export type Resolved = { readonly type: ExpressionType; readonly binding: Binding };

/** Gives parameters of a signature names of their own, so that two calls of one function do not mix. */
export class Fresh {
  #count = 0;

  parameter(): ExpressionType {
    this.#count += 1;
    return { kind: 'parameter', name: `_${this.#count}` };
  }

  /** The types with each of their parameters renamed. */
  rename(types: readonly ExpressionType[]): readonly ExpressionType[] {
    const names = new Map<string, ExpressionType>();
    const visit = (type: ExpressionType): ExpressionType => {
      switch (type.kind) {
        case 'parameter': {
          const known = names.get(type.name) ?? this.parameter();
          names.set(type.name, known);
          return known;
        }
        case 'list':
          return { kind: 'list', item: visit(type.item) };
        case 'map':
          return { ...type, key: visit(type.key), value: visit(type.value) };
        case 'nullable':
        case 'optional':
        case 'type':
          return { kind: type.kind, of: visit(type.of) };
        case 'abstract':
          return { ...type, params: type.params.map(visit) };
        default:
          return type;
      }
    };
    return types.map(visit);
  }
}

type Given = {
  readonly args: readonly ExpressionType[];
  readonly method: boolean;
  readonly binding: Binding;
  readonly fresh: Fresh;
};

/** The result of a call, or undefined where no overload takes the arguments. */
export function resolveCall(
  signatures: readonly Signature[],
  { args, method, binding, fresh }: Given,
): Resolved | undefined {
  let found: Resolved | undefined;
  for (const signature of signatures) {
    if (signature.method !== method || signature.params.length !== args.length) continue;
    const [result = DYN, ...params] = fresh.rename([signature.result, ...signature.params]);
    const bound = assignAll(args, params, found?.binding ?? binding);
    if (bound === undefined) continue;
    const type = substitute(result, bound);
    if (found === undefined) found = { type, binding: bound };
    else if (!isEqual(found.type, type)) found = { type: DYN, binding: bound };
  }
  return found;
}

function isEqual(a: ExpressionType, b: ExpressionType): boolean {
  return a.kind === b.kind && (a.kind === 'bool' || JSON.stringify(a) === JSON.stringify(b));
}

/** What a function takes, for whoever gave it something else. */
export function usage(name: string, signatures: readonly Signature[]): string {
  const forms = [
    ...new Set(
      signatures.map(({ params, method }) => {
        const [first, ...rest] = params.map(showType);
        if (!method) return params.length === 0 ? 'nothing' : params.map(showType).join(' and ');
        return rest.length === 0 ? `${first} before the dot` : `${first} before the dot, then ${rest.join(' and ')}`;
      }),
    ),
  ];
  const shown = forms.slice(0, 4);
  return `\`${name}\` takes ${shown.join(', or ')}${forms.length > shown.length ? ', …' : ''}`;
}
