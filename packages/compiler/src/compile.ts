// The compiler on one page: text in, diagnostics or an execution graph out.
//
//   text -> parse (tree with spans) -> shape -> resolve (order, names) -> check (rules, types) -> plan (graph)
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import type { PluginManifest } from '@configurable-agents/plugin-sdk';
import { boundsOf } from './bounds/bounds.ts';
import type { GraphBounds } from './bounds/bounds.ts';
import { overLimits } from './bounds/limits.ts';
import type { Limits } from './bounds/limits.ts';
import type { PriceOf } from './bounds/price.ts';
import { catalogueOf, writersOf } from './check/context.ts';
import type { CheckContext, CheckRule } from './check/context.ts';
import { checkNode } from './check/node.ts';
import type { CheckedNode } from './check/node.ts';
import { HINTS, RULES } from './check/rules.ts';
import type { EventSchemas } from './check/event-type.ts';
import { compileChildren } from './check/children.ts';
import { checkLoops } from './check/loops.ts';
import { checkTriggers } from './check/trigger.ts';
import { checkTests } from './check/tests.ts';
import type { TestCase } from './check/tests.ts';
import { reportUnpriced } from './check/unpriced.ts';
import { checkWhole } from './check/whole.ts';
import { openReporter } from './diagnostic.ts';
import type { Diagnostic, Reporter } from './diagnostic.ts';
import { withRemoval } from './fix/remove.ts';
import { applyDecisions, isArguable } from './ignore.ts';
import type { Severities } from './ignore.ts';
import { readFlow } from './flow/load.ts';
import type { Observer } from './observer.ts';
import { readDocument } from './parse/document.ts';
import type { WorkflowDoc } from './parse/document.ts';
import { entryOf } from './parse/tree.ts';
import type { YamlNode } from './parse/tree.ts';
import { parseYaml } from './parse/yaml.ts';
import { plan } from './plan/plan.ts';
import { doneBefore } from './resolve/assigned.ts';
import { exclusiveOf } from './resolve/exclusive.ts';
import { edgesOf, orderOf } from './resolve/order.ts';
import { checkShape } from './shape/shape.ts';
import { openSource } from './source.ts';
import type { Span } from './source.ts';
import { reportFlows } from './taint/report.ts';

export type CompileOptions = {
  /** The file's name, as diagnostics show it. Its last part names a workflow that does not name itself. */
  readonly file: string;
  readonly plugins: readonly PluginManifest[];
  /** Every LLM node uses this provider, whatever the workflow says. */
  readonly provider?: string;
  /** Types `event` by the events that a trigger's entry names; the trigger's common schema where it knows none. */
  readonly eventSchemas?: EventSchemas;
  /**
   * Finds a workflow that a node runs: `./file.yaml`, relative to the file that names it, or a registered name. Undefined: there is
   * none; `later`: it is looked up when the node's turn comes, as every one is without this.
   */
  readonly workflow?: FindWorkflow;
  /** The files that lead here, for workflows that run each other. */
  readonly within?: readonly string[];
  /** How bad findings are, by code or name, where a project decided otherwise. An error without which no graph can be made stays one. */
  readonly severities?: Severities;
  /** Called for each rule over the whole document, to run it: for who wants to know what a rule costs. */
  readonly around?: (rule: string, run: () => void) => void;
  /** Only the findings are wanted: no graph is given. */
  readonly checkOnly?: boolean;
  /** Warnings are errors. */
  readonly strict?: boolean;
  /** What a run may do at most; a workflow that may do more is wrong. Also `{}` asks for the bounds. */
  readonly limits?: Limits;
  /** What models cost: asked where `limits` are given, and where a budget has a `max_cost`. Without it no cost is told. */
  readonly prices?: PriceOf;
  /** Milliseconds since the epoch: the next date on which a clock change meets a schedule is named. Without it some such date is. */
  readonly now?: number;
  /** Told of what is read and found out on the way, also of what comes after broken YAML: for editors. */
  readonly observer?: Observer;
};

/** The text of a workflow that another one names, and what it is called as a file. */
export type FindWorkflow = (
  reference: string,
  from: string,
) => { readonly file: string; readonly source: string } | 'later' | undefined;

/** `graph` is there exactly when no diagnostic is an error, and it was not `checkOnly`. */
export type CompileResult = {
  readonly ok: boolean;
  readonly graph?: ExecutionGraph;
  /** What a run may do at least and at most, where `limits` were given and nothing else is wrong. */
  readonly bounds?: GraphBounds;
  readonly diagnostics: readonly Diagnostic[];
  /** The cases of `tests:`, with the graph. */
  readonly tests?: readonly TestCase[];
};

