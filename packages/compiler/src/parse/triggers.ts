import { entriesOf, entryOf, itemsOf, textOf, valueOf } from './tree.ts';
import type { YamlEntry, YamlNode, YamlScalar } from './tree.ts';

export type TriggerDoc = {
  readonly uses: string;
  readonly at: YamlScalar;
  readonly name?: string;
  readonly isEnabled: boolean;
  readonly events?: readonly YamlScalar[];
  readonly when?: YamlScalar;
  readonly inputs: readonly YamlEntry[];
  readonly requireId: boolean;
  /** The whole entry: limits, and the keys of a schedule. */
  readonly node: YamlNode;
};

/** An entry of `triggers:`; one that does not say what it is has been reported by the shape check. */
export function readTrigger(trigger: YamlNode): readonly TriggerDoc[] {
  const scalar = (key: string): YamlScalar | undefined => {
    const value = valueOf(trigger, key);
    return value?.kind === 'scalar' ? value : undefined;
  };
  const uses = scalar('uses');
  if (typeof uses?.value !== 'string') return [];
  const name = textOf(valueOf(trigger, 'name'));
  const when = scalar('when');
  const events = entryOf(trigger, 'events');
  return [
    {
      uses: uses.value,
      at: uses,
      ...(name === undefined ? {} : { name }),
      isEnabled: scalar('enabled')?.value !== false,
      ...(events === undefined ? {} : { events: itemsOf(events.value).flatMap(textScalar) }),
      ...(when === undefined ? {} : { when }),
      inputs: entriesOf(valueOf(trigger, 'inputs')),
      requireId: scalar('require_id')?.value === true,
      node: trigger,
    },
  ];
}

function textScalar(node: YamlNode): readonly YamlScalar[] {
  return node.kind === 'scalar' && typeof node.value === 'string' ? [node] : [];
}
