// Fields of the state. Those that a run is given are told with the inputs.
import { sameJson } from '@configurable-agents/core/graph';
import type { ExecutionGraph, Reducer, StateField } from '@configurable-agents/core/graph';
import { sourceOf } from '@configurable-agents/core/expression';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import type { Change } from './change.ts';
import { compareTypes, typeChangeText, valueText } from './compare-types.ts';
import { typeText } from './type-text.ts';

export function diffState(before: ExecutionGraph, after: ExecutionGraph): readonly Change[] {
  const [gave, gives] = [inputNames(before), inputNames(after)];
  const same = { subject: 'state', breaking: false } as const;
  const names = new Set([...Object.keys(after.state), ...Object.keys(before.state)]);
  return [...names].flatMap((name): readonly Change[] => {
    const [old, now] = [before.state[name], after.state[name]];
    if (old === undefined) {
      return now === undefined || gives.has(name)
        ? []
        : [{ ...same, kind: 'added', name, message: typeText(now.schema) }];
    }
    if (now === undefined)
      return gave.has(name) ? [] : [{ ...same, kind: 'removed', name, message: typeText(old.schema) }];
    const isInput = gave.has(name) && gives.has(name);
    const said = [...(isInput ? [] : valueChanges(before, after, name)), ...reducerChange(old, now)];
    return said.length === 0 ? [] : [{ ...same, kind: 'changed', name, message: said.join('; ') }];
  });
}

function valueChanges(before: ExecutionGraph, after: ExecutionGraph, name: string): readonly string[] {
  const [old, now] = [schemaOf(before, name), schemaOf(after, name)];
  const said = sameJson(old, now) ? [] : [typeChangeText(compareTypes(old, now))];
  const [left, right] = [before.state[name]?.default, after.state[name]?.default];
  const shown = (value: unknown): string => (value === undefined ? 'none' : valueText(value));
  return sameJson(left, right) ? said : [...said, `default ${shown(left)} → ${shown(right)}`];
}

/** With the definitions that it may refer to, which stand with the inputs. */
function schemaOf({ state, inputs }: ExecutionGraph, name: string): JsonSchema {
  const schema = state[name]?.schema ?? true;
  const $defs = typeof inputs === 'object' ? inputs['$defs'] : undefined;
  return typeof schema === 'object' && $defs !== undefined ? { ...schema, $defs } : schema;
}

function inputNames({ inputs }: ExecutionGraph): ReadonlySet<string> {
  return new Set(Object.keys(typeof inputs === 'object' ? (inputs['properties'] ?? {}) : {}));
}

function reducerChange({ reduce: before }: StateField, { reduce: after }: StateField): readonly string[] {
  const [old, now] = [reducerText(before), reducerText(after)];
  return old === now ? [] : [`reduce ${old} → ${now}`];
}

function reducerText(reduce: Reducer | undefined): string {
  if (reduce === undefined) return 'last';
  return typeof reduce === 'string' ? reduce : sourceOf(reduce.expression);
}
