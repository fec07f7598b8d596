// Workflows that nodes await: each is compiled with the file that names it, so that what it takes and gives is known here.
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import type { CompileOptions, CompileResult } from '../compile.ts';
import type { Reporter } from '../diagnostic.ts';
import type { WorkflowDoc } from '../parse/document.ts';
import type { YamlScalar } from '../parse/tree.ts';

type Host = {
  readonly options: CompileOptions;
  readonly reporter: Reporter;
  readonly compile: (text: string, options: CompileOptions) => CompileResult;
};

/** The graphs of awaited workflows, by the index of the node. What is wrong with one is said at the node. */
export function compileChildren(
  document: WorkflowDoc,
  { options, reporter, compile }: Host,
): ReadonlyMap<number, ExecutionGraph> {
  const children = new Map<number, ExecutionGraph>();
  const known = new Map<string, ExecutionGraph | undefined>();
  for (const [index, { workflow, isDetached }] of document.nodes.entries()) {
    if (workflow === undefined || isDetached || options.workflow === undefined) continue;
    const name = String(workflow.value);
    if (!known.has(name)) known.set(name, compileChild(workflow, { options, reporter, compile }));
    const graph = known.get(name);
    if (graph !== undefined) children.set(index, graph);
  }
  return children;
}

function compileChild(workflow: YamlScalar, { options, reporter, compile }: Host): ExecutionGraph | undefined {
  const name = String(workflow.value);
  const within = [...(options.within ?? []), options.file];
  const report = (message: string, help: string): undefined => {
    reporter.report({ code: 'W428', span: workflow.span, message, help });
    return undefined;
  };
  const found = options.workflow?.(name, options.file);
  if (found === 'later') return undefined;
  if (found === undefined) {
    return report(
      `there is no workflow \`${name}\``,
      'name a file by its path, such as `./child.yaml`, or register the workflow',
    );
  }
  if (within.includes(found.file)) {
    const chain = [...within.slice(within.indexOf(found.file)), found.file].join(' -> ');
    return report(
      `workflows run each other without an end: ${chain}`,
      'start one of them with `wait: false`, or make it a loop',
    );
  }
  // Limits hold for the whole; what a child does counts there. Its graph is always needed, and known by its hash.
  const { limits: _limits, checkOnly: _checkOnly, observer: _observer, ...rest } = options;
  const { graph, diagnostics } = compile(found.source, { ...rest, file: found.file, within });
  if (graph !== undefined) return graph;
  const [first] = diagnostics.filter(({ severity }) => severity === 'error');
  const where =
    first === undefined ? '' : `: ${first.file}:${first.line}:${first.column} ${first.code} ${first.message}`;
  return report(`the workflow \`${name}\` is wrong${where}`, `\`validate ${found.file}\` says all of it`);
}
