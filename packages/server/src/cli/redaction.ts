// Which rules of redaction lead nowhere: held against what the store knows of inputs, headers and bodies.
import { openReader } from '@configurable-agents/core';
import type { StoreReader, WorkflowRow } from '@configurable-agents/core';
import { leadsIn, mayLead, parsePath } from '@configurable-agents/core/redact';
import type { PathRule } from '@configurable-agents/core/redact';
import type { Json } from '@configurable-agents/plugin-sdk';
import type { RedactionConfig, RulesConfig } from '../config/redaction-schema.ts';
import { bodyOf } from '../intake/shown-body.ts';

type Check = { readonly name: string; readonly status: 'ok' | 'note'; readonly message: string };

/** Deliveries that are looked at, the newest. */
const MOST_DELIVERIES = 500;

/** A check for each rule that is not known to find anything, else one that says how many there are. */
export function checkRedaction(
  redaction: RedactionConfig,
  dataDir: { readonly value: string; readonly exists: boolean },
): readonly Check[] {
  const all = [redaction, ...Object.values(redaction.workflows ?? {})];
  const count = all.reduce((sum, { paths = [], values = [] }) => sum + paths.length + values.length, 0);
  const kept = redaction.keep_failed ?? '0s';
  const message = `${count} ${count === 1 ? 'rule' : 'rules'}; runs that failed keep what is hidden for ${kept}`;
  const own: Check = { name: 'redaction', status: 'ok', message };
  if (!dataDir.exists) return [own];
  let reader: StoreReader;
  try {
    reader = openReader(dataDir.value);
  } catch {
    // What is wrong with the store is said elsewhere.
    return [own];
  }
  try {
    const leading = nowhere(redaction, { reader, workflows: reader.workflows() });
    return [own, ...leading.map((text): Check => ({ name: 'redaction', status: 'note', message: text }))];
  } finally {
    reader.close();
  }
}

type Known = { readonly reader: StoreReader; readonly workflows: readonly WorkflowRow[] };

function nowhere(redaction: RedactionConfig, known: Known): readonly string[] {
  const { workflows = {} } = redaction;
  const ofWorkflows = Object.entries(workflows).flatMap(([name, rules]) => {
    const found = known.workflows.filter((row) => row.name === name);
    if (found.length === 0) return [`no workflow ${JSON.stringify(name)} is registered, for which there are rules`];
    return ofInputs(rules, { ...known, workflows: found });
  });
  return [...ofInputs(redaction, known), ...ofDeliveries(redaction, known), ...ofWorkflows];
}

/** Nothing is known of inputs while no workflow is registered. */
function ofInputs({ paths = [] }: RulesConfig, { reader, workflows }: Known): readonly string[] {
  if (workflows.length === 0) return [];
  const schemas = workflows.map(({ hash }) => reader.graph(hash)?.inputs ?? true);
  const names = workflows.length === 1 ? `the workflow ${workflows[0]?.name ?? ''}` : 'any registered workflow';
  return rulesOf(paths, 'inputs')
    .filter(({ segments }) => !schemas.some((schema) => mayLead(schema, segments)))
    .map(({ text }) => `the rule ${text} matches no input of ${names}; is it misspelt?`);
}

/** What is kept has the places still: only their values are hidden. */
function ofDeliveries({ paths = [] }: RulesConfig, { reader }: Known): readonly string[] {
  const rows = reader.deliveries({ limit: MOST_DELIVERIES }).items.filter(({ verdict }) => verdict !== 'refused');
  const [headers, bodies] = [rulesOf(paths, 'headers'), rulesOf(paths, 'body')];
  if (rows.length === 0 || headers.length + bodies.length === 0) return [];
  const unmatched = new Set([...headers, ...bodies]);
  for (const row of rows) {
    for (const rule of headers) if (leadsIn(row.headers, rule)) unmatched.delete(rule);
    const body = jsonOf(reader.deliveryBody(row.delivery_id));
    for (const rule of bodies) if (leadsIn(body, rule)) unmatched.delete(rule);
  }
  const of = rows.length === 1 ? 'the one delivery that is kept' : `the newest ${rows.length} deliveries that are kept`;
  return [...unmatched].map(({ text }) => `the rule ${text} matches nothing in ${of}; is it misspelt?`);
}

function rulesOf(paths: readonly string[], root: PathRule['root']): readonly PathRule[] {
  return paths.map(parsePath).filter((read): read is PathRule => 'segments' in read && read.root === root);
}

function jsonOf(bytes: Uint8Array): Json {
  const shown = bodyOf(bytes);
  const text = 'body' in shown ? shown.body : '';
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
