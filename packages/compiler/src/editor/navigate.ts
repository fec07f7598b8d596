// From a name to where it is declared, to all its places, and to another name.
import { badName } from '../shape/bad-name.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { itemsOf, valueOf } from '../parse/tree.ts';
import type { YamlNode } from '../parse/tree.ts';
import type { Span } from '../source.ts';
import { applyEdits } from '../text-edit.ts';
import type { TextEdit } from '../text-edit.ts';
import { dialectSchema } from './dialect.ts';
import { occurrenceAt, occurrencesOf } from './occurrences.ts';
import type { Occurrence } from './occurrences.ts';
import { openSnapshot } from './snapshot.ts';
import type { Snapshot } from './snapshot.ts';
import { spotAt } from './spot.ts';

/** `file` where it is another one. */
export type Target = { readonly file?: string; readonly span: Span };

/** The declaration of the name at an offset, or the file of the workflow that a node runs. */
export function definitionAt(snapshot: Snapshot, offset: number): Target | undefined {
  const name = occurrenceAt(snapshot, offset);
  if (name === undefined) return workflowAt(snapshot, offset);
  const found = allOf(name, snapshot).find(({ role }) => role === 'declaration');
  return found && { span: found.span };
}

function workflowAt({ context, options }: Snapshot, offset: number): Target | undefined {
  const named = context?.document.nodes.find(
    ({ workflow }) => workflow !== undefined && workflow.span[0] <= offset && offset <= workflow.span[1],
  );
  const found = named?.workflow && options.workflow?.(String(named.workflow.value), options.file);
  return found === undefined || found === 'later' ? undefined : { file: found.file, span: [0, 0] };
}

/** Every place of the name at an offset, its declaration among them, in the order of the text. */
export function referencesAt(snapshot: Snapshot, offset: number): readonly Occurrence[] {
  const name = occurrenceAt(snapshot, offset);
  return name === undefined ? [] : allOf(name, snapshot);
}

function allOf({ kind, name }: Occurrence, snapshot: Snapshot): readonly Occurrence[] {
  return occurrencesOf(snapshot).filter((each) => each.kind === kind && each.name === name);
}

/** Edits, or why a name cannot be changed. */
export type Renaming = { readonly edits: readonly TextEdit[] } | { readonly refused: string };

/** The name at an offset that can be renamed: one that is declared in this document. */
export function renamableAt(snapshot: Snapshot, offset: number): Occurrence | undefined {
  const name = occurrenceAt(snapshot, offset);
  return name !== undefined && allOf(name, snapshot).some(({ role }) => role === 'declaration') ? name : undefined;
}

/** Renames a node, a state field, an alias of a model or a shared schema, also inside templates and conditions. */
export function renameAt(snapshot: Snapshot, offset: number, to: string): Renaming {
  const name = renamableAt(snapshot, offset);
  if (name === undefined) return { refused: 'there is no name here that this file declares' };
  const all = allOf(name, snapshot);
  const reason = refusal(name, { to, all, snapshot });
  if (reason !== undefined) return { refused: reason };
  const edits = all.map((each) => listEdit(each, { to, snapshot }) ?? editOf(each, to));
  const problem = newProblem(edits, snapshot);
  return problem === undefined ? { edits } : { refused: `the file would be wrong with that name: ${problem}` };
}

function editOf({ span: [start, end] }: Occurrence, text: string): TextEdit {
  return { start, end, text };
}

/** The first error that the text would have and has not: what a name hides, or what names it in a way that is not known here. */
function newProblem(edits: readonly TextEdit[], { source, options, result, known }: Snapshot): string | undefined {
  const after = openSnapshot(applyEdits(source.text, edits), options, { known });
  const errors = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
    diagnostics.filter(({ severity }) => severity === 'error');
  const [before, now] = [errors(result.diagnostics), errors(after.result.diagnostics)];
  if (now.length <= before.length) return undefined;
  const codes = before.map(({ code }) => code);
  const first = now.find(({ code }) => !codes.includes(code)) ?? now[0];
  return first && `${first.message} (line ${first.line})`;
}

type Wanted = { readonly to: string; readonly snapshot: Snapshot };

/** The pattern of a dialect's names; its fields may have one of their own. */
function patternOf(kind: Occurrence['kind'], root: YamlNode): RegExp {
  const { name, fieldName = name } = dialectSchema(root)['$defs'] as {
    readonly [def: string]: { readonly pattern: string };
  };
  return new RegExp((kind === 'field' ? fieldName : name)?.pattern ?? '');
}

function refusal(
  name: Occurrence,
  { to, all, snapshot }: Wanted & { readonly all: readonly Occurrence[] },
): string | undefined {
  const { context, root } = snapshot;
  if (root === undefined || !patternOf(name.kind, root).test(to)) return badName(to, { span: name.span }).message;
  // Nodes and fields are read by their bare names, so that they share one space; not in the flow dialect.
  const isBare = (name.kind === 'node' || name.kind === 'field') && context?.document.isFlow !== true;
  const taken = occurrencesOf(snapshot).some(
    (each) =>
      each.name === to &&
      each.role === 'declaration' &&
      (each.kind === name.kind || (isBare && (each.kind === 'node' || each.kind === 'field'))),
  );
  if (taken) return `there is a \`${to}\` already`;
  const odd = all.find(({ isExact }) => !isExact);
  if (odd === undefined) return undefined;
  const { line } = snapshot.source.positionOf(odd.span[0]);
  return `\`${name.name}\` is written with escapes in line ${line}; write it out there first`;
}

/**
 * In a list of outputs a name is the field and the property that it takes. The property keeps its name, so the list becomes a map:
 * `outputs: [score]` is `outputs: { rating: score }`.
 */
function listEdit({ kind, name, span }: Occurrence, { to, snapshot }: Wanted): TextEdit | undefined {
  const { context, root, nodes } = snapshot;
  if (kind !== 'field' || context === undefined || context.document.isFlow || root === undefined) return undefined;
  const index = context.document.nodes.findIndex(({ outputs }) =>
    outputs.some(({ at, source }) => source === undefined && at.span[0] <= span[0] && span[1] <= at.span[1]),
  );
  const list = index < 0 ? undefined : spotAt(root, span[0]).holders.findLast((holder) => holder.kind === 'list');
  const path = nodes.get(index)?.writes.find(({ field }) => field === name)?.path;
  if (list === undefined || !isOutputs(list, snapshot) || path === undefined || path.length === 0) return undefined;
  const entries = itemsOf(list).flatMap((item) => {
    if (item.kind !== 'scalar') return [];
    return [`${item.value === name ? to : item.value}: ${item.value}`];
  });
  const [start, end] = list.span;
  return { start, end, text: `{ ${entries.join(', ')} }` };
}

function isOutputs(list: YamlNode, { root }: Snapshot): boolean {
  return itemsOf(valueOf(root, 'nodes')).some((node) => valueOf(node, 'outputs') === list);
}
