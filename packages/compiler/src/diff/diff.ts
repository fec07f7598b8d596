// What differs between two graphs, for people who review it and programs that gate it. Pure; one file for each subject.
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import type { PluginManifest } from '@configurable-agents/plugin-sdk';
import { diffBounds } from './bounds.ts';
import { capabilitiesOf, diffCapabilities } from './capabilities.ts';
import type { Change } from './change.ts';
import { diffEdges, diffLoops } from './edges.ts';
import { diffNodes } from './nodes.ts';
import { renamesOf, withNames } from './rename.ts';
import { diffState } from './state.ts';
import { diffTriggers } from './triggers.ts';
import { diffInputs, diffResult } from './types.ts';
import { diffWorkflow } from './workflow.ts';

export { formatDiff, diffJson } from '../print/diff.ts';
export type { DiffJson, DiffNames } from '../print/diff.ts';
export type { Change, Part, Subject } from './change.ts';
export { typeText } from './type-text.ts';

/** `changes` is empty exactly when the graphs are the same. */
export type GraphDiff = {
  readonly before: { readonly name: string; readonly hash: string };
  readonly after: { readonly name: string; readonly hash: string };
  readonly isBreaking: boolean;
  readonly changes: readonly Change[];
};

/** Manifests of the plugins, and what they were on the side before where they have changed since. */
export type DiffPlugins = {
  readonly plugins: readonly PluginManifest[];
  readonly pluginsBefore?: readonly PluginManifest[];
};

/**
 * The difference of two graphs. Places in texts and the order of what has none do not count. Plugins that may do more or less than before
 * are a difference too, of graphs that use them.
 *
 * @example
 * diffGraphs(before, after, { plugins }).changes // [{ subject: 'input', kind: 'added', name: 'team', breaking: true, … }]
 */
export function diffGraphs(
  before: ExecutionGraph,
  after: ExecutionGraph,
  { plugins, pluginsBefore = plugins }: DiffPlugins,
): GraphDiff {
  const known = { plugins, pluginsBefore };
  const changes =
    before.hash === after.hash ? capabilityChanges(before, after, known) : changesOf(before, after, known);
  return {
    before: { name: before.name, hash: before.hash },
    after: { name: after.name, hash: after.hash },
    isBreaking: changes.some(({ breaking }) => breaking),
    changes,
  };
}

function changesOf(before: ExecutionGraph, after: ExecutionGraph, known: Required<DiffPlugins>): readonly Change[] {
  const renames = renamesOf(before, after);
  // The workflow's own name is none of a node.
  const old = { ...withNames(before, renames), name: before.name };
  const found = [
    ...diffInputs(old, after),
    ...diffResult(old, after),
    ...diffState(old, after),
    ...diffNodes(old, after, { renames, below: (was, is) => diffGraphs(was, is, known).changes }),
    ...diffEdges(old, after),
    ...diffLoops(old, after),
    ...diffTriggers(old, after),
    ...diffWorkflow(old, after),
    ...capabilityChanges(old, after, known),
    ...diffBounds(old, after),
  ];
  return found.length > 0 ? found : [REST];
}

function capabilityChanges(
  before: ExecutionGraph,
  after: ExecutionGraph,
  { plugins, pluginsBefore }: Required<DiffPlugins>,
): readonly Change[] {
  return diffCapabilities(capabilitiesOf(before, pluginsBefore), capabilitiesOf(after, plugins));
}

/** Hashes differ by the spelling of an expression, or by the order of nodes that have none. */
const REST: Change = {
  subject: 'workflow',
  kind: 'changed',
  name: 'spelling',
  message: 'only the spelling of expressions or the order in the file, which change nothing that a run does',
  breaking: false,
};
