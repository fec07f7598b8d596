// `config.gates` of the flow dialect, as `execution.gates` of the native one.
import { GATE_METRICS } from '@configurable-agents/core/graph';
import type { Reporter } from '../diagnostic.ts';
import { entryOf, itemsOf, textOf, valueOf } from '../parse/tree.ts';
import type { YamlEntry, YamlNode } from '../parse/tree.ts';
import { entry, listOf, mapOf, renamed, scalarOf, word } from './build.ts';
import { withoutEffect } from './no-effect.ts';

/** Other names of a figure. An average over runs is a bound on each of them here. */
const NAMES: { readonly [metric: string]: string } = {
  latency_ms: 'duration_ms',
  tokens: 'total_tokens',
};
const ACTIONS: { readonly [action: string]: string } = { fail: 'fail', error: 'fail', warn: 'warn', warning: 'warn' };
const MIN = ['min', 'min_threshold'];
const MAX = ['max', 'max_threshold', 'threshold'];

/** A list, or a map with `gates` and `on_fail`. */
export function gatesOf(gates: YamlEntry | undefined, reporter: Reporter): readonly YamlEntry[] {
  if (gates === undefined) return [];
  const { key, value } = gates;
  const onFail = scalarOf(valueOf(value, 'on_fail'));
  const items = itemsOf(value.kind === 'map' ? valueOf(value, 'gates') : value);
  const native = items.flatMap((item) => gateOf(item, { onFail, reporter }));
  return native.length === 0 ? [] : entry('gates', listOf(native, value.span), key);
}

type Place = { readonly onFail: ReturnType<typeof scalarOf>; readonly reporter: Reporter };

function gateOf(item: YamlNode, { onFail, reporter }: Place): readonly YamlNode[] {
  const metric = entryOf(item, 'metric');
  const enabled = scalarOf(valueOf(item, 'enabled'));
  if (metric === undefined || enabled?.value === false) return [];
  const given = (textOf(metric.value) ?? '').replace(/_avg$/, '');
  const name = NAMES[given] ?? given;
  if (!(GATE_METRICS as readonly string[]).includes(name)) {
    withoutEffect(metric.key, `a gate is about one of ${GATE_METRICS.join(', ')}`, reporter);
    return [];
  }
  const bound = (names: readonly string[], of: string): readonly YamlEntry[] => {
    const found = names.map((each) => entryOf(item, each)).find((each) => each !== undefined);
    return renamed(of, found);
  };
  const bounds = [...bound(MIN, 'min'), ...bound(MAX, 'max')];
  if (bounds.length === 0) {
    withoutEffect(metric.key, 'a gate has `min`, `max` or both', reporter);
    return [];
  }
  const action = entryOf(item, 'action');
  const asked = scalarOf(action?.value) ?? onFail;
  const known = asked === undefined ? undefined : ACTIONS[String(asked.value).toLowerCase()];
  if (action !== undefined && known === undefined) {
    withoutEffect(action.key, 'a gate warns, or fails the run: `WARN`, `FAIL`', reporter);
  }
  return [
    mapOf(
      [
        renamed('name', entryOf(item, 'name')),
        entry('metric', word(name, metric.value), metric.key),
        bounds,
        known === undefined || asked === undefined ? [] : entry('action', word(known, asked), metric.key),
      ],
      item.span,
    ),
  ];
}
