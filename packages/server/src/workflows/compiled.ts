import type { CompileResult, Diagnostic } from '@configurable-agents/compiler';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import type { Runtime } from '@configurable-agents/core';
import { Problem } from '../problem.ts';
import { finderOf } from './find.ts';
import type { Deps } from '../http/deps.ts';

type Compiled = { readonly graph: ExecutionGraph; readonly diagnostics: readonly ApiDiagnostic[] };

/** A diagnostic in the answers of the API, or a warning of the server about its environment. */
export type ApiDiagnostic =
  Diagnostic | { readonly code: string; readonly name: string; readonly severity: 'warning'; readonly message: string };

type Text = { readonly source: string; readonly file: string; readonly provider?: string | undefined };

/** Compiles a workflow's text with what this server has of plugins and rules. */
export function compiled(
  { compile, runtime, eventSchemas, severities, prices, workflowsDir, now, provider: serverProvider }: Deps,
  { source, file, provider = serverProvider }: Text,
): CompileResult {
  const plugins = runtime.manifests;
  const workflow = finderOf({ runtime, workflowsDir });
  return compile(source, {
    file,
    plugins,
    eventSchemas,
    workflow,
    now: now(),
    ...(provider === undefined ? {} : { provider }),
    ...(severities === undefined ? {} : { severities }),
    ...(prices === undefined ? {} : { prices }),
  });
}

/** The same; 422 with every diagnostic when it is wrong, warnings about the environment with it when it is not. */
export function compileOrRefuse(deps: Deps, text: Text): Compiled {
  const { runtime } = deps;
  const { file, provider = deps.provider } = text;
  const { ok, graph, diagnostics } = compiled(deps, text);
  if (!ok || graph === undefined) {
    const first = diagnostics.find(({ severity }) => severity === 'error');
    const where =
      first === undefined ? file : `${first.file}:${first.line}:${first.column} ${first.code} ${first.message}`;
    throw new Problem(422, 'WORKFLOW_INVALID', `the workflow is wrong: ${where}`, { errors: diagnostics });
  }
  return {
    graph,
    diagnostics: [...diagnostics, ...missingKeys(graph, runtime, provider), ...missingWorkflows(graph, runtime, file)],
  };
}

/** Providers of a graph whose keys are not in the environment: said at registration, so that nobody waits for a failed run. */
function missingKeys(graph: ExecutionGraph, runtime: Runtime, provider: string | undefined): readonly ApiDiagnostic[] {
  const used = graph.nodes.flatMap((node) =>
    node.kind === 'action' && node.llm !== undefined ? [provider ?? node.llm.provider] : [],
  );
  return [...new Set(used)].flatMap((name) =>
    runtime.missingVariables(name).map((variable) => ({
      code: 'PROVIDER_KEY_MISSING',
      name: 'provider-key-missing',
      severity: 'warning' as const,
      message: `the provider ${name} needs the environment variable ${variable}, which is not set; set it, or run with --provider echo`,
    })),
  );
}

/**
 * Workflows that a graph starts by name and that are not registered: a run that comes so far would fail. One may start itself;
 * what is awaited is pinned in the graph and needs no registration.
 */
function missingWorkflows(graph: ExecutionGraph, { reader }: Runtime, file: string): readonly ApiDiagnostic[] {
  const started = graph.nodes.flatMap((node) =>
    node.kind === 'subrun' && node.graph === undefined ? [node.workflow] : [],
  );
  return [...new Set(started)]
    .filter((name) => name !== graph.name && reader.workflow(name) === undefined)
    .map((name) => ({
      code: 'WORKFLOW_NOT_REGISTERED',
      name: 'workflow-not-registered',
      severity: 'warning' as const,
      message: `${file} starts the workflow ${name}, which is not registered yet; register it before a run comes to that node`,
    }));
}