/**
 * Compiles a workflow. Pure: no I/O, no clock; the same text and plugins give the same graph, byte for byte. Says all that
 * is wrong at once, and never throws over a text.
 *
 * @example
 * const { ok, graph, diagnostics } = compile(text, { file: 'workflow.yaml', plugins: manifests });
 */
export function compile(text: string, options: CompileOptions): CompileResult {
  const { file, around = (_rule, check) => check(), limits, checkOnly = false, observer } = options;
  const source = openSource(file, text);
  const reporter = openReporter(source, observer);
  const { parse = parseYaml } = observer ?? {};
  const root = parse(source, reporter);
  // What is wrong with the YAML itself would only be repeated by everything after it.
  const broken = reporter.list();
  if (root === undefined || (broken.length > 0 && observer === undefined)) return { ok: false, diagnostics: broken };

  const document = readTree(root, reporter);
  const context = contextOf(document, { options, reporter });
  const { order } = context;
  const run = (rule: CheckRule): void => around(rule.name, () => rule(context));
  for (const rule of RULES) run(rule);
  const nodes = new Map<number, CheckedNode>();
  for (const index of order.sorted) nodes.set(index, checkNode(index, context, nodes));
  checkLoops(context, nodes);
  const triggers = checkTriggers(context);
  const whole = checkWhole(context, nodes);
  const tests = checkTests({ context, nodes });
  observer?.checked(context, nodes);
  if (broken.length > 0) return { ok: false, diagnostics: broken };

  if (!isWrong(reporter.list())) for (const hint of HINTS) run(hint);
  const graph = reporter.list().every((found) => found.severity !== 'error' || isArguable(found.code))
    ? plan({ name: nameOf(document, file), context, nodes, triggers, ...whole, isHashed: !checkOnly })
    : undefined;
  if (graph !== undefined) checkGraph(graph, options, context);
  reporter.revise((finding) => withRemoval(finding, { source, root }));
  applyDecisions(reporter, { source, root, ...options });
  if (graph === undefined || isWrong(reporter.list())) return { ok: false, diagnostics: reporter.list() };
  const made = checkOnly ? {} : { graph, ...(tests.length === 0 ? {} : { tests }) };
  if (limits === undefined) return { ok: true, ...made, diagnostics: reporter.list() };
  const bounds = checkLimits(graph, { ...options, limits }, context);
  const isWithin = !isWrong(reporter.list());
  return { ok: isWithin, ...(isWithin ? made : {}), bounds, diagnostics: reporter.list() };
}

/** What the checks ask about the document as a whole. */
function contextOf(
  document: WorkflowDoc,
  { options, reporter }: { readonly options: CompileOptions; readonly reporter: Reporter },
): CheckContext {
  const indexOf = new Map(document.nodes.map(({ name }, index) => [name, index]));
  const edges = edgesOf(document, indexOf);
  const order = orderOf(document.nodes, edges);
  const children = compileChildren(document, { options, reporter, compile });
  return {
    document,
    order,
    isExclusive: exclusiveOf(edges),
    isDone: doneBefore(document.nodes, order),
    children,
    indexOf,
    fields: new Map(document.fields.map((field) => [field.name, field])),
    writers: writersOf(document.nodes, order.sorted),
    catalogue: catalogueOf(options.plugins),
    eventSchemas: options.eventSchemas ?? (() => undefined),
    provider: options.provider,
    now: options.now,
    reporter,
  };
}

/** What is found only in the graph. */
function checkGraph(graph: ExecutionGraph, { prices }: CompileOptions, context: CheckContext): void {
  reportFlows(graph, context);
  if (prices !== undefined) reportUnpriced(graph, prices, context);
}

/** Reports limits that a run may exceed. */
function checkLimits(
  graph: ExecutionGraph,
  { limits, ...options }: CompileOptions & { readonly limits: Limits },
  { document, indexOf, reporter }: CheckContext,
): GraphBounds {
  const bounds = boundsOf(graph, options);
  const spanOf = (node: string): Span => document.nodes[indexOf.get(node) ?? -1]?.at.span ?? [0, 0];
  for (const finding of overLimits(bounds, limits, spanOf)) reporter.report(finding);
  return bounds;
}

function isWrong(found: readonly Diagnostic[]): boolean {
  return found.some(({ severity }) => severity === 'error');
}

/** A file with `schema_version` is of the flow dialect, whose front end gives the tree that a native file would have. */
function readTree(root: YamlNode, reporter: Reporter): WorkflowDoc {
  if (entryOf(root, 'schema_version') === undefined) return readDocument(checkShape(root, reporter));
  const { tree, collected } = readFlow(root, reporter);
  return readDocument(tree, collected);
}

function nameOf({ name }: WorkflowDoc, file: string): string {
  return name ?? (file.split(/[\\/]/).at(-1) ?? file).replace(/\.ya?ml$/, '');
}
