// What of a run or a delivery is to be hidden, as it comes.
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import { NOTHING_HIDDEN } from '../hiding/hidden.ts';
import type { Hidden } from '../hiding/hidden.ts';
import type { ExecutionGraph } from '../graph/graph.ts';
import { EVERYTHING, maskOf } from '../redact/mask.ts';
import { bounded, leadsIn, openRedaction, textsAt, withoutPlaces } from '../redact/rules.ts';
import type { Redaction, RedactionSettings } from '../redact/rules.ts';
import type { DeliveryRequest } from './api.ts';

/** `rules` as they are written, for the run's first fact. */
export type ToHide = { readonly rules: readonly string[]; readonly texts: readonly string[] };

type Asked = {
  readonly graph: ExecutionGraph;
  readonly workflowName: string;
  readonly inputs: JsonObject;
  /** Fields of a fork that were given another value. */
  readonly edits?: JsonObject;
  /** Texts that are hidden where the inputs come from, and rules of the run that this one is a fork of. */
  readonly from?: Pick<Hidden, 'texts' | 'rules'>;
};

/** What is kept of a delivery. `redacted`: null where it is what came. */
export type StoredDelivery = Pick<DeliveryRequest, 'headers' | 'rawBody'> & {
  readonly redacted: 'headers' | 'body' | null;
  /** Hides in what is said of the delivery what is hidden of it. */
  readonly said: (text: string) => string;
};

export type Hiding = {
  readonly ofRun: (asked: Asked) => ToHide | undefined;
  /** Texts of a payload or an answer that a pattern finds. */
  readonly search: (value: Json, workflow: string) => readonly string[];
  /** Texts of a delivery, as far as it is not known yet which runs it starts. */
  readonly ofDelivery: (delivery: Delivery) => ReadonlySet<string>;
  readonly stored: (
    delivery: Delivery,
    hidden: { readonly texts: ReadonlySet<string>; readonly ofRuns: readonly ToHide[] },
  ) => StoredDelivery;
};

type Delivery = Pick<DeliveryRequest, 'headers' | 'rawBody' | 'body' | 'starts'>;

export function openHiding(settings: RedactionSettings): Hiding {
  const redaction = openRedaction(settings);
  return {
    ofRun: (asked) => ofRun(redaction, asked),
    search: (value, workflow) => redaction.search(value, workflow),
    ofDelivery: (delivery) => (redaction.isEmpty ? NOTHING_HIDDEN.texts : textsOf(redaction, delivery)),
    stored: (delivery, { texts, ofRuns }) => {
      // Most deliveries are kept as they came, and nothing of them is looked at again.
      if (redaction.isEmpty && ofRuns.length === 0) return { ...delivery, redacted: null, said: (text) => text };
      return storedDelivery(redaction, delivery, new Set([...texts, ...ofRuns.flatMap((each) => each.texts)]));
    },
  };
}

function ofRun(
  redaction: Redaction,
  { graph, workflowName, inputs, edits = {}, from = NOTHING_HIDDEN }: Asked,
): ToHide | undefined {
  const named = redaction.inputRules(workflowName, graph.inputs);
  // Most runs hide nothing, and their inputs are not looked at.
  if (redaction.isEmpty && named.length === 0 && from.texts.size === 0) return undefined;
  // A field that is edited stands in the place of the input of its name.
  const given = [inputs, edits];
  const rules = named.filter((rule) => given.some((each) => leadsIn(each, rule)));
  const all = new Set([...rules, ...from.rules].map(({ text }) => text));
  const found = given.flatMap((each) => [...textsAt(each, rules), ...redaction.search(each, workflowName)]);
  const texts = bounded(new Set([...found, ...from.texts]));
  return all.size + texts.length === 0 ? undefined : { rules: [...all], texts };
}

/** Of some texts those that are in a value. */
export function textsOccurring(texts: ReadonlySet<string>, value: Json): ReadonlySet<string> {
  if (texts.size === 0) return texts;
  const written = JSON.stringify(value);
  return new Set([...texts].filter((text) => text === EVERYTHING || maskOf([text]).occursIn(written)));
}

function textsOf(redaction: Redaction, delivery: Delivery): ReadonlySet<string> {
  const { headers } = delivery;
  const body = bodyOf(delivery);
  return new Set([
    ...textsAt(headers, redaction.rulesOf('headers')),
    ...textsAt(body, redaction.rulesOf('body')),
    ...redaction.search(headers),
    ...redaction.search(body),
  ]);
}

/** The body as rules see it: as its trigger read it, else as JSON, else as text. */
function bodyOf({ body, rawBody }: Delivery): Json {
  if (body !== undefined) return body;
  const text = Buffer.from(rawBody).toString('utf8');
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

function storedDelivery(redaction: Redaction, delivery: Delivery, texts: ReadonlySet<string>): StoredDelivery {
  const { headers, rawBody } = delivery;
  const mask = maskOf(texts);
  const body = bodyOf(delivery);
  const seenHeaders = hideHeaders(headers, (own) => mask.json(withoutPlaces(own, redaction.rulesOf('headers'))));
  const seenBody = mask.json(withoutInputs(redaction, withoutPlaces(body, redaction.rulesOf('body')), delivery));
  const said = mask.text;
  const isSame = (a: Json, b: Json): boolean => JSON.stringify(a) === JSON.stringify(b);
  if (!isSame(body, seenBody)) {
    const text = typeof seenBody === 'string' ? seenBody : JSON.stringify(seenBody);
    return { headers: seenHeaders, rawBody: Buffer.from(text), redacted: 'body', said };
  }
  return isSame(headers, seenHeaders)
    ? { headers, rawBody, redacted: null, said }
    : { headers: seenHeaders, rawBody, redacted: 'headers', said };
}

/** What stands there under a name that no header has is not the sender's. */
function hideHeaders(headers: JsonObject, hide: (headers: JsonObject) => Json): JsonObject {
  const isHeader = ([name]: readonly [string, Json]): boolean => !name.startsWith(':');
  const entries = Object.entries(headers);
  const own = hide(Object.fromEntries(entries.filter(isHeader))) as JsonObject;
  return { ...own, ...Object.fromEntries(entries.filter((entry) => !isHeader(entry))) };
}

/** What a sender gives as inputs stands in the body as it is: rules for inputs hold there too, also where they are short. */
function withoutInputs(redaction: Redaction, body: Json, { starts }: Delivery): Json {
  if (typeof body !== 'object' || body === null || !('inputs' in body)) return body;
  return starts.reduce<Json>((seen, { workflowName, graph }) => {
    const rules = redaction.inputRules(workflowName, graph.inputs);
    // In its place: the order of the keys tells whether anything was changed.
    return { ...(seen as JsonObject), inputs: withoutPlaces((seen as JsonObject)['inputs'] ?? null, rules) };
  }, body);
}
