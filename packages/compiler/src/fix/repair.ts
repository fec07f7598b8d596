// `validate --fix`: fixes are applied until none is left, each proved by compiling what it made.
import type { Diagnostic, Fix } from '../diagnostic.ts';
import { pathsOf } from '../parse/path.ts';
import { openSource } from '../source.ts';
import { applyEdits } from '../text-edit.ts';

export type Applicability = Fix['applicability'];

export type RepairOptions = {
  /** What a text is found to be; `compile(text, …).diagnostics`. */
  readonly check: (text: string) => readonly Diagnostic[];
  /** The fixes of this file only are applied. */
  readonly file: string;
  /** Kinds of fixes that may be applied; `['safe']` where not said. */
  readonly apply?: readonly Applicability[];
};

export type Repair = {
  readonly text: string;
  /** The findings that were repaired, as they were found, in the order of their repair. */
  readonly repaired: readonly Diagnostic[];
  /** What is left to do by hand. */
  readonly diagnostics: readonly Diagnostic[];
};

/** Fixes may make room for others; a text that still changes after so many rounds is going in a circle. */
const MOST_ROUNDS = 10;

/**
 * Applies fixes until a round changes nothing. A fix that leaves its finding there, or adds one, is undone; what no check could see
 * before it, such as the value of a key that was not known, is not added but found. Comments, quotes and line ends stay as they
 * are, since only the edits' own places change.
 *
 * @example
 * const { text, repaired } = repair(source, { file, check: (text) => compile(text, options).diagnostics });
 */
export function repair(source: string, { check, file, apply = ['safe'] }: RepairOptions): Repair {
  let text = source;
  let diagnostics = check(text);
  const repaired: Diagnostic[] = [];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const wanted = diagnostics.filter((each) => each.file === file && fixOf(each, apply) !== undefined);
    const chosen = apart(wanted, apply);
    const done = attempt(chosen, { text, before: diagnostics, check, apply });
    if (done === undefined) break;
    repaired.push(...done.repaired);
    ({ text, diagnostics } = done);
  }
  return { text, repaired, diagnostics };
}

type State = {
  readonly text: string;
  readonly before: readonly Diagnostic[];
  readonly check: RepairOptions['check'];
  readonly apply: readonly Applicability[];
};

/** All at once where that is good, as it nearly always is; else one by one, the last first, so that places before it stay. */
function attempt(chosen: readonly Diagnostic[], state: State): Repair | undefined {
  const together = step(chosen, state);
  if (together !== undefined || chosen.length < 2) return together;
  let { text, before } = state;
  const repaired: Diagnostic[] = [];
  for (const each of chosen.toReversed()) {
    const done = step([each], { ...state, text, before });
    if (done === undefined) continue;
    repaired.unshift(each);
    [text, before] = [done.text, done.diagnostics];
  }
  return repaired.length === 0 ? undefined : { text, repaired, diagnostics: before };
}

function step(chosen: readonly Diagnostic[], { text: from, before, check, apply }: State): Repair | undefined {
  const text = applyEdits(
    from,
    chosen.flatMap((each) => fixOf(each, apply)?.edits ?? []),
  );
  if (text === from) return undefined;
  const diagnostics = check(text);
  const isBetter =
    isGone({ chosen, before, after: diagnostics }) && addsNone({ chosen, before, after: diagnostics, from, text });
  return isBetter ? { text, repaired: chosen, diagnostics } : undefined;
}

function fixOf({ fixes = [] }: Diagnostic, apply: readonly Applicability[]): Fix | undefined {
  return fixes.find(({ applicability }) => apply.includes(applicability));
}

/** Those whose edits do not touch each other, in order of place. */
function apart(found: readonly Diagnostic[], apply: readonly Applicability[]): readonly Diagnostic[] {
  const taken: { readonly start: number; readonly end: number }[] = [];
  return found.filter((each) => {
    const edits = fixOf(each, apply)?.edits ?? [];
    if (edits.some(({ start, end }) => taken.some((other) => start <= other.end && other.start <= end))) return false;
    taken.push(...edits);
    return true;
  });
}

type Round = {
  readonly chosen: readonly Diagnostic[];
  readonly before: readonly Diagnostic[];
  readonly after: readonly Diagnostic[];
};

function isGone({ chosen, before, after }: Round): boolean {
  const [then, now] = [countBy(before), countBy(after)];
  return [...countBy(chosen)].every(([what, count]) => (now.get(what) ?? 0) <= (then.get(what) ?? 0) - count);
}

/** No finding is there that was not, but for those that could not be seen before. */
function addsNone({
  chosen,
  before,
  after,
  from,
  text,
}: Round & { readonly from: string; readonly text: string }): boolean {
  const left = new Map(countBy(before));
  const added = after.filter((each) => {
    const count = left.get(identity(each)) ?? 0;
    left.set(identity(each), count - 1);
    return count <= 0 && !wasHidden(each, before);
  });
  if (added.length === 0) return true;
  // A key that was not known hid what is in its map: what kind of node it is, and what its value says.
  const known = chosen.filter(({ code }) => code === 'W101');
  if (known.length === 0) return false;
  const [pathBefore, pathNow] = [pathAt(from), pathAt(text)];
  const maps = known.map((each) => pathBefore(each).replace(/[^/]*$/, ''));
  return added.every(
    (each) => !CONTRADICTIONS.has(each.code) && maps.some((map) => `${pathNow(each)}/`.startsWith(map)),
  );
}

function pathAt(text: string): (finding: Diagnostic) => string {
  const source = openSource('', text);
  const pathOf = pathsOf(source);
  return ({ line, column }) => pathOf(source.startOf(line) + column - 1);
}

/** Findings of the parser, after which no other phase looks at the text. */
const OF_YAML = new Set(['W001', 'W002', 'W003', 'W004', 'W006', 'W007', 'W008', 'W009']);

/** What a rename makes, and does not bring to light: another name was meant. */
const CONTRADICTIONS = new Set([...OF_YAML, 'W105']);

/** While YAML itself is wrong nothing else is looked at, and while there is an error no hint is given. */
function wasHidden(finding: Diagnostic, before: readonly Diagnostic[]): boolean {
  if (before.some(({ code }) => OF_YAML.has(code))) return !OF_YAML.has(finding.code);
  return finding.severity !== 'error' && before.some(({ severity }) => severity === 'error');
}

function countBy(found: readonly Diagnostic[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const each of found) counts.set(identity(each), (counts.get(identity(each)) ?? 0) + 1);
  return counts;
}

/** The same finding in another text: places move, sentences do not. */
function identity({ code, file, message }: Diagnostic): string {
  return `${code} ${file} ${message}`;
}
