import { suggest } from '../../expression/check.ts';
import type { EdgeDoc } from '../../parse/document.ts';
import { isSameWord } from '../../fix/rename.ts';
import type { YamlScalar } from '../../parse/tree.ts';
import type { CheckContext, CheckRule } from '../context.ts';

/** Edges name nodes, lead from START and to END, and stand once; with `edges`, every node is in one. */
export const knownEdges: CheckRule = (context) => {
  const { document, reporter } = context;
  const { edges } = document;
  const touched = new Set<string>();
  for (const { onError } of document.nodes) if (typeof onError !== 'string') checkTarget(onError, { context, touched });
  if (edges === undefined) return;
  const seen = new Set<string>();
  for (const { from, to, at, routes = [] } of edges) {
    for (const end of from)
      check(end, { context, touched, forbidden: 'END', sentence: 'an edge cannot lead out of END' });
    for (const end of to) checkTarget(end, { context, touched });
    for (const { to: ends, onLimit } of routes) {
      for (const end of onLimit === undefined ? ends : [...ends, onLimit]) checkTarget(end, { context, touched });
    }
    for (const source of from) {
      for (const target of to) {
        const edge = `${source.value} -> ${target.value}`;
        if (seen.has(edge))
          reporter.report({
            code: 'W404',
            span: target.span,
            message: `the edge ${edge} stands twice`,
            help: 'remove one of them',
            ...(from.length === 1
              ? { remove: { title: 'remove the second', span: to.length === 1 ? at.span : target.span } }
              : {}),
          });
        seen.add(edge);
      }
    }
  }
  reportIsolated(context, { edges, touched });
};

function reportIsolated(
  { document, reporter }: CheckContext,
  { edges, touched }: { readonly edges: readonly EdgeDoc[]; readonly touched: ReadonlySet<string> },
): void {
  // One node needs no edge to be reached; an edge that cannot be read, which has been told, may have reached any.
  if (document.nodes.length === 1 || edges.some(isUnread)) return;
  for (const { name, at, entry, isFinally } of document.nodes) {
    if (touched.has(name) || entry?.value === true || isFinally) continue;
    reporter.report({
      code: 'W402',
      span: at.span,
      message: `\`${name}\` is in no edge, so it would never run`,
      help: document.isFlow
        ? `add an edge that leads to \`${name}\`, or remove the node`
        : `add an edge from or to \`${name}\`, say \`entry: true\` if it starts with the run, or remove \`edges\` to run the nodes as listed`,
    });
  }
}

function isUnread({ from, to, routes, at }: EdgeDoc): boolean {
  return at.kind !== 'map' || from.length === 0 || (to.length === 0 && routes === undefined);
}

function checkTarget(
  end: YamlScalar,
  { context, touched }: { readonly context: CheckContext; readonly touched: Set<string> },
): void {
  check(end, { context, touched, forbidden: 'START', sentence: 'an edge cannot lead into START' });
}

function check(
  end: YamlScalar,
  {
    context,
    touched,
    forbidden,
    sentence,
  }: {
    readonly context: CheckContext;
    readonly touched: Set<string>;
    readonly forbidden: string;
    readonly sentence: string;
  },
): void {
  const name = String(end.value);
  if (name === forbidden) {
    context.reporter.report({ code: 'W403', span: end.span, message: sentence });
    return;
  }
  if (name === 'START' || name === 'END') return;
  if (context.indexOf.has(name)) {
    touched.add(name);
    return;
  }
  const meant = ['START', 'END'].find((word) => word !== forbidden && isSameWord(word, name));
  const way =
    meant === undefined
      ? suggest(name, [...context.indexOf.keys()])
      : { help: `write \`${meant}\``, meant: { from: name, to: meant } };
  // The near name counts as connected: one mistake, one finding.
  if (way.meant !== undefined) touched.add(way.meant.to);
  context.reporter.report({ code: 'W305', span: end.span, message: `there is no node \`${name}\``, ...way });
}
