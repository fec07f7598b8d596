// What a value carries: where it came from, how free its text is, and the way that it took.

/** How free a value is, from a few known values to any text. */
export type Shape = 'enum' | 'number' | 'token' | 'text';

const FREEDOM: { readonly [S in Shape]: number } = { enum: 0, number: 1, token: 2, text: 3 };

/**
 * `secret`: must not be seen. `untrusted`: somebody outside chose it. `private`: read with the workflow's own rights. `input`: whatever
 * the caller of a workflow puts there, of which only the caller knows more.
 */
export type LabelKind = 'secret' | 'untrusted' | 'private' | 'input';

/** A part of the workflow, by names that outlive its text. `part`: index of a piece of a text template. */
export type Address =
  | { readonly of: 'field'; readonly field: string }
  | { readonly of: 'trigger'; readonly trigger: number; readonly input: string; readonly inner: Inner }
  | { readonly of: 'node'; readonly node: string; readonly slot?: string; readonly inner?: Inner }
  | { readonly of: 'route'; readonly node: string; readonly route: number; readonly inner: Inner }
  | { readonly of: 'result'; readonly inner: Inner };

/** A place within a value: the keys to a scalar, the piece of its text, the span within an expression. */
export type Inner = {
  readonly path: readonly (string | number)[];
  readonly part?: number;
  readonly at?: readonly [start: number, end: number];
};

/** One step of a way, linked to the step before it. */
export type Hop = { readonly shown: string; readonly at: Address; readonly before: Hop | undefined };

/** One label on a value. `viaModel`: a model has read it and written what is here. */
export type Flow = {
  readonly kind: LabelKind;
  /** Of a secret or an input its name; of the others the first place that was found. */
  readonly name: string;
  readonly shape: Shape;
  readonly viaModel: boolean;
  /** A secret that has been where it must not be: what becomes of it later is the same mistake. */
  readonly isTold?: true;
  /** Text from outside that the workflow read with rights of its own. */
  readonly isOwn?: true;
  readonly way: Hop;
};

/** Labels of a value, at most one for each key. */
export type Flows = ReadonlyMap<string, Flow>;

export const NO_FLOWS: Flows = new Map();

export function wider(a: Shape, b: Shape): Shape {
  return FREEDOM[a] >= FREEDOM[b] ? a : b;
}

export function narrower(a: Shape, b: Shape): Shape {
  return FREEDOM[a] <= FREEDOM[b] ? a : b;
}

/** Secrets and inputs count one by one; all that is untrusted counts as one, since no rule asks which it was. */
function keyOf({ kind, name, viaModel, isTold, isOwn }: Flow): string {
  return `${kind}${kind === 'secret' || kind === 'input' ? `:${name}` : ''}${viaModel ? ' model' : ''}${isTold ? ' told' : ''}${isOwn ? ' own' : ''}`;
}

/** Labels of all the values together; of two ways of one label the one that leaves the text freer, else the first. */
export function join(...all: readonly Flows[]): Flows {
  const filled = all.filter(({ size }) => size > 0);
  if (filled.length <= 1) return filled[0] ?? NO_FLOWS;
  const joined = new Map<string, Flow>();
  for (const flows of filled) for (const [key, flow] of flows) add(joined, key, flow);
  return joined;
}

function add(flows: Map<string, Flow>, key: string, flow: Flow): void {
  const known = flows.get(key);
  if (known === undefined || FREEDOM[flow.shape] > FREEDOM[known.shape]) flows.set(key, flow);
}

/** Each label changed; one that becomes undefined is gone. */
export function mapFlows(flows: Flows, change: (flow: Flow) => Flow | undefined): Flows {
  if (flows.size === 0) return flows;
  const changed = new Map<string, Flow>();
  for (const flow of flows.values()) {
    const next = change(flow);
    if (next !== undefined) add(changed, keyOf(next), next);
  }
  return changed;
}

/** No value can be freer than its schema, or its function, lets it be. */
export function atMost(flows: Flows, shape: Shape): Flows {
  if (shape === 'text') return flows;
  return mapFlows(flows, (flow) => ({ ...flow, shape: narrower(flow.shape, shape) }));
}

export function flowsOf(flow: Flow): Flows {
  return new Map([[keyOf(flow), flow]]);
}

/** The same labels, one step further. */
export function through(flows: Flows, shown: string, at: Address): Flows {
  return mapFlows(flows, (flow) => ({ ...flow, way: { shown, at, before: flow.way } }));
}

/** Whether a pass found nothing new: ways do not count. */
export function sameFlows(a: Flows, b: Flows): boolean {
  if (a.size !== b.size) return false;
  for (const [key, { shape }] of a) if (b.get(key)?.shape !== shape) return false;
  return true;
}

/** The steps of a way, first one first. */
export function stepsOf(way: Hop): readonly Hop[] {
  const steps: Hop[] = [];
  for (let hop: Hop | undefined = way; hop !== undefined; hop = hop.before) steps.push(hop);
  return steps.toReversed();
}

/** A secret at its source. */
export function secretFlow(name: string, way: Hop): Flow {
  return { kind: 'secret', name, shape: 'text', viaModel: false, way };
}

/** `secrets.NAME` read at this very place: it has a value in inputs of actions only, unlike a field or an output that is marked. */
export function isOfEnvironment({ kind, name, way }: Flow): boolean {
  return kind === 'secret' && way.before?.before === undefined && way.before?.shown === `secrets.${name}`;
}
