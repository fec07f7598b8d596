// What an operator wants hidden: the rules of a configuration, read once, and what they find.
import type { Json, JsonSchema } from '@configurable-agents/plugin-sdk';
import { EVERYTHING, MOST_TEXTS, SHORTEST, textsIn } from './mask.ts';
import { maskedAt, parsePath, visitAt } from './path.ts';
import type { PathRule, Root } from './path.ts';
import { parsePattern } from './pattern.ts';
import type { ValueRule } from './pattern.ts';
import { markedIn } from './schema.ts';

/** Rules of everybody, and of single workflows beside them. */
export type RedactionSettings = Rules & {
  readonly workflows?: { readonly [name: string]: Rules };
};

type Rules = {
  /** Places: `inputs.customer.email`, `headers.x-session`, `body.card.*`, `inputs.**.password`. */
  readonly paths?: readonly string[];
  /** Regular expressions of RE2 that find what is hidden wherever it stands in inputs, headers and bodies. */
  readonly values?: readonly string[];
};

/** A rule that cannot be read. `path`: where it stands in the settings. */
export type RuleProblem = { readonly path: readonly (string | number)[]; readonly message: string };

export type Redaction = {
  /** There are no rules; a workflow may still have marked inputs. */
  readonly isEmpty: boolean;
  /** Rules for the inputs of a workflow, with those that its own schema marks. */
  readonly inputRules: (workflow: string, inputs: JsonSchema) => readonly PathRule[];
  readonly rulesOf: (root: 'headers' | 'body') => readonly PathRule[];
  /** Texts in a value that a pattern finds, of everybody or of the workflow too. */
  readonly search: (value: Json, workflow?: string) => readonly string[];
};

/** All that is wrong with rules. */
export function ruleProblems(settings: RedactionSettings): readonly RuleProblem[] {
  const own = problemsIn(settings, [], undefined);
  const ofWorkflows = Object.entries(settings.workflows ?? {}).flatMap(([name, rules]) =>
    problemsIn(rules, ['workflows', name], 'inputs'),
  );
  return [...own, ...ofWorkflows];
}

function problemsIn(
  { paths = [], values = [] }: Rules,
  at: readonly string[],
  only: Root | undefined,
): readonly RuleProblem[] {
  const ofPaths = paths.flatMap((text, i): readonly RuleProblem[] => {
    const read = parsePath(text);
    if ('problem' in read) {
      const where = read.at === 0 ? '' : ` at character ${read.at + 1}`;
      return [{ path: [...at, 'paths', i], message: `\`${text}\` is no rule${where}: ${read.problem}` }];
    }
    if (only === undefined || read.root === only) return [];
    const why = 'rules of a workflow are for its `inputs`, since a delivery is stored before it is any workflow’s';
    return [{ path: [...at, 'paths', i], message: `\`${text}\` is no rule here: ${why}` }];
  });
  const ofValues = values.flatMap((text, i): readonly RuleProblem[] => {
    const read = parsePattern(text);
    return 'problem' in read ? [{ path: [...at, 'values', i], message: `\`${text}\`: ${read.problem}` }] : [];
  });
  return [...ofPaths, ...ofValues];
}

/** Reads rules that have no problems; others are left out. */
export function openRedaction(settings: RedactionSettings): Redaction {
  const paths = readPaths(settings.paths ?? []);
  const values = readPatterns(settings.values ?? []);
  const workflows = new Map(
    Object.entries(settings.workflows ?? {}).map(([name, rules]) => [
      name,
      { paths: readPaths(rules.paths ?? []), values: readPatterns(rules.values ?? []) },
    ]),
  );
  const marked = new WeakMap<object, readonly PathRule[]>();
  const markedRules = (schema: JsonSchema): readonly PathRule[] => {
    if (typeof schema !== 'object') return [];
    const known = marked.get(schema) ?? readPaths(markedIn(schema));
    marked.set(schema, known);
    return known;
  };
  return {
    isEmpty: paths.length + values.length + workflows.size === 0,
    inputRules: (workflow, schema) => [
      ...paths.filter(({ root }) => root === 'inputs'),
      ...(workflows.get(workflow)?.paths ?? []),
      ...markedRules(schema),
    ],
    rulesOf: (wanted) => paths.filter(({ root }) => root === wanted),
    search: (value, workflow) => {
      const patterns = [...values, ...(workflow === undefined ? [] : (workflows.get(workflow)?.values ?? []))];
      return patterns.length === 0 ? [] : found(value, patterns);
    },
  };
}

function readPaths(texts: readonly string[]): readonly PathRule[] {
  return texts.map(parsePath).filter((read) => 'segments' in read);
}

function readPatterns(texts: readonly string[]): readonly ValueRule[] {
  return texts.map(parsePattern).filter((read) => 'find' in read);
}

function found(value: Json, patterns: readonly ValueRule[]): readonly string[] {
  const texts = new Set<string>();
  textsIn(value, (text) => {
    for (const { find } of patterns) for (const each of find(text)) if (each.length >= SHORTEST) texts.add(each);
  });
  return [...texts];
}

/** Texts that stand where rules lead. More than can be looked for are `EVERYTHING`. */
export function textsAt(value: Json, rules: readonly PathRule[]): readonly string[] {
  const texts = new Set<string>();
  for (const { segments } of rules) visitAt(value, segments, (at) => textsIn(at, (text) => texts.add(text)));
  return bounded(texts);
}

export function bounded(texts: ReadonlySet<string>): readonly string[] {
  return texts.size > MOST_TEXTS ? [EVERYTHING] : [...texts];
}

/** Whether a rule leads to something in a value. */
export function leadsIn(value: Json, { segments }: PathRule): boolean {
  let isThere = false;
  visitAt(value, segments, (found) => {
    if (found !== null) isThere = true;
  });
  return isThere;
}

/** A value with the mask wherever rules lead. */
export function withoutPlaces(value: Json, rules: readonly PathRule[]): Json {
  return rules.reduce((at, { segments }) => maskedAt(at, segments), value);
}
